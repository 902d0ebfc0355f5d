package hmrbench.picture.image;

/** Quarter turns of a picture. */
public final class Turn {

  private Turn() {}

  /**
   * The picture turned clockwise; the same object for 0 degrees.
   *
   * @param degrees 0, 90, 180 or 270
   */
  public static Picture clockwise(Picture picture, int degrees) {
    int width = picture.width();
    int height = picture.height();
    return switch (degrees) {
      case 0 -> picture;
      case 90 -> walk(picture, height, width, width * (height - 1), -width, 1);
      case 180 -> walk(picture, width, height, width * height - 1, -1, -width);
      case 270 -> walk(picture, height, width, width - 1, width, -1);
      default -> throw new IllegalArgumentException("not a quarter turn: " + degrees);
    };
  }

  /**
   * @param start pixel of the source that comes first
   * @param right step in the source for one pixel to the right in the target
   * @param down step in the source for one row down in the target
   */
  private static Picture walk(
      Picture picture, int width, int height, int start, int right, int down) {
    Picture turned = Picture.black(width, height);
    byte[] from = picture.rgb();
    byte[] to = turned.rgb();
    int at = 0;
    for (int y = 0; y < height; y++) {
      int source = start + y * down;
      for (int x = 0; x < width; x++) {
        to[at++] = from[3 * source];
        to[at++] = from[3 * source + 1];
        to[at++] = from[3 * source + 2];
        source += right;
      }
    }
    return turned;
  }
}
