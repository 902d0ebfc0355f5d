package hmrbench.model.fitting;

import hmrbench.body.CarriedPoint;
import hmrbench.core.Rotations;

/**
 * The joints of a body in one pose, and how they move with its numbers. Buffers are reused; not for
 * two threads at once.
 */
final class PosedTree {

  private static final int JOINTS = FittedSkeleton.JOINTS;
  private static final int SHAPES = FittedSkeleton.SHAPES;

  /** Axis-angles of the joints below the root, filled before {@link #pose} [69]. */
  final double[] angles = new double[PosePrior.SIZE];

  /** Rotation of each joint in the camera's axes [24 * 9]. */
  final double[] rotations = new double[JOINTS * 9];

  /** Position of each joint, in metres [24 * 3]. */
  final double[] positions = new double[JOINTS * 3];

  /** Shape, then (R - I) of the joints below the root: what moves the mesh [217]. */
  final double[] features = new double[CarriedPoint.FEATURES];

  /** Axes about which the three numbers of a joint turn what is below it [24 * 9], in columns. */
  final double[] axes = new double[JOINTS * 9];

  /** Change of positions per unit of shape [24 * 3 * 10]. */
  final double[] byShape = new double[JOINTS * 3 * SHAPES];

  /** Change of a joint's nine features per unit of each of its angles [69 * 9]. */
  final double[] featuresByAngle = new double[PosePrior.SIZE * 9];

  private final FittedSkeleton body;
  private final double[] root;
  private final double[] offsets = new double[JOINTS * 3];
  private final double[] turn = new double[9];
  private final double[] jacobian = new double[9];
  private final double[] cross = new double[9];

  /**
   * @param root rotation of the root where the fit begins [9]
   */
  PosedTree(FittedSkeleton body, double[] root) {
    this.body = body;
    this.root = root;
  }

  int parent(int joint) {
    return body.parents()[joint];
  }

  /**
   * Poses it with {@link #angles}.
   *
   * @param x turn behind the root's rotation, as axis-angle
   * @param p numbers of which ten are the shape
   * @param shape the first of them
   */
  void pose(double x, double y, double z, double[] p, int shape) {
    System.arraycopy(p, shape, features, 0, SHAPES);
    for (int i = 0; i < offsets.length; i++) {
      offsets[i] = body.offsets()[i];
      for (int k = 0; k < SHAPES; k++) {
        offsets[i] += body.directions()[k][i] * p[shape + k];
      }
    }
    Rotations.fromAxisAngle(x, y, z, turn);
    multiply(root, 0, turn, 0, rotations, 0);
    System.arraycopy(offsets, 0, positions, 0, 3);
    for (int j = 1; j < JOINTS; j++) {
      int at = (j - 1) * 3;
      Rotations.fromAxisAngle(angles[at], angles[at + 1], angles[at + 2], turn);
      for (int i = 0; i < 9; i++) {
        features[SHAPES + at * 3 + i] = turn[i] - (i % 4 == 0 ? 1 : 0);
      }
      int parent = body.parents()[j];
      multiply(rotations, parent * 9, turn, 0, rotations, j * 9);
      for (int row = 0; row < 3; row++) {
        double moved = positions[parent * 3 + row];
        for (int k = 0; k < 3; k++) {
          moved += rotations[parent * 9 + row * 3 + k] * offsets[j * 3 + k];
        }
        positions[j * 3 + row] = moved;
      }
    }
  }

  /** Rotations relative to the parent [24 * 9] of {@link #angles}. */
  double[] local(double x, double y, double z) {
    double[] local = new double[JOINTS * 9];
    Rotations.fromAxisAngle(x, y, z, turn);
    multiply(root, 0, turn, 0, local, 0);
    for (int j = 1; j < JOINTS; j++) {
      int at = (j - 1) * 3;
      Rotations.fromAxisAngle(angles[at], angles[at + 1], angles[at + 2], turn);
      System.arraycopy(turn, 0, local, j * 9, 9);
    }
    return local;
  }

