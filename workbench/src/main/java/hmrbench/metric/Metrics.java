package hmrbench.metric;

import hmrbench.core.MetricId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The numbers that every record holds, in the order of their columns. Formulas stand with the
 * functions: {@link JointErrors}, {@link Accelerations}.
 */
public final class Metrics {

  /** Mean distance of root-relative joints. */
  public static final MetricId MPJPE = new MetricId("MPJPE", "mm", "mpjpe_mm", true);

  /** Mean joint distance after the best similarity transform. */
  public static final MetricId PA_MPJPE = new MetricId("PA-MPJPE", "mm", "pa_mpjpe_mm", true);

  /** Mean vertex distance. */
  public static final MetricId MPVPE = new MetricId("MPVPE", "mm", "mpvpe_mm", true);

  /** Mean size of the difference of predicted and true second differences. */
  public static final MetricId ACCEL_ERR =
      new MetricId("Accel error", "mm/frame^2", "accel_err_mm_per_frame2", true);

  /** The same over the square of the time between frames. */
  public static final MetricId ACCEL_ERR_SI =
      new MetricId("Accel error", "m/s^2", "accel_err_m_per_s2", true);

  /** Size of the predicted second difference: a description, also called "Accel" in some papers. */
  public static final MetricId ACCEL_PRED =
      new MetricId("Accel of prediction", "mm/frame^2", "accel_pred_mm_per_frame2", false);

  /** Size of the true second difference, which is what a frozen pose scores. */
  public static final MetricId ACCEL_GT =
      new MetricId("Accel of truth", "mm/frame^2", "accel_gt_mm_per_frame2", false);

  private static final List<MetricId> ALL =
      List.of(MPJPE, PA_MPJPE, MPVPE, ACCEL_ERR, ACCEL_ERR_SI, ACCEL_PRED, ACCEL_GT);

  private Metrics() {}

  /** The metrics of every record, in the order of their columns. */
  public static List<MetricId> all() {
    return ALL;
  }

  /**
   * Every metric that there is: those of every record, those that a protocol adds, and those that
   * not every data set allows.
   */
  public static List<MetricId> known() {
    List<MetricId> known = new ArrayList<>(ALL);
    known.addAll(FurtherMetrics.all());
    known.add(FootSliding.ID);
    known.add(Smoothness.LOG_DIMENSIONLESS_JERK);
    return List.copyOf(known);
  }

  /** The metric of a column, where there is one. */
  public static Optional<MetricId> ofColumn(String column) {
    return known().stream().filter(id -> id.column().equals(column)).findFirst();
  }
}
