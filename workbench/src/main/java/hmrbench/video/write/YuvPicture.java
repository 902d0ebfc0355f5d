package hmrbench.video.write;

import hmrbench.picture.image.Area;
import hmrbench.picture.image.Picture;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A picture as encoders take it: brightness, and two planes of colour of half the size, by BT.709
 * in the limited range, as players assume for high definition. Sides are even: an odd picture gains
 * a column or a row like its last.
 *
 * <p>A colour sample is the mean of two columns, and of four rows with the weights 1, 3, 3, 1, as
 * swscale's bilinear scaling makes them (libswscale/utils.c of FFmpeg).
 */
public final class YuvPicture {

  /** Shares of red and blue in brightness (ITU-R BT.709-6, item 3.2). */
  private static final double RED = 0.2126;

  private static final double BLUE = 0.0722;

  /** From the levels of a picture to those of the limited range. */
  private static final double BRIGHTNESS_RANGE = 219.0 / 255;

  private static final double COLOUR_RANGE = 112.0 / 255;

  private static final int BRIGHTNESS_BITS = 16;
  private static final int BLACK = (16 << BRIGHTNESS_BITS) + (1 << (BRIGHTNESS_BITS - 1));
  private static final int BRIGHTNESS_RED = fixed(RED * BRIGHTNESS_RANGE, BRIGHTNESS_BITS);
  private static final int BRIGHTNESS_BLUE = fixed(BLUE * BRIGHTNESS_RANGE, BRIGHTNESS_BITS);
  private static final int BRIGHTNESS_GREEN =
      fixed(BRIGHTNESS_RANGE, BRIGHTNESS_BITS) - BRIGHTNESS_RED - BRIGHTNESS_BLUE;

  /** Of the weights of a single pixel; those of the 2 x 4 pixels of a sample sum to 16. */
  private static final int COLOUR_BITS = 15;

  private static final int SUM_BITS = COLOUR_BITS + 4;
  private static final int GREY = (128 << SUM_BITS) + (1 << (SUM_BITS - 1));
  private static final int MOST = fixed(COLOUR_RANGE, COLOUR_BITS);
  private static final int BLUE_RED = fixed(-RED / (1 - BLUE) * COLOUR_RANGE, COLOUR_BITS);
  private static final int RED_BLUE = fixed(-BLUE / (1 - RED) * COLOUR_RANGE, COLOUR_BITS);

  /** The three of a sample sum to 0, so that grey has no colour. */
  private static final int BLUE_GREEN = -MOST - BLUE_RED;

  private static final int RED_GREEN = -MOST - RED_BLUE;

  private final int width;
  private final int height;
  private final byte[] brightness;
  private final byte[] blue;
  private final byte[] red;

  // Colour of pairs of columns in the last four rows.
  private final int[][] bluePairs;
  private final int[][] redPairs;

  private YuvPicture(int width, int height) {
    this.width = width;
    this.height = height;
    this.brightness = new byte[Math.multiplyExact(width, height)];
    this.blue = new byte[brightness.length / 4];
    this.red = new byte[brightness.length / 4];
    this.bluePairs = new int[4][width / 2];
    this.redPairs = new int[4][width / 2];
  }

  /** Converts a whole picture. */
  public static YuvPicture of(Picture picture) {
    YuvPicture made =
        new YuvPicture(
            picture.width() + picture.width() % 2, picture.height() + picture.height() % 2);
    made.take(picture, new Area(0, 0, picture.width(), picture.height()));
    return made;
  }

  /** A copy that shares nothing. */
  public YuvPicture copy() {
    YuvPicture copy = new YuvPicture(width, height);
    copy.take(this, new Area(0, 0, width, height));
    return copy;
  }

  int width() {
    return width;
  }

  int height() {
    return height;
  }

  /** Converts what depends on an area of a picture of this size. */
  public void take(Picture picture, Area area) {
    Area samples = samples(area);
    int next = Math.max(0, 2 * samples.top() - 1);
    for (int y = samples.top(); y < samples.bottom(); y++) {
      for (; next <= Math.min(2 * y + 2, height - 1); next++) {
        row(picture, next, samples.left(), samples.right());
      }
      colours(y, samples.left(), samples.right());
    }
  }

