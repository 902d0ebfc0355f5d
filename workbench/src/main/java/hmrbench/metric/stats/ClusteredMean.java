package hmrbench.metric.stats;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.apache.commons.math3.distribution.TDistribution;

/**
 * The mean of values [S, N] of S seeds and N sequences, and how far it may be from the mean over
 * all seeds and people of their kind.
 *
 * <p>Values share a seed with their row and a person with the sequences of their cluster. The
 * variance of the mean is that between clusters plus that between seeds less the part that both
 * count (Cameron, Gelbach, Miller, Robust inference with multiway clustering, JBES 2011; for equal
 * clusters the two-way analysis of variance). Its degrees of freedom are Satterthwaite's (An
 * approximate distribution of estimates of variance components, Biometrics Bulletin 1946), and the
 * interval is Student's. {@code CoverageTable} measures how often such intervals hold the truth.
 */
public final class ClusteredMean {

  /** Clusters below which there is no interval: too few people to generalise. */
  public static final int LEAST_CLUSTERS = 6;

  /** Level of every interval in a report. */
  public static final double LEVEL = 0.95;

  private final double estimate;
  private final double error;
  private final double degrees;
  private final int clusters;

  private ClusteredMean(double estimate, double error, double degrees, int clusters) {
    this.estimate = estimate;
    this.error = error;
    this.degrees = degrees;
    this.clusters = clusters;
  }

  /**
   * The mean of values, every one of which weighs the same.
   *
   * @param values [S, N]
   * @param clusters the person of each sequence, N; a sequence of an unknown person is its own
   *     cluster
   */
  public static ClusteredMean of(double[][] values, List<String> clusters) {
    return of(values, clusters, 1);
  }

  /**
   * As {@link #of(double[][], List)}, for a number that varies more with the seeds than their mean.
   *
   * @param seedFactor how many times as large the variance between seeds is
   */
  static ClusteredMean of(double[][] values, List<String> clusters, double seedFactor) {
    int seeds = values.length;
    int sequences = clusters.size();
    double[] bySeed = new double[seeds];
    double[] bySequence = new double[sequences];
    double mean = 0;
    for (int s = 0; s < seeds; s++) {
      for (int i = 0; i < sequences; i++) {
        bySeed[s] += values[s][i] / sequences;
        bySequence[i] += values[s][i] / seeds;
        mean += values[s][i] / seeds / sequences;
      }
    }
    int count = (int) clusters.stream().distinct().count();
    double between = squares(bySequence, mean, clusters) * scale(count, sequences);
    if (seeds == 1 || count < 2) {
      return new ClusteredMean(mean, Math.sqrt(between), count - 1.0, count);
    }
    double ofSeeds = 0;
    double both = 0;
    for (int s = 0; s < seeds; s++) {
      double off = bySeed[s] - mean;
      ofSeeds += seedFactor * off * off / (seeds - 1) / seeds;
      double[] rest = new double[sequences];
      for (int i = 0; i < sequences; i++) {
        rest[i] = values[s][i] - bySequence[i] - off;
      }
      both += squares(rest, 0, clusters) * scale(count, sequences) / (seeds - 1) / seeds;
    }
    double variance = Math.max(Math.max(between, ofSeeds), between + ofSeeds - both);
    double parts =
        between * between / (count - 1)
            + ofSeeds * ofSeeds / (seeds - 1)
            + both * both / (count - 1) / (seeds - 1);
    double degrees = parts == 0 ? count - 1.0 : Math.max(1, variance * variance / parts);
    return new ClusteredMean(mean, Math.sqrt(variance), degrees, count);
  }

  /** What makes a sum of squares over clusters the variance of a mean over sequences. */
  private static double scale(int clusters, int sequences) {
    return clusters / (clusters - 1.0) / sequences / sequences;
  }

  /** The sum over clusters of the squared sum of deviations. */
  private static double squares(double[] values, double mean, List<String> clusters) {
    Map<String, Double> sums = new LinkedHashMap<>();
    for (int i = 0; i < values.length; i++) {
      sums.merge(clusters.get(i), values[i] - mean, Double::sum);
    }
    return sums.values().stream().mapToDouble(sum -> sum * sum).sum();
  }

  /**
   * A number that is no mean, by leaving out the sequences of one person at a time (Tukey's
   * jackknife).
   *
   * @param clusters the person of each sequence, N
   */
  public static ClusteredMean jackknife(SequenceStatistic statistic, List<String> clusters) {
    double[] times = new double[clusters.size()];
    Arrays.fill(times, 1);
    double whole = statistic.of(times);
    List<String> people = clusters.stream().distinct().toList();
    int n = people.size();
    double[] without = new double[n];
    for (int person = 0; person < n; person++) {
      for (int i = 0; i < times.length; i++) {
        times[i] = clusters.get(i).equals(people.get(person)) ? 0 : 1;
      }
      without[person] = n == 1 ? whole : statistic.of(times);
    }
    double middle = Arrays.stream(without).average().orElse(whole);
    double squares = 0;
    for (double value : without) {
      squares += (value - middle) * (value - middle);
    }
    return new ClusteredMean(whole, Math.sqrt(squares * (n - 1) / n), n - 1.0, n);
  }

  /** The same spread around another estimate. */
  ClusteredMean about(double number) {
    return new ClusteredMean(number, error, degrees, clusters);
  }

  /** The mean. */
  public double estimate() {
    return estimate;
  }

  /** The standard error of the mean. */
  public double standardError() {
    return error;
  }

  /** Degrees of freedom of the standard error. */
  public double degreesOfFreedom() {
    return degrees;
  }

  /** Number of people, counting each sequence of an unknown person. */
  public int clusters() {
    return clusters;
  }

  /** The 95 % interval; nothing with fewer than {@link #LEAST_CLUSTERS}. */
  public Optional<Interval> interval() {
    if (clusters < LEAST_CLUSTERS) {
      return Optional.empty();
    }
    double reach = error == 0 ? 0 : error * student().inverseCumulativeProbability(0.5 + LEVEL / 2);
    return Optional.of(new Interval(estimate, estimate - reach, estimate + reach, LEVEL));
  }

  /**
   * The probability of a mean at least as far from 0 where the true one is 0: below 0.05 where the
   * interval leaves 0 out. Nothing with fewer than {@link #LEAST_CLUSTERS}.
   */
  public OptionalDouble p() {
    if (clusters < LEAST_CLUSTERS) {
      return OptionalDouble.empty();
    }
    if (error == 0) {
      return OptionalDouble.of(estimate == 0 ? 1 : 0);
    }
    return OptionalDouble.of(2 * student().cumulativeProbability(-Math.abs(estimate) / error));
  }

  /** Without a generator: it would take a seed from the clock, and nothing is drawn here. */
  private TDistribution student() {
    return new TDistribution(null, degrees);
  }
}
