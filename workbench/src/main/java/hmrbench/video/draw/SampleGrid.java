package hmrbench.video.draw;

import hmrbench.picture.image.Area;
import hmrbench.picture.image.Picture;
import java.util.Arrays;

/**
 * Four samples per pixel of a part of a picture, each of which keeps the nearest of what was put
 * there. Every column of pixels has four lines of samples, each with one sample per pixel.
 *
 * <p>A sample is one number: above how near it is, below its opacity, red, green and blue, a byte
 * each. So the nearer of two is the larger, whatever their order.
 */
final class SampleGrid {

  /** Samples of a pixel, and lines of samples of a column of pixels. */
  static final int PER_PIXEL = 4;

  private static final long EMPTY = (long) Integer.MIN_VALUE << 32;
  private static final int OPAQUE = 255;
  private static final int MOST_COVERED = PER_PIXEL * OPAQUE;

  private long[] samples = {};
  private Area area = Area.NOTHING;
  private int height;

  /** Begins with another part of the picture, all of it empty. */
  void begin(Area part) {
    area = part;
    height = part.bottom() - part.top();
    int count = Math.multiplyExact(PER_PIXEL * (part.right() - part.left()), height);
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
   * Where a sample lies; the next one is that of the pixel below.
   *
   * @param line line of samples, counted from the left end of the picture
   * @param row row of pixels
   */
  int index(int line, int row) {
    return (line - PER_PIXEL * area.left()) * height + row - area.top();
  }

  /** Means of the samples go into the picture. */
  void resolve(Picture picture) {
    for (int x = area.left(); x < area.right(); x++) {
      resolveColumn(index(PER_PIXEL * x, area.top()), picture, x);
    }
  }

  private void resolveColumn(int first, Picture picture, int x) {
    byte[] rgb = picture.rgb();
    int pixel = 3 * (area.top() * picture.width() + x);
    int step = 3 * picture.width();
    for (int at = first; at < first + height; at++, pixel += step) {
      int a = (int) samples[at];
      int b = (int) samples[at + height];
      int c = (int) samples[at + 2 * height];
      int d = (int) samples[at + 3 * height];
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
