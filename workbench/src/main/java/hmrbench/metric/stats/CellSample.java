package hmrbench.metric.stats;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What one metric says of one cell of an experiment, sequence by sequence and seed by seed. The
 * cell's value is the median over seeds of the mean over frames.
 */
public final class CellSample implements SequenceStatistic {

  private final List<String> names;
  private final double[][] means;
  private final double[] weights;

  /**
   * @param names of the sequences, N
   * @param means mean of each sequence under each seed [S, N]
   * @param weights what each sequence weighs [N]: its scored frames, or 1 for a mean over sequences
   */
  public CellSample(List<String> names, double[][] means, double[] weights) {
    this.names = List.copyOf(names);
    this.means = Arrays.stream(means).map(double[]::clone).toArray(double[][]::new);
    this.weights = weights.clone();
    boolean fits = means.length > 0 && weights.length == names.size();
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

  @Override
  public int sequences() {
    return names.size();
  }

  /** Names of the sequences, in order. */
  public List<String> names() {
    return names;
  }

  /** Number of seeds, S. */
  public int seeds() {
    return means.length;
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
    double[] once = new double[sequences()];
    Arrays.fill(once, 1);
    return of(once);
  }

  @Override
  public double of(double[] times) {
    double[] perSeed = new double[means.length];
    double total = 0;
    for (int i = 0; i < times.length; i++) {
      if (times[i] == 0) {
        continue; // A third of the sequences of a bootstrap sample.
      }
      double weight = times[i] * weights[i];
      total += weight;
      for (int seed = 0; seed < perSeed.length; seed++) {
        perSeed[seed] += weight * means[seed][i];
      }
    }
    for (int seed = 0; seed < perSeed.length; seed++) {
      perSeed[seed] /= total;
    }
    return Seeds.median(perSeed);
  }

  /** The same values where every sequence weighs the same, however many frames it has. */
  public CellSample bySequence() {
    double[] alike = new double[sequences()];
    Arrays.fill(alike, 1);
    return new CellSample(names, means, alike);
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
    return new CellSample(indices.stream().map(names::get).toList(), picked, weight);
  }
}
