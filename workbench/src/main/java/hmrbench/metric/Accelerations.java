package hmrbench.metric;

import hmrbench.core.FloatGrid;
import hmrbench.core.FrameMask;
import hmrbench.core.JointTrack;
import hmrbench.core.Series;

/**
 * Second differences of joint positions over rows t-1, t, t+1, in millimetres per frame squared;
 * the value stands at t. Source: TCMR lib/utils/eval_utils.py, compute_accel and
 * compute_error_accel, at c41fdd7.
 */
public final class Accelerations {

  private Accelerations() {}

  /** All rows but the first and the last: those that have two neighbours. */
  public static FrameMask inner(int rows) {
    boolean[] inner = new boolean[rows];
    for (int t = 1; t < rows - 1; t++) {
      inner[t] = true;
    }
    return FrameMask.of(inner);
  }

  /**
   * Mean over joints of the size of the difference of the two second differences, at the rows of
   * {@code where}.
   *
   * @param truth positions, in metres
   * @param predicted the same rows and joints
   * @param where a subset of {@link #inner}
   */
  public static Series errorMm(JointTrack truth, JointTrack predicted, FrameMask where) {
    JointErrors.requireSame(truth, predicted);
    FloatGrid p = predicted.metres();
    FloatGrid g = truth.metres();
    return Series.of(
        where,
        t -> {
          double sum = 0;
          for (int j = 0; j < g.size(1); j++) {
            double x = second(p, t, j, 0) - second(g, t, j, 0);
            double y = second(p, t, j, 1) - second(g, t, j, 1);
            double z = second(p, t, j, 2) - second(g, t, j, 2);
            sum += Math.sqrt(x * x + y * y + z * z);
          }
          return JointErrors.MM_PER_M * sum / g.size(1);
        });
  }

  /** {@link #errorMm(JointTrack, JointTrack, FrameMask)} at every row that has two neighbours. */
  public static Series errorMm(JointTrack truth, JointTrack predicted) {
    return errorMm(truth, predicted, inner(truth.frames()));
  }

  /** Mean over joints of the size of the second difference, at the rows of {@code where}. */
  public static Series sizeMm(JointTrack track, FrameMask where) {
    FloatGrid p = track.metres();
    return Series.of(
        where,
        t -> {
          double sum = 0;
          for (int j = 0; j < p.size(1); j++) {
            double x = second(p, t, j, 0);
            double y = second(p, t, j, 1);
            double z = second(p, t, j, 2);
            sum += Math.sqrt(x * x + y * y + z * z);
          }
          return JointErrors.MM_PER_M * sum / p.size(1);
        });
  }

  /** {@link #sizeMm(JointTrack, FrameMask)} at every row that has two neighbours. */
  public static Series sizeMm(JointTrack track) {
    return sizeMm(track, inner(track.frames()));
  }

  /**
   * Millimetres per frame squared to metres per second squared.
   *
   * @param framesPerSecond sampling rate, in hertz
   */
  public static Series toMetresPerSecond2(Series mmPerFrame2, double framesPerSecond) {
    double factor = framesPerSecond * framesPerSecond / JointErrors.MM_PER_M;
    return Series.of(mmPerFrame2.present(), t -> mmPerFrame2.get(t) * factor);
  }

  private static double second(FloatGrid grid, int t, int joint, int axis) {
    return (double) grid.at(t - 1, joint, axis)
        - 2.0 * grid.at(t, joint, axis)
        + grid.at(t + 1, joint, axis);
  }
}
