package hmrbench.report.finding;

import hmrbench.metric.Metrics;

/** The columns that findings look at. */
final class Columns {

  static final String ACCELERATION = Metrics.ACCEL_ERR.id().column();
  static final String ACCELERATION_SI = Metrics.ACCEL_ERR_SI.id().column();
  static final String ACCURACY = Metrics.PA_MPJPE.id().column();

  private Columns() {}
}
