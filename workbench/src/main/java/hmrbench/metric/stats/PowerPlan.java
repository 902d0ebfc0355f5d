package hmrbench.metric.stats;

import java.util.OptionalInt;

/**
 * How much data a difference between two models would need to be seen.
 *
 * <p>The difference of sequence i under seed s is taken as mean + sequence effect + seed effect +
 * rest, with variances estimated from the data at hand (two-way analysis of variance, negative
 * estimates set to 0). The mean over N sequences and S seeds then has the variance {@code
 * sequence/N + seed/S + rest/(N S)}. A two-sided test at the level alpha sees a difference d with
 * the power asked for where that is at most (d / (z(1 - alpha/2) + z(power)))^2; Guenther's z^2/2
 * is added for the unknown variance (Guenther, Sample size formulas for normal theory t-tests,
 * 1981).
 *
 * <p>No number of sequences makes up for too few seeds, where the seed's share alone is too large,
 * and the other way round: the answer is then nothing.
 */
public final class PowerPlan {

  private static final double ALPHA = 0.05;
  private static final double POWER = 0.8;

  /** More than this is as good as never. */
  private static final double MOST = 1e9;

  /**
   * Seeds that differ by less than this part of the largest difference differ by the rounding of
   * their sums alone, which is some 1e-16 of it.
   */
  private static final double ROUNDING = 1e-9;

  private final int sequences;
  private final int seeds;
  private final double sequenceVariance;
  private final double seedVariance;
  private final double restVariance;

  private PowerPlan(
      int sequences, int seeds, double sequenceVariance, double seedVariance, double restVariance) {
    this.sequences = sequences;
    this.seeds = seeds;
    this.sequenceVariance = sequenceVariance;
    this.seedVariance = seedVariance;
    this.restVariance = restVariance;
  }

  /**
   * Estimates the variances.
   *
   * @param differences model minus baseline [S, N], seed by seed and sequence by sequence; with a
   *     single seed nothing is known of seeds, and all variance counts as that of sequences
   */
  public static PowerPlan of(double[][] differences) {
    int seeds = differences.length;
    int sequences = differences[0].length;
    if (sequences < 2) {
      throw new IllegalArgumentException("a plan needs 2 sequences, got " + sequences);
    }
    double[] bySeed = new double[seeds];
    double[] bySequence = new double[sequences];
    double mean = 0;
    for (int s = 0; s < seeds; s++) {
      for (int i = 0; i < sequences; i++) {
        bySeed[s] += differences[s][i] / sequences;
        bySequence[i] += differences[s][i] / seeds;
        mean += differences[s][i] / (seeds * sequences);
      }
    }
    double sequenceSquare = seeds * squares(bySequence, mean) / (sequences - 1);
    if (seeds == 1 || alike(differences)) {
      return new PowerPlan(sequences, seeds, sequenceSquare / seeds, 0, 0);
    }
    double seedSquare = sequences * squares(bySeed, mean) / (seeds - 1);
    double rest = 0;
    for (int s = 0; s < seeds; s++) {
      for (int i = 0; i < sequences; i++) {
        double residual = differences[s][i] - bySeed[s] - bySequence[i] + mean;
        rest += residual * residual / ((seeds - 1.0) * (sequences - 1.0));
      }
    }
    return new PowerPlan(
        sequences,
        seeds,
        Math.max(0, (sequenceSquare - rest) / seeds),
        Math.max(0, (seedSquare - rest) / sequences),
        rest);
  }

  /** Whether all seeds give the same differences, but for rounding. */
  private static boolean alike(double[][] differences) {
    double largest = 0;
    double apart = 0;
    for (double[] seed : differences) {
      for (int i = 0; i < seed.length; i++) {
        largest = Math.max(largest, Math.abs(seed[i]));
        apart = Math.max(apart, Math.abs(seed[i] - differences[0][i]));
      }
    }
    return apart <= ROUNDING * largest;
  }

  private static double squares(double[] values, double mean) {
    double sum = 0;
    for (double value : values) {
      sum += (value - mean) * (value - mean);
    }
    return sum;
  }

  /** Variance between sequences. */
  public double sequenceVariance() {
    return sequenceVariance;
  }

  /** Variance between seeds; 0 where there is one seed, or all are alike but for rounding. */
  public double seedVariance() {
    return seedVariance;
  }

  /** Variance that neither explains. */
  public double restVariance() {
    return restVariance;
  }

  /**
   * How many sequences, with the seeds at hand, see a difference of this size in 4 of 5 studies at
   * the level 0.05; nothing where no number does.
   */
  public OptionalInt sequencesFor(double difference) {
    return needed(
        sequenceVariance + restVariance / seeds, allowed(difference) - seedVariance / seeds);
  }

  /** How many seeds, with the sequences at hand, do; nothing where no number does. */
  public OptionalInt seedsFor(double difference) {
    if (seeds == 1) {
      return OptionalInt.empty();
    }
    return needed(
        seedVariance + restVariance / sequences,
        allowed(difference) - sequenceVariance / sequences);
  }

  /** The smallest difference that the data at hand would show in 4 of 5 studies. */
  public double smallestVisible() {
    double variance =
        sequenceVariance / sequences + seedVariance / seeds + restVariance / sequences / seeds;
    return distance() * Math.sqrt(variance);
  }

  private static double distance() {
    return Normal.quantile(1 - ALPHA / 2) + Normal.quantile(POWER);
  }

  private static double allowed(double difference) {
    double error = difference / distance();
    return error * error;
  }

  private static OptionalInt needed(double variance, double allowed) {
    if (variance == 0 && allowed >= 0) {
      return OptionalInt.of(2);
    }
    double correction = Math.pow(Normal.quantile(1 - ALPHA / 2), 2) / 2;
    double count = variance / allowed + correction;
    return allowed <= 0 || count > MOST
        ? OptionalInt.empty()
        : OptionalInt.of((int) Math.ceil(count));
  }
}
