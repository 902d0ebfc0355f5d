package hmrbench.video.read;

import static org.bytedeco.ffmpeg.global.avutil.AVCOL_RANGE_JPEG;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_SPC_UNSPECIFIED;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_RGB24;
import static org.bytedeco.ffmpeg.global.swscale.SWS_ACCURATE_RND;
import static org.bytedeco.ffmpeg.global.swscale.SWS_BICUBIC;
import static org.bytedeco.ffmpeg.global.swscale.SWS_CS_DEFAULT;
import static org.bytedeco.ffmpeg.global.swscale.SWS_FULL_CHR_H_INT;
import static org.bytedeco.ffmpeg.global.swscale.sws_freeContext;
import static org.bytedeco.ffmpeg.global.swscale.sws_getCachedContext;
import static org.bytedeco.ffmpeg.global.swscale.sws_getCoefficients;
import static org.bytedeco.ffmpeg.global.swscale.sws_scale;
import static org.bytedeco.ffmpeg.global.swscale.sws_setColorspaceDetails;

import hmrbench.core.Fault;
import hmrbench.picture.image.Picture;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.swscale.SwsContext;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.javacpp.PointerPointer;
import org.jspecify.annotations.Nullable;

/**
 * From the decoder's pixels to red, green and blue: the frame's own colour matrix and range, where
 * it names them (FFmpeg's default, BT.601, otherwise).
 */
final class PixelConversion implements AutoCloseable {

  /** 1.0 in the 16.16 fixed point of swscale. */
  private static final int ONE = 1 << 16;

  /** swscale writes whole vectors: rows start at a multiple of this, and end with as much spare. */
  private static final int VECTOR_BYTES = 64;

  /** swscale looks at four planes, whatever the format. */
  private static final int PLANES = 4;

  private final int width;
  private final int height;
  private final int stride;
  private final BytePointer rgb;
  private final PointerPointer<BytePointer> planes;
  private final IntPointer strides;
  private @Nullable SwsContext context;
  private int described = -1;

  /**
   * @param width of the pictures that come out, in pixels
   * @param height the same, downwards
   */
  PixelConversion(int width, int height) {
    this.width = width;
    this.height = height;
    this.stride = (3 * width + VECTOR_BYTES) / VECTOR_BYTES * VECTOR_BYTES;
    this.rgb = new BytePointer((long) stride * height + VECTOR_BYTES);
    this.planes = new PointerPointer<>(PLANES);
    this.strides = new IntPointer(PLANES);
    planes.put(0, rgb);
    strides.put(0, stride);
    for (int plane = 1; plane < PLANES; plane++) {
      planes.put(plane, null);
      strides.put(plane, 0);
    }
  }

  Picture toPicture(AVFrame frame) {
    SwsContext converter =
        sws_getCachedContext(
            context,
            frame.width(),
            frame.height(),
            frame.format(),
            width,
            height,
            AV_PIX_FMT_RGB24,
            SWS_BICUBIC | SWS_ACCURATE_RND | SWS_FULL_CHR_H_INT,
            null,
            null,
            (DoublePointer) null);
    if (converter == null) {
      throw Fault.running("no conversion from pixel format %d to RGB", frame.format());
    }
    boolean fresh = !converter.equals(context);
    context = converter;
    describeColours(converter, frame, fresh);
    sws_scale(
        converter,
        new PointerPointer<>(frame),
        frame.linesize(),
        0,
        frame.height(),
        planes,
        strides);
    byte[] bytes = new byte[3 * width * height];
    for (int y = 0; y < height; y++) {
      rgb.position((long) y * stride).get(bytes, y * 3 * width, 3 * width);
    }
    rgb.position(0);
    return Picture.owning(bytes, width, height);
  }

  private void describeColours(SwsContext converter, AVFrame frame, boolean fresh) {
    int matrix = frame.colorspace() == AVCOL_SPC_UNSPECIFIED ? SWS_CS_DEFAULT : frame.colorspace();
    int full = frame.color_range() == AVCOL_RANGE_JPEG ? 1 : 0;
    int description = 2 * matrix + full;
    if (fresh || description != described) {
      sws_setColorspaceDetails(
          converter,
          sws_getCoefficients(matrix),
          full,
          sws_getCoefficients(SWS_CS_DEFAULT),
          1,
          0,
          ONE,
          ONE);
      described = description;
    }
  }

  @Override
  public void close() {
    sws_freeContext(context);
    context = null;
    strides.close();
    planes.close();
    rgb.close();
  }
}
