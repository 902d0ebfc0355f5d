package hmrbench.report.finding;

import hmrbench.metric.Metrics;

/** The columns that findings look at. */
final class Columns {

  static final String ACCELERATION = Metrics.ACCEL_ERR.column();
  static final String ACCELERATION_SI = Metrics.ACCEL_ERR_SI.column();
  static final String ACCURACY = Metrics.PA_MPJPE.column();

  private Columns() {}
}
