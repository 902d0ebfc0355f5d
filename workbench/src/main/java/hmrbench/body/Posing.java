package hmrbench.body;

import hmrbench.core.SmplTrack;

/**
 * One posed frame of the joint tree: position and rotation of each joint of a body with a given
 * shape. Room for one frame, used again and again; not for use by two threads.
 *
 * <p>Source: smplx 0.1.13 lbs.py, batch_rigid_transform.
 */
final class Posing {

  private static final int JOINTS = BodyArrays.JOINTS;

  private final RestJoints rest;
  private final int[] parents;

  /** Shape values, then (R - I) of the joints 1 to 23, row-major: what moves the rest mesh. */
  final double[] coefficients = new double[BodyArrays.SHAPES + BodyArrays.POSE_FEATURES];

  /** Rest joints of this shape [24, 3]. */
  final double[] restJoints = new double[JOINTS * 3];

  /** Rotation of each joint relative to the world [24, 3, 3]. */
  final double[] rotations = new double[JOINTS * 9];

  /** Position of each joint [24, 3]. */
  final double[] positions = new double[JOINTS * 3];

  private final double[] local = new double[JOINTS * 9];

  Posing(RestJoints rest, int[] parents) {
    this.rest = rest;
    this.parents = parents;
  }

  /** Poses frame t of a track. */
  void pose(SmplTrack track, int t) {
    for (int i = 0; i < local.length; i++) {
      local[i] = track.rotations().get(t * local.length + i);
    }
    for (int k = 0; k < BodyArrays.SHAPES; k++) {
      coefficients[k] = track.betas().get(t * BodyArrays.SHAPES + k);
    }
    for (int i = 0; i < BodyArrays.POSE_FEATURES; i++) {
      coefficients[BodyArrays.SHAPES + i] = local[9 + i] - (i % 9 % 4 == 0 ? 1 : 0);
    }
    rest.of(coefficients, restJoints);
    System.arraycopy(local, 0, rotations, 0, 9);
    System.arraycopy(restJoints, 0, positions, 0, 3);
    for (int joint = 1; joint < JOINTS; joint++) {
      attach(joint, parents[joint]);
    }
  }

  private void attach(int joint, int parent) {
    double x = restJoints[joint * 3] - restJoints[parent * 3];
    double y = restJoints[joint * 3 + 1] - restJoints[parent * 3 + 1];
    double z = restJoints[joint * 3 + 2] - restJoints[parent * 3 + 2];
    int at = joint * 9;
    for (int row = 0; row < 3; row++) {
      double a = rotations[parent * 9 + row * 3];
      double b = rotations[parent * 9 + row * 3 + 1];
      double c = rotations[parent * 9 + row * 3 + 2];
      positions[joint * 3 + row] = positions[parent * 3 + row] + a * x + b * y + c * z;
      for (int column = 0; column < 3; column++) {
        rotations[at + row * 3 + column] =
            a * local[at + column] + b * local[at + 3 + column] + c * local[at + 6 + column];
      }
    }
  }

  /**
   * The rigid movement that a vertex follows, per joint: x -> R x + t takes a point of the rest
   * mesh along with the joint [24, 12], each row-major 3x3 and then t.
   */
  void skinningTransforms(float[] into, int at) {
    for (int joint = 0; joint < JOINTS; joint++) {
      double x = restJoints[joint * 3];
      double y = restJoints[joint * 3 + 1];
      double z = restJoints[joint * 3 + 2];
      for (int row = 0; row < 3; row++) {
        double a = rotations[joint * 9 + row * 3];
        double b = rotations[joint * 9 + row * 3 + 1];
        double c = rotations[joint * 9 + row * 3 + 2];
        into[at + joint * 12 + row * 3] = (float) a;
        into[at + joint * 12 + row * 3 + 1] = (float) b;
        into[at + joint * 12 + row * 3 + 2] = (float) c;
        into[at + joint * 12 + 9 + row] =
            (float) (positions[joint * 3 + row] - (a * x + b * y + c * z));
      }
    }
  }
}
