package hmrbench.run.parity;

import hmrbench.core.FloatGrid;

/** The largest difference of some numbers from what they must be. */
final class LargestDifference {

  private int values;
  private double largest;

  /** Compares one pair; a value that is no number differs by infinity. */
  void add(double actual, double expected) {
    double off = Math.abs(actual - expected);
    values++;
    largest = Math.max(largest, Double.isNaN(off) ? Double.POSITIVE_INFINITY : off);
  }

  /** Compares arrays, which must have one length. */
  void add(FloatGrid actual, double[] expected) {
    if (actual.length() != expected.length) {
      throw new IllegalStateException(
          "expected %d values, got %d".formatted(expected.length, actual.length()));
    }
    for (int i = 0; i < expected.length; i++) {
      add(actual.get(i), expected[i]);
    }
  }

  int values() {
    return values;
  }

  double largest() {
    return largest;
  }
}
