package hmrbench.picture.image;

/**
 * A rectangle of whole pixels; the right and bottom ends are exclusive. It has no pixel where an
 * end does not lie behind its start.
 */
public record Area(int left, int top, int right, int bottom) {

  /** No pixel at all. */
  public static final Area NOTHING = new Area(0, 0, 0, 0);

  public boolean isEmpty() {
    return left >= right || top >= bottom;
  }

  /** Whether the two share a pixel. */
  public boolean meets(Area other) {
    return !common(other).isEmpty();
  }

  /** The pixels that are in both. */
  public Area common(Area other) {
    return new Area(
        Math.max(left, other.left),
        Math.max(top, other.top),
        Math.min(right, other.right),
        Math.min(bottom, other.bottom));
  }

  /** The smallest rectangle around both. */
  public Area around(Area other) {
    if (isEmpty() || other.isEmpty()) {
      return isEmpty() ? other : this;
    }
    return new Area(
        Math.min(left, other.left),
        Math.min(top, other.top),
        Math.max(right, other.right),
        Math.max(bottom, other.bottom));
  }

  /** The same rectangle elsewhere. */
  public Area shifted(int right, int down) {
    return new Area(left + right, top + down, this.right + right, bottom + down);
  }
}
