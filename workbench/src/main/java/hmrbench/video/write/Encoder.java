package hmrbench.video.write;

import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_H264;
import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_MPEG4;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_find_encoder_by_name;

import hmrbench.core.Fault;
import java.util.List;

/**
 * An encoder of this machine's FFmpeg.
 *
 * @param name FFmpeg's name of the encoder
 * @param codec FFmpeg's name of what it makes, as written in the file
 * @param codecId FFmpeg's number of the same
 */
public record Encoder(String name, String codec, int codecId) {

  /** By preference. JavaCV's LGPL build has the first; a GPL build of one's own has the second. */
  private static final List<Encoder> KNOWN =
      List.of(
          new Encoder("libopenh264", "h264", AV_CODEC_ID_H264),
          new Encoder("libx264", "h264", AV_CODEC_ID_H264),
          new Encoder("mpeg4", "mpeg4", AV_CODEC_ID_MPEG4));

  /**
   * The best encoder that is there. Asking FFmpeg for H.264 as such would silently give MPEG-4
   * where it is missing, so encoders are asked for by name.
   */
  public static Encoder best() {
    return KNOWN.stream()
        .filter(encoder -> avcodec_find_encoder_by_name(encoder.name()) != null)
        .findFirst()
        .orElseThrow(
            () -> Fault.running("this build of FFmpeg has none of the encoders %s", KNOWN));
  }

  /** Whether it makes what every browser and phone plays. */
  public boolean isH264() {
    return codecId == AV_CODEC_ID_H264;
  }
}
