package hmrbench.metric;

import static hmrbench.metric.FormulaMetric.further;
import static hmrbench.metric.FormulaMetric.ofEveryRecord;

import hmrbench.core.FloatGrid;
import hmrbench.core.FrameMask;
import hmrbench.core.MetricId;
import hmrbench.core.Series;
import java.util.List;
import java.util.Optional;

/**
 * All metrics, in the order of their columns. Those before the attention follow the rules of the
 * protocols; those after it are defined here, the same way under every protocol: only over rows
 * that follow each other in the clip and all count.
 */
public final class Metrics {

  /** Mean distance of root-relative joints. */
  public static final Metric MPJPE =
      ofEveryRecord(
          new MetricId("MPJPE", "mm", "mpjpe_mm", true),
          input -> JointErrors.meanMm(input.truth(), input.predicted()));

  /** Mean joint distance after the best similarity transform. */
  public static final Metric PA_MPJPE =
      ofEveryRecord(
          new MetricId("PA-MPJPE", "mm", "pa_mpjpe_mm", true),
          input ->
              input.alignsTruth()
                  ? JointErrors.alignedMeanMm(input.truth(), input.predicted())
                  : JointErrors.alignedMeanMm(input.predicted(), input.truth()));

  /** Mean vertex distance. */
  public static final Metric MPVPE =
      ofEveryRecord(
              new MetricId("MPVPE", "mm", "mpvpe_mm", true),
              input -> input.vertexErrorMm().orElseThrow())
          .needing(Need.VERTICES);

  /** Mean size of the difference of predicted and true second differences. */
  public static final Metric ACCEL_ERR =
      ofEveryRecord(
          new MetricId("Accel error", "mm/frame^2", "accel_err_mm_per_frame2", true),
          input -> input.accelerations(AccelerationOf.ERROR));

  /** The same over the square of the time between frames. */
  public static final Metric ACCEL_ERR_SI =
      ofEveryRecord(
              new MetricId("Accel error", "m/s^2", "accel_err_m_per_s2", true),
              input -> perSecond(TimeDifference.ACCELERATION, ACCEL_ERR, input))
          .needing(Need.FRAME_RATE);

  /** Size of the predicted second difference: a description, also called "Accel" in some papers. */
  public static final Metric ACCEL_PRED =
      ofEveryRecord(
          new MetricId("Accel of prediction", "mm/frame^2", "accel_pred_mm_per_frame2", false),
          input -> input.accelerations(AccelerationOf.PREDICTION));

  /** Size of the true second difference, which is what a frozen pose scores. */
  public static final Metric ACCEL_GT =
      ofEveryRecord(
          new MetricId("Accel of truth", "mm/frame^2", "accel_gt_mm_per_frame2", false),
          input -> input.accelerations(AccelerationOf.TRUTH));

  /** Attention to past frames, from 0 to 1; the three sum to 1. */
  public static final Metric ATTENTION_PAST = attention("past", 0);

  /** Attention to the current frame. */
  public static final Metric ATTENTION_CURRENT = attention("current", 1);

  /** Attention to future frames. */
  public static final Metric ATTENTION_FUTURE = attention("future", 2);

  /**
   * Mean size of the difference of predicted and true velocities: MPJVE of Pavllo et al., 3D human
   * pose estimation in video with temporal convolutions, CVPR 2019 (VideoPose3D common/loss.py,
   * mean_velocity_error).
   */
  public static final Metric VELOCITY_ERR =
      further(
          new MetricId("Velocity error", "mm/frame", "vel_err_mm_per_frame", true),
          input ->
              TimeDifference.VELOCITY.errorMm(
                  input.exactTruth(),
                  input.predicted(),
                  withoutGaps(TimeDifference.VELOCITY, input)));

  /** The same over the time between frames. */
  public static final Metric VELOCITY_ERR_SI =
      further(
              new MetricId("Velocity error", "m/s", "vel_err_m_per_s", true),
              input -> perSecond(TimeDifference.VELOCITY, VELOCITY_ERR, input))
          .needing(Need.FRAME_RATE);

  /**
   * Size of the predicted third difference: a description, a frozen pose scores 0. WHAM and GVHMR
   * print it as "jitter" in 10 m/s^3, of joints in world coordinates; here joints are relative to
   * the root.
   */
  public static final Metric JERK_PRED =
      further(
          new MetricId("Jerk of prediction", "mm/frame^3", "jerk_pred_mm_per_frame3", false),
          input ->
              TimeDifference.JERK.sizeMm(
                  input.predicted(), withoutGaps(TimeDifference.JERK, input)));