  /** Copies what depends on an area of a picture of this size. */
  public void take(YuvPicture other, Area area) {
    Area samples = samples(area);
    int columns = samples.right() - samples.left();
    for (int y = samples.top(); y < samples.bottom(); y++) {
      int at = y * width / 2 + samples.left();
      System.arraycopy(other.blue, at, blue, at, columns);
      System.arraycopy(other.red, at, red, at, columns);
      for (int row = 2 * y; row <= 2 * y + 1; row++) {
        int from = row * width + 2 * samples.left();
        System.arraycopy(other.brightness, from, brightness, from, 2 * columns);
      }
    }
  }

  /** The colour samples that depend on the pixels of an area. */
  private Area samples(Area area) {
    return new Area(
            area.left() / 2, (area.top() - 1) / 2, (area.right() + 1) / 2, area.bottom() / 2 + 1)
        .common(new Area(0, 0, width / 2, height / 2));
  }

  /** Brightness of a row, and the colours of its pairs. */
  private void row(Picture picture, int y, int fromPair, int toPair) {
    byte[] rgb = picture.rgb();
    int[] blues = bluePairs[y & 3];
    int[] reds = redPairs[y & 3];
    int start = Math.min(y, picture.height() - 1) * picture.width();
    int last = picture.width() - 1;
    for (int x = fromPair; x < toPair; x++) {
      int one = 3 * (start + 2 * x);
      int two = 3 * (start + Math.min(2 * x + 1, last));
      int r1 = rgb[one] & 255;
      int g1 = rgb[one + 1] & 255;
      int b1 = rgb[one + 2] & 255;
      int r2 = rgb[two] & 255;
      int g2 = rgb[two + 1] & 255;
      int b2 = rgb[two + 2] & 255;
      int at = y * width + 2 * x;
      brightness[at] = brightness(r1, g1, b1);
      brightness[at + 1] = brightness(r2, g2, b2);
      blues[x] = BLUE_RED * (r1 + r2) + BLUE_GREEN * (g1 + g2) + MOST * (b1 + b2);
      reds[x] = MOST * (r1 + r2) + RED_GREEN * (g1 + g2) + RED_BLUE * (b1 + b2);
    }
  }

  private static byte brightness(int red, int green, int blue) {
    int sum = BRIGHTNESS_RED * red + BRIGHTNESS_GREEN * green + BRIGHTNESS_BLUE * blue;
    return (byte) ((sum + BLACK) >> BRIGHTNESS_BITS);
  }

  /** A row of both colour planes from the rows around it. */
  private void colours(int y, int from, int to) {
    mix(bluePairs, y, blue, from, to);
    mix(redPairs, y, red, from, to);
  }

  private void mix(int[][] pairs, int y, byte[] plane, int from, int to) {
    int[] above = pairs[Math.max(0, 2 * y - 1) & 3];
    int[] upper = pairs[(2 * y) & 3];
    int[] lower = pairs[(2 * y + 1) & 3];
    int[] below = pairs[Math.min(2 * y + 2, height - 1) & 3];
    int row = y * width / 2;
    for (int x = from; x < to; x++) {
      int sum = above[x] + 3 * (upper[x] + lower[x]) + below[x];
      plane[row + x] = (byte) ((sum + GREY) >> SUM_BITS);
    }
  }

  /** Puts the three planes one after the other. */
  void putInto(ByteBuffer planes) {
    planes.put(brightness).put(blue).put(red);
  }

  /** Whether the other shows the same, level by level. */
  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof YuvPicture that
        && width == that.width
        && Arrays.equals(brightness, that.brightness)
        && Arrays.equals(blue, that.blue)
        && Arrays.equals(red, that.red);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(brightness);
  }

  private static int fixed(double weight, int bits) {
    return (int) Math.round(weight * (1 << bits));
  }
}
