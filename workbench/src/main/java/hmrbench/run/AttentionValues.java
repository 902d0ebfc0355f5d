package hmrbench.run;

import hmrbench.core.FloatGrid;
import hmrbench.record.InterventionFile;
import java.util.LinkedHashMap;
import java.util.Map;

/** What the attention weights of a sequence are like; a branch that is not there has NaN. */
final class AttentionValues {

  private static final int BRANCHES = 3;

  /** Beyond this, a hyperbolic tangent passes on less than a tenth of a gradient. */
  private static final double BOUND = Math.sqrt(0.9);

  /** Of a float that rounds to 1, the tangent's argument is no longer known. */
  private static final double MOST_BELOW_1 = Math.nextDown(1f);

  private AttentionValues() {}

  /**
   * The numbers of {@link InterventionFile} on attention.
   *
   * @param used weights that were used [R, 3]
   * @param own weights of the network where nothing was changed [R, 3]
   * @param scores what the softmax behind its own weights is taken of [R, 3]
   */
  static Map<String, Double> of(FloatGrid used, FloatGrid own, FloatGrid scores) {
    int rows = used.size(0);
    Map<String, Double> values = new LinkedHashMap<>();
    double spread = 0;
    int branches = 0;
    for (int k = 0; k < BRANCHES; k++) {
      double mean = 0;
      double square = 0;
      for (int row = 0; row < rows; row++) {
        mean += used.at(row, k) / (double) rows;
        square += used.at(row, k) * (double) used.at(row, k) / rows;
      }
      if (!Double.isNaN(mean) && !Float.isNaN(own.at(0, k))) {
        branches++;
        values.put(InterventionFile.MEAN_WEIGHTS.get(k), mean);
        spread = Math.max(spread, Math.sqrt(Math.max(0, square - mean * mean)));
      }
    }
    values.put(InterventionFile.SPREAD, spread);
    values.put(InterventionFile.ENTROPY, entropy(used) / Math.log(branches));
    values.put(InterventionFile.AT_BOUND, atBound(scores));
    moved(used, own, values);
    return values;
  }

  /**
   * The softmax of what lies before the hyperbolic tangent [R, 3]: what the weights would be if it
   * did not bound them.
   */
  static FloatGrid unbounded(FloatGrid scores) {
    float[] values = new float[scores.length()];
    for (int row = 0; row < scores.size(0); row++) {
      double sum = 0;
      for (int k = 0; k < BRANCHES; k++) {
        double score = Math.max(-MOST_BELOW_1, Math.min(MOST_BELOW_1, scores.at(row, k)));
        double free = 0.5 * Math.log((1 + score) / (1 - score));
        values[row * BRANCHES + k] = Double.isNaN(score) ? 0 : (float) Math.exp(free);
        sum += values[row * BRANCHES + k];
      }
      for (int k = 0; k < BRANCHES; k++) {
        values[row * BRANCHES + k] /= (float) sum;
      }
    }
    return FloatGrid.owning(values, scores.size(0), BRANCHES);
  }

  private static double entropy(FloatGrid weights) {
    double sum = 0;
    for (int i = 0; i < weights.length(); i++) {
      double weight = weights.get(i);
      sum -= weight > 0 ? weight * Math.log(weight) : 0;
    }
    return sum / weights.size(0);
  }

  private static double atBound(FloatGrid scores) {
    int known = 0;
    int beyond = 0;
    for (int i = 0; i < scores.length(); i++) {
      known += Float.isNaN(scores.get(i)) ? 0 : 1;
      beyond += Math.abs(scores.get(i)) > BOUND ? 1 : 0;
    }
    return (double) beyond / known;
  }

  private static void moved(FloatGrid used, FloatGrid own, Map<String, Double> values) {
    double mean = 0;
    double most = 0;
    for (int row = 0; row < used.size(0); row++) {
      double largest = 0;
      for (int k = 0; k < BRANCHES; k++) {
        double change = Math.abs(used.at(row, k) - own.at(row, k));
        largest = Double.isNaN(change) ? largest : Math.max(largest, change);
      }
      mean += largest / used.size(0);
      most = Math.max(most, largest);
    }
    values.put(InterventionFile.MOVED, mean);
    values.put(InterventionFile.MOVED_MOST, most);
  }
}
