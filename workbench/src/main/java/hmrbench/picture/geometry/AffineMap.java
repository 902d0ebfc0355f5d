package hmrbench.picture.geometry;

/**
 * A map between two pictures: x' = xx x + xy y + x0, y' = yx x + yy y + y0, in pixels.
 *
 * @param xx change of x' with x
 * @param xy change of x' with y
 * @param x0 x' of the origin
 * @param yx change of y' with x
 * @param yy change of y' with y
 * @param y0 y' of the origin
 */
public record AffineMap(double xx, double xy, double x0, double yx, double yy, double y0) {

  /** x' of a point. */
  public double x(double x, double y) {
    return xx * x + xy * y + x0;
  }

  /** y' of a point. */
  public double y(double x, double y) {
    return yx * x + yy * y + y0;
  }

  /**
   * The map back.
   *
   * @throws IllegalArgumentException if the map flattens the plane
   */
  public AffineMap inverse() {
    double determinant = xx * yy - xy * yx;
    if (determinant == 0 || !Double.isFinite(determinant)) {
      throw new IllegalArgumentException("no inverse: " + this);
    }
    double over = 1 / determinant;
    double ixx = yy * over;
    double ixy = -xy * over;
    double iyx = -yx * over;
    double iyy = xx * over;
    return new AffineMap(ixx, ixy, -ixx * x0 - ixy * y0, iyx, iyy, -iyx * x0 - iyy * y0);
  }

  /**
   * The map to the target's pixels divided into {@code times x times} each, which are counted from
   * the middle of the first one like those of the target.
   */
  public AffineMap finer(int times) {
    double middle = (times - 1) / 2.0;
    return new AffineMap(
        times * xx, times * xy, times * x0 + middle, times * yx, times * yy, times * y0 + middle);
  }

  /** Pixels of the target per pixel of the source along x. */
  public double scaleX() {
    return Math.hypot(xx, yx);
  }

  /** Pixels of the target per pixel of the source along y. */
  public double scaleY() {
    return Math.hypot(xy, yy);
  }

  /**
   * The map that takes three points of one plane to three of the other.
   *
   * @param from x, y of three points that are not on a line
   * @param to where they go
   */
  static AffineMap through(double[] from, double[] to) {
    double ax = from[2] - from[0];
    double ay = from[3] - from[1];
    double bx = from[4] - from[0];
    double by = from[5] - from[1];
    double determinant = ax * by - ay * bx;
    double[] rows = new double[6];
    for (int axis = 0; axis < 2; axis++) {
      double a = to[2 + axis] - to[axis];
      double b = to[4 + axis] - to[axis];
      double perX = (a * by - b * ay) / determinant;
      double perY = (b * ax - a * bx) / determinant;
      rows[axis * 3] = perX;
      rows[axis * 3 + 1] = perY;
      rows[axis * 3 + 2] = to[axis] - perX * from[0] - perY * from[1];
    }
    return new AffineMap(rows[0], rows[1], rows[2], rows[3], rows[4], rows[5]);
  }
}
