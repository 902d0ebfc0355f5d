package hmrbench.metric;

import java.util.OptionalDouble;

/** A mean that grows value by value; sums run in the order of the values. */
public final class RunningMean {

  private double sum;
  private long count;

  /** Adds a value. */
  public void add(double value) {
    sum += value;
    count++;
  }

  /** The sum of all values. */
  public double sum() {
    return sum;
  }

  /** How many values there are. */
  public long count() {
    return count;
  }

  /** The mean; nothing where there is no value. */
  public OptionalDouble mean() {
    return count == 0 ? OptionalDouble.empty() : OptionalDouble.of(sum / count);
  }
}
