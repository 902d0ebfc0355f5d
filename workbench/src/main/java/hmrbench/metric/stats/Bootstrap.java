package hmrbench.metric.stats;

import java.util.Arrays;
import java.util.Optional;

/**
 * Bias-corrected and accelerated bootstrap intervals (Efron, Better bootstrap confidence intervals,
 * JASA 1987). Sequences are drawn with replacement, as many as there are; the acceleration comes
 * from leaving out one at a time; quantiles interpolate linearly between draws.
 *
 * <p>A pair of models is compared by drawing whole sequences for both at once, which makes it the
 * paired bootstrap.
 */
public final class Bootstrap {

  /** Draws of every interval in a report. */
  public static final int DRAWS = 10_000;

  /** Seed of every interval in a report. */
  public static final long SEED = 20_210;

  /** Level of every interval in a report. */
  public static final double LEVEL = 0.95;

  private Bootstrap() {}

  /** {@link #bca(SequenceStatistic, int, long, double)} with the settings of a report. */
  public static Optional<Interval> bca(SequenceStatistic statistic) {
    return bca(statistic, DRAWS, SEED, LEVEL);
  }

  /**
   * The interval of a statistic.
   *
   * @param draws how many samples to draw
   * @param seed of {@link SplitMix64}
   * @param level for example 0.95
   * @return nothing where there are fewer than two sequences, which say nothing of others
   */
  public static Optional<Interval> bca(
      SequenceStatistic statistic, int draws, long seed, double level) {
    int n = statistic.sequences();
    if (n < 2) {
      return Optional.empty();
    }
    double estimate = statistic.of(ones(n));
    double[] drawn = draws(statistic, draws, seed);
    Arrays.sort(drawn);
    double bias = Normal.quantile(shareBelow(drawn, estimate));
    double acceleration = acceleration(statistic);
    double tail = (1 - level) / 2;
    double low = quantile(drawn, adjusted(bias, acceleration, tail));
    double high = quantile(drawn, adjusted(bias, acceleration, 1 - tail));
    return Optional.of(new Interval(estimate, Math.min(low, high), Math.max(low, high), level));
  }

  /** The statistic of {@code draws} samples of sequences drawn with replacement, in their order. */
  static double[] draws(SequenceStatistic statistic, int draws, long seed) {
    SplitMix64 random = new SplitMix64(seed);
    int n = statistic.sequences();
    double[] drawn = new double[draws];
    double[] times = new double[n];
    for (int draw = 0; draw < draws; draw++) {
      Arrays.fill(times, 0);
      for (int i = 0; i < n; i++) {
        times[random.nextInt(n)]++;
      }
      drawn[draw] = statistic.of(times);
    }
    return drawn;
  }

  /** The share of draws below the estimate, where those that equal it count half. */
  private static double shareBelow(double[] drawn, double estimate) {
    double below = 0;
    for (double value : drawn) {
      below += value < estimate ? 1 : value == estimate ? 0.5 : 0;
    }
    return below / drawn.length;
  }

  /** Skewness of the influence of single sequences; 0 where none has any. */
  private static double acceleration(SequenceStatistic statistic) {
    int n = statistic.sequences();
    double[] without = new double[n];
    double mean = 0;
    for (int i = 0; i < n; i++) {
      double[] times = ones(n);
      times[i] = 0;
      without[i] = statistic.of(times);
      mean += without[i] / n;
    }
    double squares = 0;
    double cubes = 0;
    for (double value : without) {
      double influence = mean - value;
      squares += influence * influence;
      cubes += influence * influence * influence;
    }
    return squares == 0 ? 0 : cubes / (6 * Math.pow(squares, 1.5));
  }

  /** The probability at which to read the draws so that the interval ends at {@code tail}. */
  private static double adjusted(double bias, double acceleration, double tail) {
    if (Double.isInfinite(bias)) {
      // All draws lie on one side of the estimate: only the outermost draw bounds it.
      return bias > 0 ? 1 : 0;
    }
    double shifted = bias + Normal.quantile(tail);
    return Normal.cdf(bias + shifted / (1 - acceleration * shifted));
  }

  /** The value at a probability of sorted values, interpolated linearly. */
  static double quantile(double[] sorted, double probability) {
    double place = probability * (sorted.length - 1);
    int below = (int) Math.floor(place);
    int above = Math.min(below + 1, sorted.length - 1);
    return sorted[below] + (place - below) * (sorted[above] - sorted[below]);
  }

  private static double[] ones(int n) {
    double[] ones = new double[n];
    Arrays.fill(ones, 1);
    return ones;
  }
}
