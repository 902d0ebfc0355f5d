package hmrbench.metric.diagnose;

import hmrbench.metric.TimeDifference;
import hmrbench.metric.diagnose.ErrorAnatomy.Run;
import java.util.ArrayList;
import java.util.List;

/** By how much a predicted motion comes late. */
final class Lag {

  private Lag() {}

  /**
   * The lag at which predicted and true velocities agree best, in frames; above 0 where the
   * prediction comes late. 0 where nothing moves.
   */
  static double of(List<Run> runs, int most) {
    List<Pair> pairs = pairs(runs, TimeDifference.VELOCITY);
    double[] agreement = new double[2 * most + 1];
    int best = most;
    for (int i = 0; i < agreement.length; i++) {
      agreement[i] = products(pairs, i - most).correlation();
      best = agreement[i] > agreement[best] ? i : best;
    }
    if (best == 0 || best == agreement.length - 1) {
      return best - most;
    }
    double before = agreement[best - 1];
    double after = agreement[best + 1];
    double bend = before - 2 * agreement[best] + after;
    return best - most + (bend == 0 ? 0 : (before - after) / (2 * bend));
  }

  /** Least-squares ratio of predicted to true acceleration, with a lag taken out. */
  static double gain(List<Run> runs, int lag) {
    Products products = products(pairs(runs, TimeDifference.ACCELERATION), lag);
    return products.truth == 0 ? 1 : products.cross / products.truth;
  }

  private static List<Pair> pairs(List<Run> runs, TimeDifference difference) {
    List<Pair> pairs = new ArrayList<>();
    for (Run run : runs) {
      for (int joint = 0; joint < run.joints(); joint++) {
        for (int axis = 0; axis < 3; axis++) {
          pairs.add(
              new Pair(
                  run.series(run.truth(), difference, joint, axis),
                  run.series(run.predicted(), difference, joint, axis)));
        }
      }
    }
    return pairs;
  }

  private static Products products(List<Pair> pairs, int lag) {
    Products products = new Products();
    pairs.forEach(pair -> products.add(pair, lag));
    return products;
  }

  /** One coordinate over time, true and predicted. */
  private static final class Pair {
    final double[] truth;
    final double[] predicted;

    Pair(double[] truth, double[] predicted) {
      this.truth = truth;
      this.predicted = predicted;
    }
  }

  private static final class Products {
    double truth;
    double predicted;
    double cross;

    void add(Pair pair, int lag) {
      int first = Math.max(0, lag);
      int last = Math.min(pair.truth.length, pair.truth.length + lag);
      for (int t = first; t < last; t++) {
        double g = pair.truth[t - lag];
        double p = pair.predicted[t];
        truth += g * g;
        predicted += p * p;
        cross += g * p;
      }
    }

    double correlation() {
      double scale = Math.sqrt(truth * predicted);
      return scale == 0 ? 0 : cross / scale;
    }
  }
}
