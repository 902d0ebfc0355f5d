package hmrbench.picture.geometry;

/**
 * A weak-perspective camera of a whole picture: u = scaleX (X + x), v = scaleY (Y + y), from -1 to
 * 1 over the picture, with X right and Y down in metres.
 *
 * @param scaleX half pictures per metre, to the right
 * @param scaleY half pictures per metre, downwards
 * @param x translation to the right, in metres
 * @param y translation downwards, in metres
 */
public record PictureCamera(double scaleX, double scaleY, double x, double y) {

  /** Pixels per metre. */
  public double pixelsPerMetre(int pictureWidth) {
    return scaleX * pictureWidth / 2;
  }

  /** The column in which a point X metres to the right appears, in pixels. */
  public double column(double metresX, int pictureWidth) {
    return (1 + scaleX * (metresX + x)) * pictureWidth / 2;
  }

  /** The row in which a point Y metres down appears, in pixels. */
  public double row(double metresY, int pictureHeight) {
    return (1 + scaleY * (metresY + y)) * pictureHeight / 2;
  }
}
