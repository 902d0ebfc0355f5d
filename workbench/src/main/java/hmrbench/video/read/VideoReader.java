package hmrbench.video.read;

import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_MPEG1VIDEO;
import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_MPEG2VIDEO;
import static org.bytedeco.ffmpeg.global.avformat.AVFMT_NOTIMESTAMPS;
import static org.bytedeco.ffmpeg.global.avformat.AV_DISPOSITION_ATTACHED_PIC;

import hmrbench.core.Fault;
import hmrbench.picture.image.Picture;
import hmrbench.picture.image.Turn;
import hmrbench.video.NativeLibraries;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.avutil.AVRational;
import org.bytedeco.javacv.FFmpegFrameGrabber;
import org.bytedeco.javacv.Frame;
import org.bytedeco.javacv.FrameGrabber;

/**
 * Reads a video file from its first to its last frame. One picture is in memory at a time.
 *
 * <p>Frames come as the container has them, with its own time stamps, which may be missing or out
 * of order ({@link Video} repairs them); the picture is turned as the file's display matrix asks,
 * and widened where its pixels are not square, so that people keep their shape.
 */
public final class VideoReader implements FrameReader {

  /** What FFmpeg's demuxers of elementary streams take where nothing is declared, in hertz. */
  private static final int ASSUMED_RATE = 25;

  /** The widest of the standards is below 4. */
  private static final double WIDEST_PIXEL = 16;

  /** A picture takes three bytes per pixel; no camera has more. */
  private static final int MOST_SIDE = 8192;

  private static final double MOST_PIXELS = (double) MOST_SIDE * MOST_SIDE;

  private final FFmpegFrameGrabber grabber;
  private final VideoInfo info;
  private final PixelConversion conversion;
  private int next;

  private VideoReader(FFmpegFrameGrabber grabber, VideoInfo info) {
    this.grabber = grabber;
    this.info = info;
    boolean lying = info.turnedDegrees() % 180 != 0;
    this.conversion =
        lying
            ? new PixelConversion(info.height(), info.width())
            : new PixelConversion(info.width(), info.height());
  }

  /**
   * Opens a video.
   *
   * @throws Fault if there is no such file, it is not a video, was cut off, or has no pictures
   */
  public static VideoReader open(Path file) {
    requireWhole(file);
    NativeLibraries.requireFfmpeg();
    FFmpegFrameGrabber grabber = new FFmpegFrameGrabber(file.toFile());
    // Raw: we convert ourselves, since JavaCV ignores the file's colour matrix.
    grabber.setImageMode(FrameGrabber.ImageMode.RAW);
    try {
      grabber.start();
      return new VideoReader(grabber, describe(file, grabber));
    } catch (FrameGrabber.Exception e) {
      release(grabber);
      throw new Fault(
          Fault.Kind.ASKED_WRONGLY,
          "%s: not a video that FFmpeg can read; expected for example MP4, MOV, MKV, AVI or WebM"
              .formatted(file),
          e);
    } catch (Fault e) {
      release(grabber);
      throw e;
    }
  }

  @Override
  public VideoInfo info() {
    return info;
  }

  @Override
  public Optional<VideoFrame> next() {
    return decoded()
        .map(
            frame -> {
              boolean damaged =
                  frame.decode_error_flags() != 0
                      || (frame.flags() & AVFrame.AV_FRAME_FLAG_CORRUPT) != 0;
              Picture picture = Turn.clockwise(conversion.toPicture(frame), info.turnedDegrees());
              return new VideoFrame(next++, frame.best_effort_timestamp(), damaged, picture);
            });
  }

  @Override
  public Optional<FrameStamp> skip() {
    return decoded()
        .map(
            frame -> {
              next++;
              return new FrameStamp(
                  frame.best_effort_timestamp(),
                  frame.width(),
                  frame.height(),
                  value(frame.sample_aspect_ratio()),
                  frame.repeat_pict());
            });
  }

  private static double value(AVRational fraction) {
    return fraction.num() > 0 && fraction.den() > 0 ? (double) fraction.num() / fraction.den() : 0;
  }

  /** The decoder's own frame, valid until the next one. */
  private Optional<AVFrame> decoded() {
    Frame frame;
    try {
      frame = grabber.grabFrame(false, true, true, false, false);
    } catch (FrameGrabber.Exception e) {
      throw new Fault(
          Fault.Kind.FAILED_RUNNING,
          "%s: decoding broke off at frame %d: %s".formatted(info.file(), next, e.getMessage()),
          e);
    }
    if (frame == null && next == 0) {
      throw Fault.asked(
          "%s: the video stream (%s) holds no frame that can be decoded",
          info.file(), info.codec());
    }
    return Optional.ofNullable(frame).map(it -> (AVFrame) it.opaque);
  }

  @Override
  public void close() {
    conversion.close();
    release(grabber);
  }

