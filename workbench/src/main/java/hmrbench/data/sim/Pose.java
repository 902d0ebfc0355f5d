package hmrbench.data.sim;

import hmrbench.core.Joint;
import hmrbench.core.JointSet;

/** Poses as Euler angles [24 * 3] that motions start from, and the range that joints keep to. */
final class Pose {

  static final int X = 0;
  static final int Y = 1;
  static final int Z = 2;

  /** Radians over which a joint's limit is rounded off. */
  private static final double ROUNDING = 0.15;

  private static final double KNEE_MOST = 2.3;
  private static final double ELBOW_MOST = 2.4;

  private Pose() {}

  /** Index of a joint's angle about an axis. */
  static int angle(Joint joint, int axis) {
    return JointSet.SMPL24.indexOf(joint) * 3 + axis;
  }

  /** Standing, arms down. */
  static double[] standing() {
    double[] pose = new double[Skeleton.JOINTS * 3];
    pose[angle(Joint.LEFT_SHOULDER, Z)] = -1.15;
    pose[angle(Joint.RIGHT_SHOULDER, Z)] = 1.15;
    pose[angle(Joint.LEFT_ELBOW, Y)] = -0.25;
    pose[angle(Joint.RIGHT_ELBOW, Y)] = 0.25;
    pose[angle(Joint.LEFT_KNEE, X)] = 0.08;
    pose[angle(Joint.RIGHT_KNEE, X)] = 0.08;
    return pose;
  }

  /** Sitting, forearms in front. */
  static double[] seated() {
    double[] pose = standing();
    pose[angle(Joint.LEFT_HIP, X)] = -1.45;
    pose[angle(Joint.RIGHT_HIP, X)] = -1.45;
    pose[angle(Joint.LEFT_KNEE, X)] = 1.45;
    pose[angle(Joint.RIGHT_KNEE, X)] = 1.45;
    pose[angle(Joint.PELVIS, X)] = 0.15;
    pose[angle(Joint.LEFT_ELBOW, Y)] = -0.7;
    pose[angle(Joint.RIGHT_ELBOW, Y)] = 0.7;
    pose[angle(Joint.LEFT_SHOULDER, X)] = -0.35;
    pose[angle(Joint.RIGHT_SHOULDER, X)] = -0.35;
    return pose;
  }

  /** Keeps knees and elbows from bending the wrong way, smoothly. */
  static void limit(double[] angles) {
    limit(angles, angle(Joint.LEFT_KNEE, X), 0, KNEE_MOST);
    limit(angles, angle(Joint.RIGHT_KNEE, X), 0, KNEE_MOST);
    limit(angles, angle(Joint.LEFT_ELBOW, Y), -ELBOW_MOST, 0);
    limit(angles, angle(Joint.RIGHT_ELBOW, Y), 0, ELBOW_MOST);
  }

  private static void limit(double[] angles, int index, double low, double high) {
    double value = angles[index];
    angles[index] = low + softplus(value - low) - softplus(value - high);
  }

  /** {@code ROUNDING ln(1 + exp(x / ROUNDING))}, written so that it cannot overflow. */
  private static double softplus(double x) {
    double u = x / ROUNDING;
    return ROUNDING * (Math.max(u, 0) + StrictMath.log1p(StrictMath.exp(-Math.abs(u))));
  }
}
