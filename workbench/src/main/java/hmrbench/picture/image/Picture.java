package hmrbench.picture.image;

/**
 * Pixels in memory: red, green, blue, one byte each, row by row from the top left.
 *
 * <p>The one mutable value of this room: a frame of 4K video is 25 MB, and drawing on it is what it
 * is for. Whoever holds it may write to it; who hands it on gives it up.
 */
public final class Picture {

  private final int width;
  private final int height;
  private final byte[] rgb;

  private Picture(int width, int height, byte[] rgb) {
    if (width < 1 || height < 1 || rgb.length != Math.multiplyExact(3, width * height)) {
      throw new IllegalArgumentException(
          "a picture of %d x %d needs %d bytes, got %d"
              .formatted(width, height, 3L * width * height, rgb.length));
    }
    this.width = width;
    this.height = height;
    this.rgb = rgb;
  }

  /** A black picture. */
  public static Picture black(int width, int height) {
    return new Picture(width, height, new byte[Math.multiplyExact(3, width * height)]);
  }

  /** A picture on these bytes, which the caller gives up. */
  public static Picture owning(byte[] rgb, int width, int height) {
    return new Picture(width, height, rgb);
  }

  public int width() {
    return width;
  }

  public int height() {
    return height;
  }

  /** The bytes themselves, not a copy: red of (x, y) is at {@code 3 * (y * width + x)}. */
  public byte[] rgb() {
    return rgb;
  }

  /** A copy that shares nothing. */
  public Picture copy() {
    return new Picture(width, height, rgb.clone());
  }

  /**
   * A smaller picture, each pixel the mean of a square of this one's.
   *
   * @param times side of the squares, which divides both sides
   */
  public Picture averaged(int times) {
    Picture small = black(width / times, height / times);
    int count = times * times;
    for (int y = 0; y < small.height; y++) {
      for (int x = 0; x < small.width; x++) {
        for (int channel = 0; channel < 3; channel++) {
          int sum = count / 2;
          for (int row = y * times; row < (y + 1) * times; row++) {
            for (int column = x * times; column < (x + 1) * times; column++) {
              sum += rgb[3 * (row * width + column) + channel] & 255;
            }
          }
          small.rgb[3 * (y * small.width + x) + channel] = (byte) (sum / count);
        }
      }
    }
    return small;
  }

  /**
   * A larger picture of squares of one colour.
   *
   * @param times side of the squares
   */
  public Picture enlarged(int times) {
    Picture large = black(width * times, height * times);
    for (int y = 0; y < large.height; y++) {
      for (int x = 0; x < large.width; x++) {
        large.colour(x, y, colour(x / times, y / times));
      }
    }
    return large;
  }

  /** The colour of a pixel as 0xRRGGBB. */
  public int colour(int x, int y) {
    int at = 3 * (y * width + x);
    return ((rgb[at] & 255) << 16) | ((rgb[at + 1] & 255) << 8) | (rgb[at + 2] & 255);
  }

  /** Sets the colour of a pixel, 0xRRGGBB. */
  public void colour(int x, int y, int value) {
    int at = 3 * (y * width + x);
    rgb[at] = (byte) (value >> 16);
    rgb[at + 1] = (byte) (value >> 8);
    rgb[at + 2] = (byte) value;
  }

  @Override
  public String toString() {
    return "Picture[%d x %d]".formatted(width, height);
  }
}
