package hmrbench.metric.diagnose;

import hmrbench.metric.TimeDifference;
import hmrbench.metric.diagnose.ErrorAnatomy.Run;
import java.util.Arrays;
import java.util.OptionalDouble;
import java.util.stream.Stream;

/** By how much a predicted motion comes late; runs come one by one. */
final class Lag {

  private final int most;
  private final Products[] velocities;
  private final Products[] accelerations;

  /**
   * @param most lags up to this many frames are looked at
   */
  Lag(int most) {
    this.most = most;
    this.velocities = products(most);
    this.accelerations = products(most);
  }

  private static Products[] products(int most) {
    return Stream.generate(Products::new).limit(2L * most + 1).toArray(Products[]::new);
  }

  /** Adds a run. */
  void add(Run run) {
    for (int joint = 0; joint < run.joints(); joint++) {
      for (int axis = 0; axis < 3; axis++) {
        add(run, TimeDifference.VELOCITY, joint, axis, velocities);
        add(run, TimeDifference.ACCELERATION, joint, axis, accelerations);
      }
    }
  }

  private void add(Run run, TimeDifference difference, int joint, int axis, Products... sums) {
    double[] truth = run.series(run.truth(), difference, joint, axis);
    double[] predicted = run.series(run.predicted(), difference, joint, axis);
    for (int i = 0; i < sums.length; i++) {
      sums[i].add(truth, predicted, i - most);
    }
  }

  /**
   * The lag at which predicted and true velocities agree best, in frames; above 0 where the
   * prediction comes late. Nothing where the truth or the prediction never moves.
   */
  OptionalDouble frames() {
    if (Arrays.stream(velocities).allMatch(it -> it.truth == 0 || it.predicted == 0)) {
      return OptionalDouble.empty();
    }
    double[] agreement = new double[velocities.length];
    int best = most;
    for (int i = 0; i < agreement.length; i++) {
      agreement[i] = velocities[i].correlation();
      best = agreement[i] > agreement[best] ? i : best;
    }
    if (best == 0 || best == agreement.length - 1) {
      return OptionalDouble.of(best - most);
    }
    double before = agreement[best - 1];
    double after = agreement[best + 1];
    double bend = before - 2 * agreement[best] + after;
    return OptionalDouble.of(best - most + (bend == 0 ? 0 : (before - after) / (2 * bend)));
  }

  /** Least-squares ratio of predicted to true acceleration, with a lag taken out. */
  double gain(int lag) {
    Products products = accelerations[lag + most];
    return products.truth == 0 ? 1 : products.cross / products.truth;
  }

  private static final class Products {
    double truth;
    double predicted;
    double cross;

    /** Adds one coordinate over time, true and predicted. */
    void add(double[] trueValues, double[] predictedValues, int lag) {
      int first = Math.max(0, lag);
      int last = Math.min(trueValues.length, trueValues.length + lag);
      for (int t = first; t < last; t++) {
        double g = trueValues[t - lag];
        double p = predictedValues[t];
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
