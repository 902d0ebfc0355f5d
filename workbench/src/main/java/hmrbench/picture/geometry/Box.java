package hmrbench.picture.geometry;

/**
 * An upright rectangle in a picture, in pixels; (0, 0) is the middle of the top left pixel, x goes
 * right and y goes down. It may lie partly or wholly outside the picture.
 *
 * @param centreX middle, to the right
 * @param centreY middle, downwards
 * @param width above 0
 * @param height above 0
 */
public record Box(double centreX, double centreY, double width, double height) {

  public Box {
    if (!Double.isFinite(centreX) || !Double.isFinite(centreY)) {
      throw new IllegalArgumentException("box centre is (%s, %s)".formatted(centreX, centreY));
    }
    if (!(width > 0) || !(height > 0) || !Double.isFinite(width) || !Double.isFinite(height)) {
      throw new IllegalArgumentException("box size is %s x %s".formatted(width, height));
    }
  }

  /** The box between two corners. */
  public static Box between(double left, double top, double right, double bottom) {
    return new Box((left + right) / 2, (top + bottom) / 2, right - left, bottom - top);
  }

  public double left() {
    return centreX - width / 2;
  }

  public double top() {
    return centreY - height / 2;
  }

  public double right() {
    return centreX + width / 2;
  }

  public double bottom() {
    return centreY + height / 2;
  }

  /**
   * The square about the same middle whose side is the longer one, as TCMR's and VIBE's trackers
   * make every box before the crop (multi_person_tracker mpt.py, prepare_output_tracks).
   */
  public Box square() {
    double side = Math.max(width, height);
    return new Box(centreX, centreY, side, side);
  }

  /** The same middle, with both sides times {@code factor}. */
  public Box scaled(double factor) {
    return new Box(centreX, centreY, width * factor, height * factor);
  }

  /** The same size elsewhere. */
  public Box moved(double byX, double byY) {
    return new Box(centreX + byX, centreY + byY, width, height);
  }

  /** Shared area over joint area, 0 to 1. */
  public double overlap(Box other) {
    double shared = shared(other);
    return shared / (width * height + other.width * other.height - shared);
  }

  /** The part of this box's area that lies inside another, 0 to 1. */
  public double insideOf(Box other) {
    return shared(other) / (width * height);
  }

  /** The part of this box's area that lies inside a picture, 0 to 1. */
  public double insideOf(int pictureWidth, int pictureHeight) {
    // Pixel 0 covers -0.5 to 0.5.
    return insideOf(between(-0.5, -0.5, pictureWidth - 0.5, pictureHeight - 0.5));
  }

  private double shared(Box other) {
    double across = Math.min(right(), other.right()) - Math.max(left(), other.left());
    double down = Math.min(bottom(), other.bottom()) - Math.max(top(), other.top());
    return across > 0 && down > 0 ? across * down : 0;
  }
}
