package hmrbench.metric.stats;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * The values of one metric in one cell of an experiment, per sequence and seed. The cell's value is
 * the median over seeds of the mean over frames.
 */
public final class CellSample {

  /**
   * The variance of the median of n normal values over that of their mean, for n = 1, 2, ...
   * (variances of order statistics; Harter, Expected values of normal order statistics, 1961). For
   * more it is near pi / 2.
   */
  private static final double[] MEDIAN_OVER_MEAN = {1, 1, 1.3463, 1.1930, 1.4340, 1.2882, 1.4730};

  private final List<String> names;
  private final List<String> clusters;
  private final List<String> seeds;
  private final double[][] means;
  private final double[] weights;

  /**
   * @param names of the sequences, N
   * @param clusters the person of each sequence, N; its own name where unknown
   * @param seeds their names, S
   * @param means mean of each sequence under each seed [S, N]
   * @param weights what each sequence weighs [N]: its scored frames, or 1 for a mean over sequences
   */
  public CellSample(
      List<String> names,
      List<String> clusters,
      List<String> seeds,
      double[][] means,
      double[] weights) {
    this.names = List.copyOf(names);
    this.clusters = List.copyOf(clusters);
    this.seeds = List.copyOf(seeds);
    this.means = Arrays.stream(means).map(double[]::clone).toArray(double[][]::new);
    this.weights = weights.clone();
    boolean fits = means.length > 0 && weights.length == names.size();
    fits &= clusters.size() == names.size() && seeds.size() == means.length;
    for (double[] seed : means) {
      fits &= seed.length == names.size();
    }
    fits &= Arrays.stream(weights).allMatch(weight -> weight > 0);
    if (!fits) {
      throw new IllegalArgumentException(
          "%d sequences need %d weights above 0 and as many means per seed, got %s and %d seeds"
              .formatted(names.size(), names.size(), Arrays.toString(weights), means.length));
    }
  }

  /** Sequences of unknown people, under the seeds 1, 2, ... */
  public CellSample(List<String> names, double[][] means, double[] weights) {
    this(
        names,
        names,
        IntStream.rangeClosed(1, means.length).mapToObj(Integer::toString).toList(),
        means,
        weights);
  }

  /** One seed, and every sequence weighs the same. */
  public static CellSample ofMeans(double... means) {
    List<String> names = new ArrayList<>();
    double[] weights = new double[means.length];
    for (int i = 0; i < means.length; i++) {
      names.add("sequence " + i);
      weights[i] = 1;
    }
    return new CellSample(names, new double[][] {means}, weights);
  }

  /** Number of sequences, N. */
  public int sequences() {
    return names.size();
  }

  /** Names of the sequences, in order. */
  public List<String> names() {
    return names;
  }

  /** The person of each sequence. */
  public List<String> clusters() {
    return clusters;
  }

  /** Number of seeds, S. */
  public int seeds() {
    return means.length;
  }

  /** Names of the seeds, in order. */
  public List<String> seedNames() {
    return seeds;
  }

  /** The mean of one sequence under one seed. */
  public double mean(int seed, int sequence) {
    return means[seed][sequence];
  }

  /** What a sequence weighs. */
  public double weight(int sequence) {
    return weights[sequence];
  }

  /** The median over seeds of a sequence's mean. */
  public double ofSequence(int sequence) {
    return Seeds.median(Arrays.stream(means).mapToDouble(seed -> seed[sequence]).toArray());
  }

  /** The cell's value. */
  public double value() {
    return Seeds.median(perSeed());
  }

  private double[] perSeed() {
    double[] perSeed = new double[means.length];
    double total = 0;
    for (int i = 0; i < weights.length; i++) {
      total += weights[i];
      for (int seed = 0; seed < perSeed.length; seed++) {
        perSeed[seed] += weights[i] * means[seed][i];
      }
    }
    for (int seed = 0; seed < perSeed.length; seed++) {
      perSeed[seed] /= total;
    }
    return perSeed;
  }

  /** The interval of the value; nothing where there are too few people. */
  public Optional<Interval> interval() {
    double factor =
        means.length <= MEDIAN_OVER_MEAN.length ? MEDIAN_OVER_MEAN[means.length - 1] : Math.PI / 2;
    return ClusteredMean.of(influences(), clusters, factor).about(value()).interval();
  }

  /** The mean over seeds of the mean over frames. */
  public ClusteredMean meanOverSeeds() {
    return ClusteredMean.of(influences(), clusters);
  }

  /** Values scaled so that their plain mean and spread are those of the weighted mean. */
  private double[][] influences() {
    double[] centre = perSeed();
    double total = Arrays.stream(weights).sum();
    double[][] influences = new double[means.length][names.size()];
    for (int seed = 0; seed < means.length; seed++) {
      for (int i = 0; i < weights.length; i++) {
        double share = names.size() * weights[i] / total;
        influences[seed][i] = centre[seed] + share * (means[seed][i] - centre[seed]);
      }
    }
    return influences;
  }

  /**
   * The mean of this over that of another on the same sequences and seeds, every sequence alike; by
   * its linear part about the means.
   */
  public ClusteredMean over(CellSample other) {
    double above = mean(means);
    double below = mean(other.means);
    double ratio = above / below;
    double[][] influences = new double[means.length][names.size()];
    for (int seed = 0; seed < means.length; seed++) {
      for (int i = 0; i < names.size(); i++) {
        influences[seed][i] = ratio + (means[seed][i] - ratio * other.means[seed][i]) / below;
      }
    }
    return ClusteredMean.of(influences, clusters);
  }

  private static double mean(double[][] values) {
    return Arrays.stream(values).flatMapToDouble(Arrays::stream).average().orElseThrow();
  }

  /** The same values where every sequence weighs the same, however many frames it has. */
  public CellSample bySequence() {
    double[] alike = new double[sequences()];
    Arrays.fill(alike, 1);
    return new CellSample(names, clusters, seeds, means, alike);
  }

  /** The sequences with these indices, in this order. */
  CellSample pick(List<Integer> indices) {
    double[][] picked = new double[means.length][indices.size()];
    double[] weight = new double[indices.size()];
    for (int i = 0; i < indices.size(); i++) {
      weight[i] = weights[indices.get(i)];
      for (int seed = 0; seed < means.length; seed++) {
        picked[seed][i] = means[seed][indices.get(i)];
      }
    }
    return new CellSample(
        indices.stream().map(names::get).toList(),
        indices.stream().map(clusters::get).toList(),
        seeds,
        picked,
        weight);
  }
}