  private static void requireWhole(Path file) {
    if (!Files.exists(file)) {
      throw Fault.asked("%s: no such file; expected a video", file);
    }
    if (!Files.isRegularFile(file)) {
      throw Fault.asked(
          "%s: is %s; expected a video in a file",
          file, Files.isDirectory(file) ? "a folder" : "a pipe or a device");
    }
    Optional<String> fault;
    try {
      if (Files.size(file) == 0) {
        throw Fault.asked("%s: the file is empty; expected a video", file);
      }
      fault = Mp4Boxes.fault(file);
    } catch (IOException e) {
      throw Fault.of(Fault.Kind.ASKED_WRONGLY, file, "cannot be read", e);
    }
    if (fault.isPresent()) {
      throw Fault.asked(
          "%s: the video %s; copy it again, or save what is there with another program",
          file, fault.get());
    }
  }

  private static VideoInfo describe(Path file, FFmpegFrameGrabber grabber) {
    if (!grabber.hasVideo()) {
      throw Fault.asked("%s: the file has sound but no pictures; expected a video", file);
    }
    AVStream stream = grabber.getFormatContext().streams(grabber.getVideoStream());
    if ((stream.disposition() & AV_DISPOSITION_ATTACHED_PIC) != 0) {
      throw Fault.asked("%s: the only picture is a cover of a sound file; expected a video", file);
    }
    int stored = stream.codecpar().width();
    int height = stream.codecpar().height();
    if (stored <= 0 || height <= 0) {
      throw Fault.asked("%s: the video stream has no picture size; fetch the file again", file);
    }
    double aspect = value(stream.codecpar().sample_aspect_ratio());
    double pixelAspect = aspect > 0 ? aspect : 1;
    requireModest(file, stored, height, pixelAspect);
    int width = (int) Math.max(1, Math.round(stored * pixelAspect));
    int turned = turnedDegrees(file, grabber.getDisplayRotation());
    boolean lying = turned % 180 != 0;
    return new VideoInfo(
        file,
        lying ? height : width,
        lying ? width : height,
        turned,
        pixelAspect,
        clock(file, grabber, stream),
        stream.nb_frames() > 0 ? OptionalLong.of(stream.nb_frames()) : OptionalLong.empty(),
        grabber.getVideoCodecName());
  }

  private static void requireModest(Path file, int width, int height, double pixelAspect) {
    if (pixelAspect > WIDEST_PIXEL || pixelAspect < 1 / WIDEST_PIXEL) {
      throw Fault.asked(
          "%s: the video says that its pixels are %s times as wide as they are high; that is no picture: fetch the file again",
          file, UnusualRate.plain(pixelAspect, 6));
    }
    if (width * Math.max(1, pixelAspect) * height > MOST_PIXELS) {
      throw Fault.asked(
          "%s: pictures of %d x %d pixels; expected at most %d x %d: make them smaller with another program",
          file, width, height, MOST_SIDE, MOST_SIDE);
    }
  }

  /** FFmpeg gives the turn that was made, anticlockwise; we undo it. */
  private static int turnedDegrees(Path file, double anticlockwise) {
    if (Double.isNaN(anticlockwise)) {
      return 0;
    }
    double clockwise = ((-anticlockwise % 360) + 360) % 360;
    int quarter = (int) Math.round(clockwise / 90);
    if (Math.abs(clockwise - quarter * 90.0) > 1) {
      throw Fault.asked(
          "%s: the display matrix turns by %.1f degrees; only quarter turns are supported",
          file, clockwise);
    }
    return quarter % 4 * 90;
  }

  /** Elementary streams have no time stamps; what FFmpeg gives are guesses. */
  private static boolean isElementary(FFmpegFrameGrabber grabber) {
    return (grabber.getFormatContext().iformat().flags() & AVFMT_NOTIMESTAMPS) != 0;
  }

  private static VideoInfo.Clock clock(Path file, FFmpegFrameGrabber grabber, AVStream stream) {
    boolean elementary = isElementary(grabber);
    AVRational coded = stream.codecpar().framerate();
    // The demuxer of an elementary stream declares 25 frames/s whatever the stream says.
    List<AVRational> rates =
        elementary
            ? List.of(coded, stream.r_frame_rate(), stream.avg_frame_rate())
            : List.of(stream.avg_frame_rate(), stream.r_frame_rate(), coded);
    for (AVRational rate : rates) {
      if (rate.num() > 0 && rate.den() > 0) {
        return new VideoInfo.Clock(
            new VideoInfo.Ratio(rate.den(), rate.num()),
            new VideoInfo.Ratio(stream.time_base().num(), stream.time_base().den()),
            !elementary,
            elementary && isAssumed(rate) && !namesItsRate(stream.codecpar().codec_id()));
      }
    }
    throw Fault.asked("%s: the video stream names no frame rate", file);
  }

  private static boolean isAssumed(AVRational rate) {
    return rate.num() == ASSUMED_RATE * rate.den();
  }

  /**
   * MPEG-1 and MPEG-2 name a rate in every sequence header; in other codings it may be left out.
   */
  private static boolean namesItsRate(int codec) {
    return codec == AV_CODEC_ID_MPEG1VIDEO || codec == AV_CODEC_ID_MPEG2VIDEO;
  }

  private static void release(FFmpegFrameGrabber grabber) {
    try {
      grabber.release();
    } catch (FrameGrabber.Exception e) {
      // Nothing was written; a reader that does not close cleanly costs memory only.
      System.getLogger(VideoReader.class.getName()).log(System.Logger.Level.DEBUG, e::getMessage);
    }
  }
}