  /** The same over the cube of the time between frames. */
  public static final Metric JERK_PRED_SI =
      further(
              new MetricId("Jerk of prediction", "m/s^3", "jerk_pred_m_per_s3", false),
              input -> perSecond(TimeDifference.JERK, JERK_PRED, input))
          .needing(Need.FRAME_RATE);

  /** Size of the true third difference. */
  public static final Metric JERK_GT_SI =
      further(
              new MetricId("Jerk of truth", "m/s^3", "jerk_gt_m_per_s3", false),
              input ->
                  TimeDifference.JERK.toMetresPerSecond(
                      TimeDifference.JERK.sizeMm(
                          input.exactTruth(), withoutGaps(TimeDifference.JERK, input)),
                      input.framesPerSecond()))
          .needing(Need.FRAME_RATE);

  private static final List<Metric> ALL =
      List.of(
          MPJPE,
          PA_MPJPE,
          MPVPE,
          ACCEL_ERR,
          ACCEL_ERR_SI,
          ACCEL_PRED,
          ACCEL_GT,
          ATTENTION_PAST,
          ATTENTION_CURRENT,
          ATTENTION_FUTURE,
          VELOCITY_ERR,
          VELOCITY_ERR_SI,
          JERK_PRED,
          JERK_PRED_SI,
          JERK_GT_SI,
          new FootSliding(),
          new Smoothness(),
          WorldMetrics.W_MPJPE,
          WorldMetrics.WA_MPJPE,
          WorldMetrics.RTE,
          WorldMetrics.ERVE,
          WorldMetrics.ERVE_WITHOUT_GAPS,
          WorldMetrics.JITTER,
          WorldMetrics.JITTER_WITHOUT_GAPS,
          WorldMetrics.TRUE_JITTER,
          WorldMetrics.SLIDING,
          WorldMetrics.SLIDING_WITHOUT_GAPS,
          WorldMetrics.STANDING_SOLES,
          WorldMetrics.PA_MPJPE_AS_PUBLISHED,
          EmdbMetrics.MPJAE,
          EmdbMetrics.MPJAE_PA,
          EmdbMetrics.JITTER,
          ThreeDpwMetrics.PCK,
          ThreeDpwMetrics.AUC,
          AgoraMetrics.F1,
          AgoraMetrics.NMJE,
          AgoraMetrics.NMVE,
          EmdbMetrics.PA_MPVPE);

  private Metrics() {}

  /** All metrics. */
  public static List<Metric> all() {
    return ALL;
  }

  /** The columns that every file of rows has, whether or not there are values. */
  public static List<String> columnsOfEveryRecord() {
    return ALL.stream().filter(Metric::inEveryRecord).map(it -> it.id().column()).toList();
  }

  /** The errors that tables of results show first. */
  public static List<MetricId> mainErrors() {
    return ALL.stream()
        .filter(Metric::inEveryRecord)
        .map(Metric::id)
        .filter(MetricId::lowerIsBetter)
        .toList();
  }

  /** What the main table of results shows, where there are values. */
  public static List<MetricId> ofMainTable() {
    return ALL.stream().filter(Metric::inMainTable).map(Metric::id).toList();
  }

  /** The metric of a column, where there is one. */
  public static Optional<Metric> ofColumn(String column) {
    return ALL.stream().filter(it -> it.id().column().equals(column)).findFirst();
  }

  private static Metric attention(String branch, int column) {
    return ofEveryRecord(
            new MetricId("Attention to " + branch, "weight", "attention_" + branch, false),
            input -> ofBranch(input.attention().orElseThrow(), column))
        .within(Bounds.OF_ONE)
        .needing(Need.ATTENTION);
  }

  /** The weights of a branch; without a value where the network does not have it. */
  private static Series ofBranch(FloatGrid weights, int column) {
    boolean[] there = new boolean[weights.size(0)];
    for (int row = 0; row < there.length; row++) {
      there[row] = !Float.isNaN(weights.at(row, column));
    }
    return Series.of(FrameMask.of(there), row -> weights.at(row, column));
  }

  private static FrameMask withoutGaps(TimeDifference difference, MetricInput input) {
    return difference.withoutGaps(input.frames(), input.counted());
  }

  private static Series perSecond(TimeDifference difference, Metric perFrame, MetricInput input) {
    return difference.toMetresPerSecond(input.valuesOf(perFrame), input.framesPerSecond());
  }
}
