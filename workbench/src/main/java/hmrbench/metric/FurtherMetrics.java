package hmrbench.metric;

import hmrbench.core.FrameMask;
import hmrbench.core.JointTrack;
import hmrbench.core.MetricId;
import hmrbench.core.Series;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Numbers beside those of the published tables. They are defined the same way under every protocol:
 * only over rows that follow each other in the clip and all count.
 *
 * <ul>
 *   <li>velocity error: MPJVE of Pavllo et al., 3D human pose estimation in video with temporal
 *       convolutions, CVPR 2019 (VideoPose3D common/loss.py, mean_velocity_error)
 *   <li>jerk: third difference of the prediction. WHAM and GVHMR print it as "jitter" in 10 m/s^3,
 *       of joints in world coordinates; here joints are relative to the root
 * </ul>
 */
public final class FurtherMetrics {

  /** Mean size of the difference of predicted and true velocities. */
  public static final MetricId VELOCITY_ERR =
      new MetricId("Velocity error", "mm/frame", "vel_err_mm_per_frame", true);

  /** The same over the time between frames. */
  public static final MetricId VELOCITY_ERR_SI =
      new MetricId("Velocity error", "m/s", "vel_err_m_per_s", true);

  /** Size of the predicted third difference: a description, a frozen pose scores 0. */
  public static final MetricId JERK_PRED =
      new MetricId("Jerk of prediction", "mm/frame^3", "jerk_pred_mm_per_frame3", false);

  /** The same over the cube of the time between frames. */
  public static final MetricId JERK_PRED_SI =
      new MetricId("Jerk of prediction", "m/s^3", "jerk_pred_m_per_s3", false);

  /** Size of the true third difference. */
  public static final MetricId JERK_GT_SI =
      new MetricId("Jerk of truth", "m/s^3", "jerk_gt_m_per_s3", false);

  private static final List<MetricId> ALL =
      List.of(VELOCITY_ERR, VELOCITY_ERR_SI, JERK_PRED, JERK_PRED_SI, JERK_GT_SI);

  private FurtherMetrics() {}

  /** All of them, in the order of their columns. */
  public static List<MetricId> all() {
    return ALL;
  }

  /**
   * The values of one sequence.
   *
   * @param sequence truth and prediction; they need not be relative to the root
   */
  public static Map<MetricId, Series> of(SequencePrediction sequence) {
    JointTrack truth = sequence.truth().relativeToRoot();
    JointTrack predicted = sequence.predicted().relativeToRoot();
    double rate = truth.framesPerSecond();
    List<Integer> frames = sequence.frames();
    FrameMask two = TimeDifference.VELOCITY.withoutGaps(frames, sequence.counted());
    FrameMask four = TimeDifference.JERK.withoutGaps(frames, sequence.counted());
    Series velocity = TimeDifference.VELOCITY.errorMm(truth, predicted, two);
    Series jerk = TimeDifference.JERK.sizeMm(predicted, four);
    Series trueJerk = TimeDifference.JERK.sizeMm(truth, four);
    Map<MetricId, Series> values = new LinkedHashMap<>();
    values.put(VELOCITY_ERR, velocity);
    values.put(VELOCITY_ERR_SI, TimeDifference.VELOCITY.toMetresPerSecond(velocity, rate));
    values.put(JERK_PRED, jerk);
    values.put(JERK_PRED_SI, TimeDifference.JERK.toMetresPerSecond(jerk, rate));
    values.put(JERK_GT_SI, TimeDifference.JERK.toMetresPerSecond(trueJerk, rate));
    return values;
  }
}
