package hmrbench.metric;

import hmrbench.core.FloatGrid;
import hmrbench.core.FrameMask;
import hmrbench.core.JointTrack;
import hmrbench.core.Series;
import java.util.List;

/**
 * Differences of joint positions over neighbouring rows, in metres per frame to the power of their
 * order. Values are at row t.
 */
public enum TimeDifference {
  /** x(t) - x(t-1). */
  VELOCITY(1, -1, 1),
  /** x(t-1) - 2 x(t) + x(t+1). */
  ACCELERATION(1, 1, -2, 1),
  /** -x(t-1) + 3 x(t) - 3 x(t+1) + x(t+2). */
  JERK(1, -1, 3, -3, 1);

  private final int before;

  @SuppressWarnings("ImmutableEnumChecker") // never written to, never handed out
  private final double[] weights;

  TimeDifference(int before, double... weights) {
    this.before = before;
    this.weights = weights;
  }

  /** The power of time that it is per: 1 for a velocity. */
  public int order() {
    return weights.length - 1;
  }

  /** Rows before t that it looks at. */
  public int before() {
    return before;
  }

  /** Rows after t that it looks at. */
  public int after() {
    return weights.length - 1 - before;
  }

  /** The rows of a track of this length at which it exists. */
  public FrameMask within(int rows) {
    boolean[] inside = new boolean[rows];
    for (int t = before; t < rows - after(); t++) {
      inside[t] = true;
    }
    return FrameMask.of(inside);
  }

  /** {@link RowMasks#withoutGaps} for the rows that it looks at. */
  public FrameMask withoutGaps(List<Integer> frames, FrameMask counted) {
    return RowMasks.withoutGaps(frames, counted, before, after());
  }

  /**
   * Mean over joints of the size of the difference of predicted and true differences, in
   * millimetres per frame to the power of the order.
   *
   * @param truth positions, in metres
   * @param predicted the same rows and joints
   * @param where a subset of {@link #within}
   */
  public Series errorMm(JointTrack truth, JointTrack predicted, FrameMask where) {
    JointErrors.requireSame(truth, predicted);
    FloatGrid p = predicted.metres();
    FloatGrid g = truth.metres();
    return mean(
        where, p.size(1), (t, joint, axis) -> at(p, t, joint, axis) - at(g, t, joint, axis));
  }

  /** Mean over joints of its size, in millimetres per frame to the power of the order. */
  public Series sizeMm(JointTrack track, FrameMask where) {
    FloatGrid p = track.metres();
    return mean(where, p.size(1), (t, joint, axis) -> at(p, t, joint, axis));
  }

  /** One component of the difference, in metres per frame to the power of the order. */
  public double at(FloatGrid metres, int t, int joint, int axis) {
    double sum = 0;
    for (int k = 0; k < weights.length; k++) {
      sum += weights[k] * metres.at(t - before + k, joint, axis);
    }
    return sum;
  }

  /** Millimetres per frame to the power of the order, in metres per second to that power. */
  public Series toMetresPerSecond(Series mmPerFrame, double framesPerSecond) {
    double factor = Math.pow(framesPerSecond, order()) / JointErrors.MM_PER_M;
    return Series.of(mmPerFrame.present(), t -> mmPerFrame.get(t) * factor);
  }

  private interface Component {
    double at(int t, int joint, int axis);
  }

  private static Series mean(FrameMask where, int joints, Component component) {
    return Series.of(
        where,
        t -> {
          double sum = 0;
          for (int j = 0; j < joints; j++) {
            double x = component.at(t, j, 0);
            double y = component.at(t, j, 1);
            double z = component.at(t, j, 2);
            sum += Math.sqrt(x * x + y * y + z * z);
          }
          return JointErrors.MM_PER_M * sum / joints;
        });
  }
}
