package hmrbench.metric.detect;

import hmrbench.core.FloatGrid;
import hmrbench.core.Joint;
import hmrbench.core.JointSet;
import java.util.List;

/**
 * Axes that turn with a person: to their left, from their knees to their shoulders, to the front.
 */
public final class PersonAxes {

  private static final List<Joint> NEEDED =
      List.of(
          Joint.LEFT_HIP,
          Joint.RIGHT_HIP,
          Joint.LEFT_KNEE,
          Joint.RIGHT_KNEE,
          Joint.LEFT_SHOULDER,
          Joint.RIGHT_SHOULDER);

  private final JointSet joints;

  /** Of the joints of a set that has hips, knees and shoulders. */
  public PersonAxes(JointSet joints) {
    this.joints = joints;
  }

  /** Whether a set has the joints that the axes are made of. */
  static boolean exist(JointSet joints) {
    return NEEDED.stream().allMatch(joints::contains);
  }

  /** Columns of the joints that the root is the middle of. */
  public int[] roots() {
    int a = joints.indexOf(joints.rootA());
    int b = joints.indexOf(joints.rootB());
    return a == b ? new int[] {a} : new int[] {a, b};
  }

  /**
   * The three axes in a frame, one after the other, each of length 1. The hips give a direction
   * alone, so that a root at another place leaves the axes as they are.
   *
   * @param metres [T, J, 3]
   */
  public double[] of(FloatGrid metres, int frame) {
    double[] left = new double[3];
    double[] up = new double[3];
    for (int axis = 0; axis < 3; axis++) {
      left[axis] =
          at(metres, frame, Joint.LEFT_HIP, axis) - at(metres, frame, Joint.RIGHT_HIP, axis);
      up[axis] =
          at(metres, frame, Joint.LEFT_SHOULDER, axis)
              + at(metres, frame, Joint.RIGHT_SHOULDER, axis)
              - at(metres, frame, Joint.LEFT_KNEE, axis)
              - at(metres, frame, Joint.RIGHT_KNEE, axis);
    }
    normalise(left);
    double along = left[0] * up[0] + left[1] * up[1] + left[2] * up[2];
    for (int axis = 0; axis < 3; axis++) {
      up[axis] -= along * left[axis];
    }
    normalise(up);
    return new double[] {
      left[0],
      left[1],
      left[2],
      up[0],
      up[1],
      up[2],
      left[1] * up[2] - left[2] * up[1],
      left[2] * up[0] - left[0] * up[2],
      left[0] * up[1] - left[1] * up[0]
    };
  }

  private double at(FloatGrid metres, int frame, Joint joint, int axis) {
    return metres.at(frame, joints.indexOf(joint), axis);
  }

  private static void normalise(double... vector) {
    double length =
        Math.sqrt(vector[0] * vector[0] + vector[1] * vector[1] + vector[2] * vector[2]);
    for (int axis = 0; axis < 3; axis++) {
      vector[axis] /= Math.max(length, 1e-9);
    }
  }
}
