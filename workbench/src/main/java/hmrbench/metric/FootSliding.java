package hmrbench.metric;

import hmrbench.core.CoordinateFrame;
import hmrbench.core.FrameMask;
import hmrbench.core.Joint;
import hmrbench.core.JointSet;
import hmrbench.core.JointTrack;
import hmrbench.core.MetricId;
import hmrbench.core.Series;
import java.util.List;
import java.util.Set;

/**
 * How far a predicted foot moves while the true one is planted, in millimetres per frame.
 *
 * <p>A foot is planted where its true speed is below 0.3 m/s, which is the 1 cm per frame at 30 Hz
 * of GVHMR hmr4d/utils/eval/eval_utils.py, compute_foot_sliding, at cb702cd. There the prediction
 * has a path through the world; ours has none, so the body is carried along the true path of the
 * root, and what slides is the leg; its value is the mean over the planted feet. It needs a static
 * camera and ground truth that is not relative to the root.
 */
public final class FootSliding implements Metric {

  private static final MetricId ID =
      new MetricId("Foot sliding", "mm/frame", "foot_sliding_mm_per_frame", true);

  /** True speed below which a foot is planted, in metres per second. */
  static final double STANDING_M_PER_S = 0.3;

  @Override
  public MetricId id() {
    return ID;
  }

  @Override
  public Bounds bounds() {
    return Bounds.FROM_ZERO;
  }

  @Override
  public Set<Need> needs() {
    return Set.of(Need.FEET, Need.STANDING_CAMERA);
  }

  @Override
  public Series evaluate(MetricInput input) {
    return of(input.given());
  }

  /** Whether the set has feet or ankles. */
  public static boolean knows(JointSet joints) {
    return joints.contains(Joint.LEFT_ANKLE) && joints.contains(Joint.RIGHT_ANKLE);
  }

  /**
   * The sliding at each row where at least one foot is planted.
   *
   * @param sequence with ground truth in the frame of a static camera
   */
  public static Series of(SequencePrediction sequence) {
    JointTrack truth = sequence.truth();
    if (truth.frame() != CoordinateFrame.CAMERA || !knows(truth.joints())) {
      throw new IllegalArgumentException(
          "foot sliding needs true feet in camera coordinates, got %s in %s"
              .formatted(truth.joints(), truth.frame()));
    }
    Motion truly = new Motion(truth);
    Motion predicted = new Motion(sequence.predicted());
    List<Joint> feet = feet(truth.joints());
    FrameMask pairs = TimeDifference.VELOCITY.withoutGaps(sequence.frames(), sequence.counted());
    double still = STANDING_M_PER_S / truth.framesPerSecond();
    double[] values = new double[truth.frames()];
    boolean[] present = new boolean[truth.frames()];
    for (int t : pairs.indices()) {
      double sum = 0;
      int standing = 0;
      for (Joint foot : feet) {
        if (length(truly.step(t, foot)) < still) {
          double[] slide = predicted.step(t, foot);
          double[] root = predicted.rootStep(t);
          double[] carried = truly.rootStep(t);
          for (int axis = 0; axis < 3; axis++) {
            slide[axis] += carried[axis] - root[axis];
          }
          sum += length(slide);
          standing++;
        }
      }
      present[t] = standing > 0;
      values[t] = standing > 0 ? JointErrors.MM_PER_M * sum / standing : 0;
    }
    return Series.of(values, FrameMask.of(present));
  }

  private static List<Joint> feet(JointSet joints) {
    return joints.contains(Joint.LEFT_FOOT) && joints.contains(Joint.RIGHT_FOOT)
        ? List.of(Joint.LEFT_FOOT, Joint.RIGHT_FOOT)
        : List.of(Joint.LEFT_ANKLE, Joint.RIGHT_ANKLE);
  }

  /** Steps from row t-1 to row t. */
  private record Motion(JointTrack track) {

    double[] step(int t, Joint joint) {
      int column = track.joints().indexOf(joint);
      double[] step = new double[3];
      for (int axis = 0; axis < 3; axis++) {
        step[axis] = TimeDifference.VELOCITY.at(track.metres(), t, column, axis);
      }
      return step;
    }

    double[] rootStep(int t) {
      double[] a = step(t, track.joints().rootA());
      double[] b = step(t, track.joints().rootB());
      return new double[] {(a[0] + b[0]) / 2, (a[1] + b[1]) / 2, (a[2] + b[2]) / 2};
    }
  }

  private static double length(double[] v) {
    return Math.sqrt(v[0] * v[0] + v[1] * v[1] + v[2] * v[2]);
  }
}
