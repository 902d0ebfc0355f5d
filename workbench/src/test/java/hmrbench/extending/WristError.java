package hmrbench.extending;

import hmrbench.core.Joint;
import hmrbench.core.MetricId;
import hmrbench.core.Series;
import hmrbench.metric.JointErrors;
import hmrbench.metric.Metric;
import hmrbench.metric.MetricInput;
import java.util.Objects;

/** A metric as somebody else would add it: the mean distance of the two wrists. */
final class WristError implements Metric {

  // snippet metric
  @Override
  public MetricId id() {
    return new MetricId("Wrist error", "mm", "wrist_error_mm", true);
  }

  @Override
  public Series evaluate(MetricInput input) {
    var joints = JointErrors.perJointMm(input.exactTruth(), input.predicted());
    Series left = Objects.requireNonNull(joints.get(Joint.LEFT_WRIST));
    Series right = Objects.requireNonNull(joints.get(Joint.RIGHT_WRIST));
    return Series.of(left.present(), row -> (left.get(row) + right.get(row)) / 2);
  }
  // end of snippet
}
