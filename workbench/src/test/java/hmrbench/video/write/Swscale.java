package hmrbench.video.write;

import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_RGB24;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_YUV420P;
import static org.bytedeco.ffmpeg.global.swscale.SWS_ACCURATE_RND;
import static org.bytedeco.ffmpeg.global.swscale.SWS_BILINEAR;
import static org.bytedeco.ffmpeg.global.swscale.SWS_CS_DEFAULT;
import static org.bytedeco.ffmpeg.global.swscale.SWS_CS_ITU709;
import static org.bytedeco.ffmpeg.global.swscale.sws_freeContext;
import static org.bytedeco.ffmpeg.global.swscale.sws_getCachedContext;
import static org.bytedeco.ffmpeg.global.swscale.sws_getCoefficients;
import static org.bytedeco.ffmpeg.global.swscale.sws_scale;
import static org.bytedeco.ffmpeg.global.swscale.sws_setColorspaceDetails;

import hmrbench.picture.image.Picture;
import org.bytedeco.ffmpeg.swscale.SwsContext;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.javacpp.PointerPointer;

/** The conversion to BT.709 in the limited range by FFmpeg, to compare ours with. */
final class Swscale implements AutoCloseable {

  /** 1.0 in the 16.16 fixed point of swscale. */
  private static final int ONE = 1 << 16;

  /** swscale reads and writes whole vectors beyond the last pixel. */
  private static final int SPARE_BYTES = 64;

  private final int width;
  private final int height;
  private final SwsContext context;
  private final BytePointer rgb;
  private final BytePointer yuv;
  private final PointerPointer<BytePointer> from = new PointerPointer<>(4);
  private final PointerPointer<BytePointer> to = new PointerPointer<>(4);
  private final IntPointer fromStrides = new IntPointer(4);
  private final IntPointer toStrides = new IntPointer(4);

  /**
   * @param width even
   * @param height even
   */
  Swscale(int width, int height) {
    this.width = width;
    this.height = height;
    this.context =
        sws_getCachedContext(
            null,
            width,
            height,
            AV_PIX_FMT_RGB24,
            width,
            height,
            AV_PIX_FMT_YUV420P,
            SWS_BILINEAR | SWS_ACCURATE_RND,
            null,
            null,
            (DoublePointer) null);
    if (context == null) {
      throw new IllegalStateException("no conversion by swscale");
    }
    sws_setColorspaceDetails(
        context,
        sws_getCoefficients(SWS_CS_DEFAULT),
        1,
        sws_getCoefficients(SWS_CS_ITU709),
        0,
        0,
        ONE,
        ONE);
    int pixels = Math.multiplyExact(width, height);
    this.rgb = new BytePointer(3L * pixels + SPARE_BYTES);
    this.yuv = new BytePointer(pixels * 3L / 2 + SPARE_BYTES);
    for (int plane = 0; plane < 4; plane++) {
      from.put(plane, null);
      to.put(plane, null);
    }
    from.put(0, rgb);
    fromStrides.put(3 * width, 0, 0, 0);
    to.put(0, yuv);
    to.put(1, yuv.getPointer(pixels));
    to.put(2, yuv.getPointer(pixels + pixels / 4));
    toStrides.put(width, width / 2, width / 2, 0);
  }

  /** The three planes one after the other. */
  byte[] convert(Picture picture) {
    rgb.position(0).put(picture.rgb());
    rgb.position(0);
    sws_scale(context, from, fromStrides, 0, height, to, toStrides);
    byte[] planes = new byte[width * height * 3 / 2];
    yuv.position(0).get(planes);
    return planes;
  }

  @Override
  public void close() {
    sws_freeContext(context);
    rgb.close();
    yuv.close();
    from.close();
    to.close();
    fromStrides.close();
    toStrides.close();
  }
}
