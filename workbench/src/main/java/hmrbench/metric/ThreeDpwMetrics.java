package hmrbench.metric;

import hmrbench.core.FrameMask;
import hmrbench.core.Joint;
import hmrbench.core.MetricId;
import hmrbench.core.Series;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.ToDoubleFunction;

/**
 * What the evaluation code of the 3DPW challenge measures beside joint errors: 3dpw-eval
 * evaluate.py at 2640f24. Both are linear in the joints of a frame, so that means over frames are
 * those over all joints.
 */
final class ThreeDpwMetrics {

  /** Hips, knees, ankles, shoulders, elbows and wrists: joints 1, 2, 4, 5, 7, 8, 16 to 21. */
  private static final List<Joint> LIMBS =
      List.of(
          Joint.LEFT_HIP,
          Joint.RIGHT_HIP,
          Joint.LEFT_KNEE,
          Joint.RIGHT_KNEE,
          Joint.LEFT_ANKLE,
          Joint.RIGHT_ANKLE,
          Joint.LEFT_SHOULDER,
          Joint.RIGHT_SHOULDER,
          Joint.LEFT_ELBOW,
          Joint.RIGHT_ELBOW,
          Joint.LEFT_WRIST,
          Joint.RIGHT_WRIST);

  private static final double NEAR_MM = 50;
  private static final int LARGEST_MM = 199;
  private static final double PERCENT = 100;

  /** Share of twelve joints that are at most 50 mm off, about the root. */
  static final Metric PCK =
      new OfLimbs(
          new MetricId("PCK at 50 mm", "%", "pck_50_mm_percent", false),
          Bounds.PERCENT,
          errors -> PERCENT * share(errors, NEAR_MM));

  /** The area under that share over thresholds from 0 to 199 mm, by trapezoids; 1 is the best. */
  static final Metric AUC =
      new OfLimbs(
          new MetricId("AUC of PCK", "of 1", "pck_auc", false),
          Bounds.OF_ONE,
          ThreeDpwMetrics::area);

  private ThreeDpwMetrics() {}

  private record OfLimbs(MetricId id, Bounds bounds, ToDoubleFunction<double[]> formula)
      implements Metric {

    @Override
    public Set<Need> needs() {
      return Set.of(Need.THREEDPW_CODE);
    }

    @Override
    public boolean inMainTable() {
      return true;
    }

    @Override
    public Series evaluate(MetricInput input) {
      Map<Joint, Series> errors = JointErrors.perJointMm(input.truth(), input.predicted());
      return Series.of(
          FrameMask.all(input.truth().frames()),
          t ->
              formula.applyAsDouble(
                  LIMBS.stream()
                      .mapToDouble(joint -> Objects.requireNonNull(errors.get(joint)).get(t))
                      .toArray()));
    }
  }

  private static double share(double[] errors, double threshold) {
    int near = 0;
    for (double error : errors) {
      near += error <= threshold ? 1 : 0;
    }
    return (double) near / errors.length;
  }

  private static double area(double[] errors) {
    double sum = 0;
    for (int threshold = 0; threshold < LARGEST_MM; threshold++) {
      sum += (share(errors, threshold) + share(errors, threshold + 1)) / 2;
    }
    return sum / LARGEST_MM;
  }
}
