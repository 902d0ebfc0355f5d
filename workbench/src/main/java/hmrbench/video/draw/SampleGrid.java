package hmrbench.video.draw;

import hmrbench.video.image.Area;
import hmrbench.video.image.Picture;
import java.util.Arrays;

/**
 * Four samples per pixel of a part of a picture, each of which keeps the nearest of what was put
 * there. Every row of pixels has four rows of samples, each with one sample per pixel.
 *
 * <p>A sample is one number: above how near it is, below its opacity, red, green and blue, a byte
 * each. So the nearer of two is the larger, whatever their order.
 */
final class SampleGrid {

  /** Samples of a pixel, and rows of samples of a row of pixels. */
  static final int PER_PIXEL = 4;

  private static final long EMPTY = (long) Integer.MIN_VALUE << 32;
  private static final int OPAQUE = 255;
  private static final int MOST_COVERED = PER_PIXEL * OPAQUE;

  private long[] samples = {};
  private Area area = Area.NOTHING;
  private int width;

  /** Begins with another part of the picture, all of it empty. */
  void begin(Area part) {
    area = part;
    width = part.right() - part.left();
    int count = Math.multiplyExact(PER_PIXEL * (part.bottom() - part.top()), width);
    if (samples.length < count) {
      samples = new long[count];
    }
    Arrays.fill(samples, 0, count, EMPTY);
  }

  /** The part of the picture. */
  Area area() {
    return area;
  }

  /** The samples, of which each keeps the largest number that is put there. */
  long[] samples() {
    return samples;
  }

  /**
   * Where a sample lies.
   *
   * @param row row of samples, counted from the top of the picture
   * @param column column of pixels
   */
  int index(int row, int column) {
    return (row - PER_PIXEL * area.top()) * width + column - area.left();
  }

  /** Means of the samples go into the picture. */
  void resolve(Picture picture) {
    for (int y = area.top(); y < area.bottom(); y++) {
      int pixel = 3 * (y * picture.width() + area.left());
      resolveRow(index(PER_PIXEL * y, area.left()), picture.rgb(), pixel);
    }
  }

  private void resolveRow(int first, byte[] rgb, int firstPixel) {
    int pixel = firstPixel;
    for (int at = first; at < first + width; at++, pixel += 3) {
      int a = (int) samples[at];
      int b = (int) samples[at + width];
      int c = (int) samples[at + 2 * width];
      int d = (int) samples[at + 3 * width];
      if ((a & b & c & d) >>> 24 == OPAQUE) {
        int redBlue = mask(a) + mask(b) + mask(c) + mask(d) + 0x20002;
        int green = mask(a >>> 8) + mask(b >>> 8) + mask(c >>> 8) + mask(d >>> 8) + 2;
        rgb[pixel] = (byte) (redBlue >>> 18);
        rgb[pixel + 1] = (byte) (green >>> 2);
        rgb[pixel + 2] = (byte) (redBlue >>> 2);
      } else if ((a | b | c | d) != 0) {
        mix(rgb, pixel, a, b, c, d);
      }
    }
  }

  /** Red and blue, with room above each. */
  private static int mask(int colour) {
    return colour & 0xff00ff;
  }

  /** A pixel in which something of the picture is left. */
  private static void mix(byte[] rgb, int pixel, int a, int b, int c, int d) {
    int opacityA = a >>> 24;
    int opacityB = b >>> 24;
    int opacityC = c >>> 24;
    int opacityD = d >>> 24;
    int behind = MOST_COVERED - opacityA - opacityB - opacityC - opacityD;
    for (int channel = 0; channel < 3; channel++) {
      int shift = 16 - 8 * channel;
      int sum =
          opacityA * (a >>> shift & 255)
              + opacityB * (b >>> shift & 255)
              + opacityC * (c >>> shift & 255)
              + opacityD * (d >>> shift & 255);
      int background = rgb[pixel + channel] & 255;
      rgb[pixel + channel] = (byte) ((background * behind + sum + MOST_COVERED / 2) / MOST_COVERED);
    }
  }
}