  /**
   * Fills the derivatives at the pose.
   *
   * @param x turn behind the root's rotation, as axis-angle
   * @param mesh whether features are differentiated, too
   */
  void differentiate(double x, double y, double z, boolean mesh) {
    rightJacobian(x, y, z, jacobian);
    multiply(rotations, 0, jacobian, 0, axes, 0);
    for (int j = 1; j < JOINTS; j++) {
      int at = (j - 1) * 3;
      rightJacobian(angles[at], angles[at + 1], angles[at + 2], jacobian);
      multiply(rotations, j * 9, jacobian, 0, axes, j * 9);
      if (mesh) {
        differentiateFeatures(j);
      }
    }
    for (int j = 0; j < JOINTS; j++) {
      for (int k = 0; k < SHAPES; k++) {
        differentiateByShape(j, k);
      }
    }
  }

  /** R(v + e_k) is R(v) (I + [Jr e_k]x) to first order. */
  private void differentiateFeatures(int joint) {
    int from = (joint - 1) * 9;
    for (int i = 0; i < 9; i++) {
      turn[i] = features[SHAPES + from + i] + (i % 4 == 0 ? 1 : 0);
    }
    for (int k = 0; k < 3; k++) {
      cross[1] = -jacobian[6 + k];
      cross[2] = jacobian[3 + k];
      cross[3] = jacobian[6 + k];
      cross[5] = -jacobian[k];
      cross[6] = -jacobian[3 + k];
      cross[7] = jacobian[k];
      multiply(turn, 0, cross, 0, featuresByAngle, ((joint - 1) * 3 + k) * 9);
    }
  }

  private void differentiateByShape(int joint, int k) {
    double[] direction = body.directions()[k];
    int parent = body.parents()[joint];
    for (int row = 0; row < 3; row++) {
      double by = direction[row];
      if (joint > 0) {
        by = byShape[(parent * 3 + row) * SHAPES + k];
        for (int m = 0; m < 3; m++) {
          by += rotations[parent * 9 + row * 3 + m] * direction[joint * 3 + m];
        }
      }
      byShape[(joint * 3 + row) * SHAPES + k] = by;
    }
  }

  /** Jr of exp(v + dv) = exp(v) exp(Jr dv). */
  private static void rightJacobian(double x, double y, double z, double[] jacobian) {
    double square = x * x + y * y + z * z;
    double angle = Math.sqrt(square);
    boolean small = angle < 1e-4;
    double a = small ? 0.5 - square / 24 : (1 - Math.cos(angle)) / square;
    double b = small ? 1.0 / 6 - square / 120 : (angle - Math.sin(angle)) / (square * angle);
    double[] v = {x, y, z};
    for (int row = 0; row < 3; row++) {
      for (int column = 0; column < 3; column++) {
        double twice = v[row] * v[column] - (row == column ? square : 0); // [v]x [v]x
        jacobian[row * 3 + column] = (row == column ? 1 : 0) + b * twice;
      }
    }
    jacobian[1] += a * z; // - a [v]x
    jacobian[2] -= a * y;
    jacobian[3] -= a * z;
    jacobian[5] += a * x;
    jacobian[6] += a * y;
    jacobian[7] -= a * x;
  }

  /** c = a b, of 3 x 3 matrices within arrays; c may be of the array of a, at another place. */
  static void multiply(double[] a, int aFrom, double[] b, int bFrom, double[] c, int cTo) {
    for (int row = 0; row < 3; row++) {
      for (int column = 0; column < 3; column++) {
        double sum = 0;
        for (int k = 0; k < 3; k++) {
          sum += a[aFrom + row * 3 + k] * b[bFrom + k * 3 + column];
        }
        c[cTo + row * 3 + column] = sum;
      }
    }
  }
}
