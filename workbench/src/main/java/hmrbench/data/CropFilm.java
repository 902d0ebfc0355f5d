package hmrbench.data;

/** The crops of a sequence, as a network on pictures sees them. */
public final class CropFilm {

  private final int side;
  private final byte[] rgb;

  private CropFilm(int side, byte[] rgb) {
    if (side < 1 || rgb.length % (3 * side * side) != 0) {
      throw new IllegalArgumentException(
          "%d bytes are no crops of %d x %d pixels".formatted(rgb.length, side, side));
    }
    this.side = side;
    this.rgb = rgb;
  }

  /**
   * Crops on these bytes, which the caller gives up.
   *
   * @param side of a crop, in pixels
   * @param rgb red, green and blue, row by row from the top left, crop after crop
   */
  public static CropFilm owning(int side, byte[] rgb) {
    return new CropFilm(side, rgb);
  }

  /** Side of a crop, in pixels. */
  public int side() {
    return side;
  }

  /** The bytes themselves, not a copy: red, green and blue, row by row, crop after crop. */
  public byte[] rgb() {
    return rgb;
  }
}
