package hmrbench.metric;

/**
 * Between which numbers every value of a metric lies, whatever is measured. A mean lies there, too:
 * the part of its interval that lies beyond can not hold it.
 *
 * @param least smallest number, perhaps minus infinity
 * @param most largest number, perhaps infinity
 */
public record Bounds(double least, double most) {

  /** Any number. */
  public static final Bounds NONE = new Bounds(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY);

  /** Distances, sizes, angles. */
  public static final Bounds FROM_ZERO = new Bounds(0, Double.POSITIVE_INFINITY);

  /** Shares of 1. */
  public static final Bounds OF_ONE = new Bounds(0, 1);

  /** Shares in per cent. */
  public static final Bounds PERCENT = new Bounds(0, 100);

  public Bounds {
    if (!(least < most)) {
      throw new IllegalArgumentException("bounds from %s to %s".formatted(least, most));
    }
  }

  /** The nearest number between them. */
  public double nearest(double value) {
    return Math.max(least, Math.min(most, value));
  }
}
