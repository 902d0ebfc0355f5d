package hmrbench.metric.stats;

/** The standard normal distribution, to about 15 digits. */
final class Normal {

  /** Below this size the series of erf converges fast; above it the continued fraction does. */
  private static final double SERIES_UP_TO = 2.5;

  /** Beyond this size the tail is below the smallest double. */
  private static final double TAIL_ENDS = 38.6;

  private static final int CONTINUED_FRACTION_TERMS = 120;

  private Normal() {}

  /** The probability of a value up to {@code x}. */
  static double cdf(double x) {
    double upper = upperTail(Math.abs(x));
    return x < 0 ? upper : 1 - upper;
  }

  /** The probability of a value above {@code x}, for {@code x} at least 0. */
  private static double upperTail(double x) {
    if (x > TAIL_ENDS) {
      return 0;
    }
    return x < SERIES_UP_TO ? 0.5 - centre(x) : density(x) / fraction(x);
  }

  /** The probability of a value from 0 to x: density times x + x^3/3 + x^5/15 + ... */
  private static double centre(double x) {
    double term = x;
    double sum = x;
    for (int k = 3; Math.abs(term) > 1e-18 * Math.abs(sum); k += 2) {
      term *= x * x / k;
      sum += term;
    }
    return sum * density(x);
  }

  /** x + 1/(x + 2/(x + 3/(x + ...))). */
  private static double fraction(double x) {
    double value = x;
    for (int k = CONTINUED_FRACTION_TERMS; k > 0; k--) {
      value = x + k / value;
    }
    return value;
  }

  private static double density(double x) {
    return Math.exp(-0.5 * x * x) / Math.sqrt(2 * Math.PI);
  }

  /**
   * The value below which {@code probability} lies, by bisection of {@link #cdf} and Newton steps.
   *
   * @param probability from 0 to 1; the ends give minus and plus infinity
   */
  static double quantile(double probability) {
    if (probability <= 0 || probability >= 1) {
      return probability <= 0 ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY;
    }
    if (probability > 0.5) {
      return -quantile(1 - probability);
    }
    double low = -TAIL_ENDS;
    double high = 0;
    for (int step = 0; step < 40; step++) {
      double middle = (low + high) / 2;
      if (cdf(middle) < probability) {
        low = middle;
      } else {
        high = middle;
      }
    }
    double x = (low + high) / 2;
    for (int step = 0; step < 3; step++) {
      x -= (cdf(x) - probability) / density(x);
    }
    return x;
  }
}
