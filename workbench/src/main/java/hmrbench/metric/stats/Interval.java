package hmrbench.metric.stats;

/**
 * An estimate and the range in which the value for other sequences of the same kind is expected.
 *
 * @param estimate from the sequences at hand
 * @param low lower end
 * @param high upper end
 * @param level how often such a range holds the value, for example 0.95
 */
public record Interval(double estimate, double low, double high, double level) {

  public Interval {
    if (!(low <= high)) {
      throw new IllegalArgumentException("interval from %s to %s".formatted(low, high));
    }
  }

  /** Whether a value lies in it. */
  public boolean holds(double value) {
    return low <= value && value <= high;
  }
}
