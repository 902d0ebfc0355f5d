package hmrbench.metric;

import hmrbench.core.FrameMask;
import hmrbench.core.JointTrack;
import hmrbench.core.Series;

/**
 * Second differences of joint positions over rows t-1, t, t+1, in millimetres per frame squared;
 * the value is at t. Source: TCMR lib/utils/eval_utils.py, compute_accel and compute_error_accel,
 * at c41fdd7.
 */
public final class Accelerations {

  private Accelerations() {}

  /** All rows but the first and the last: those that have two neighbours. */
  public static FrameMask inner(int rows) {
    return TimeDifference.ACCELERATION.within(rows);
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
    return TimeDifference.ACCELERATION.errorMm(truth, predicted, where);
  }

  /** {@link #errorMm(JointTrack, JointTrack, FrameMask)} at every row that has two neighbours. */
  public static Series errorMm(JointTrack truth, JointTrack predicted) {
    return errorMm(truth, predicted, inner(truth.frames()));
  }

  /** Mean over joints of the size of the second difference, at the rows of {@code where}. */
  public static Series sizeMm(JointTrack track, FrameMask where) {
    return TimeDifference.ACCELERATION.sizeMm(track, where);
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
    return TimeDifference.ACCELERATION.toMetresPerSecond(mmPerFrame2, framesPerSecond);
  }
}
