package hmrbench.body;

import hmrbench.data.sim.Skeleton;

/**
 * Joints one after the other along an axis, and how points beside them follow: in shape by linear
 * interpolation between the two joints around them, in pose by a smooth step at each bend.
 */
final class Chain {

  private final int axis;
  private final int[] joints;
  private final double[] reach;
  private final double sign;

  /**
   * @param axis along which the joints lie: 0 x, 1 y, 2 z
   * @param joints in ascending order of their coordinate
   * @param reach half the length over which a bend is spread, per joint, in metres; the first joint
   *     takes everything before the second, whatever its own reach
   */
  Chain(int axis, int[] joints, double... reach) {
    this(axis, 1, joints, reach);
  }

  private Chain(int axis, double sign, int[] joints, double... reach) {
    if (joints.length != reach.length) {
      throw new IllegalArgumentException("one reach per joint");
    }
    this.axis = axis;
    this.sign = sign;
    this.joints = joints.clone();
    this.reach = reach.clone();
  }

  /** The same joints, in descending order of their coordinate. */
  Chain downwards() {
    return new Chain(axis, -1, joints, reach);
  }

  /** How much the rest place of a point follows each rest joint [24]; the sum is 1. */
  double[] anchors(double[][] rest, double[] place) {
    double s = sign * place[axis];
    double[] weights = new double[Skeleton.JOINTS];
    int last = joints.length - 1;
    for (int i = 0; i < last; i++) {
      double from = sign * rest[joints[i]][axis];
      double to = sign * rest[joints[i + 1]][axis];
      if (s < to || i == last - 1) {
        double share = Math.min(1, Math.max(0, (s - from) / (to - from)));
        weights[joints[i]] = 1 - share;
        weights[joints[i + 1]] = share;
        return weights;
      }
    }
    throw new IllegalStateException("a chain needs two joints");
  }

  /** How much a point follows the rotation of each joint [24]; the sum is 1. */
  double[] skin(double[][] rest, double[] place) {
    double s = sign * place[axis];
    double[] weights = new double[Skeleton.JOINTS];
    double beyond = 0; // share of all joints after this one
    for (int i = joints.length - 1; i > 0; i--) {
      double bend = sign * rest[joints[i]][axis];
      double fromHere = Math.max(beyond, smoothStep((s - bend) / (2 * reach[i]) + 0.5));
      weights[joints[i]] = fromHere - beyond;
      beyond = fromHere;
    }
    weights[joints[0]] = 1 - beyond;
    return weights;
  }

  private static double smoothStep(double u) {
    double t = Math.min(1, Math.max(0, u));
    return t * t * (3 - 2 * t);
  }
}
