package hmrbench.data.sim;

import hmrbench.core.Joint;

/**
 * The body of the simulated benchmark as a skeleton: SMPL's 24 joints and tree with rest offsets
 * and shape directions of our own. Axes: x to the person's left, y up, z forward; metres; the rest
 * pose is a T pose with the pelvis in the origin.
 *
 * <p>Shape stretches bones: offset_j(beta) = offset_j (1 + sum_k weight[j, k] beta_k).
 */
public final class Skeleton {

  /** Number of joints, in the order of the first values of {@link Joint}. */
  public static final int JOINTS = 24;

  /** Number of shape coefficients. */
  public static final int SHAPES = 10;

  private static final int[] PARENTS = {
    -1, 0, 0, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 9, 9, 12, 13, 14, 16, 17, 18, 19, 20, 21
  };

  /** From the parent, of joints on the left and in the middle; the right side mirrors x. */
  private static final double[][] REST = {
    {0, 0, 0}, // pelvis
    {0.09, -0.07, 0}, // hips
    {-0.09, -0.07, 0},
    {0, 0.10, -0.01}, // spine 1
    {0.02, -0.40, 0}, // knees
    {-0.02, -0.40, 0},
    {0, 0.13, 0}, // spine 2
    {0, -0.42, -0.02}, // ankles
    {0, -0.42, -0.02},
    {0, 0.06, 0.01}, // spine 3
    {0.02, -0.06, 0.12}, // feet
    {-0.02, -0.06, 0.12},
    {0, 0.21, -0.03}, // neck
    {0.07, 0.12, -0.02}, // collars
    {-0.07, 0.12, -0.02},
    {0, 0.09, 0.04}, // head
    {0.11, 0.03, -0.01}, // shoulders
    {-0.11, 0.03, -0.01},
    {0.27, -0.01, -0.01}, // elbows
    {-0.27, -0.01, -0.01},
    {0.25, 0, 0}, // wrists
    {-0.25, 0, 0},
    {0.08, 0, 0}, // hands
    {-0.08, 0, 0}
  };

  /** Relative change of a bone's length per unit of each shape coefficient. */
  private static final double[][] SHAPE_WEIGHTS = new double[JOINTS][SHAPES];

  static {
    int[] legs = {4, 5, 7, 8};
    int[] trunk = {3, 6, 9, 12};
    int[] arms = {18, 19, 20, 21};
    int[] widths = {1, 2, 13, 14, 16, 17};
    int[] ends = {10, 11, 22, 23};
    int[] head = {15};
    weigh(legs, 0.045, 0.030, 0, 0.01, 0, 0, 0, 0, 0, 0);
    weigh(trunk, 0.045, -0.030, 0, -0.01, 0.02, 0, 0, 0, 0, 0);
    weigh(arms, 0.045, 0, 0.035, 0, 0, 0.01, 0, 0, 0, 0);
    weigh(widths, 0.030, 0, 0, 0.040, 0, 0, 0.02, 0, 0, 0);
    weigh(ends, 0.040, 0, 0, 0, 0.03, 0, 0, 0.02, 0, 0);
    weigh(head, 0.030, 0, 0, 0, 0, 0, 0, 0, 0.03, 0.01);
  }

  private static void weigh(int[] joints, double... weights) {
    for (int joint : joints) {
      SHAPE_WEIGHTS[joint] = weights.clone();
    }
  }

  private Skeleton() {}

  /** The parent of a joint; -1 for the root. Parents come before their children. */
  public static int parent(int joint) {
    return PARENTS[joint];
  }

  /** Parents of all joints [24], the root's is -1. */
  public static int[] parents() {
    return PARENTS.clone();
  }

  /** Offsets from the parent in the rest pose at zero shape [24][3], in metres. */
  public static double[][] restOffsets() {
    return copy(REST);
  }

  /** Relative change of a bone's length per unit of a shape coefficient [24][10]. */
  public static double[][] shapeWeights() {
    return copy(SHAPE_WEIGHTS);
  }

  /**
   * Offsets from the parent under a shape.
   *
   * @param betas shape coefficients [10]
   * @return offsets [24 * 3], row-major, in metres
   */
  public static double[] offsets(double[] betas) {
    double[] offsets = new double[JOINTS * 3];
    for (int j = 0; j < JOINTS; j++) {
      double scale = 1;
      for (int k = 0; k < SHAPES; k++) {
        scale += SHAPE_WEIGHTS[j][k] * betas[k];
      }
      for (int axis = 0; axis < 3; axis++) {
        offsets[j * 3 + axis] = REST[j][axis] * scale;
      }
    }
    return offsets;
  }

  /**
   * Forward kinematics of one frame: G_j = G_parent R_j, P_j = P_parent + G_parent offset_j, the
   * pelvis in the origin.
   *
   * @param rotations rotations relative to the parent [24 * 9], row-major matrices
   * @param offsets offsets from the parent [24 * 3], in metres
   * @param positions filled with positions [24 * 3], in metres
   */
  public static void positions(double[] rotations, double[] offsets, double[] positions) {
    double[] global = new double[JOINTS * 9];
    System.arraycopy(rotations, 0, global, 0, 9);
    positions[0] = 0;
    positions[1] = 0;
    positions[2] = 0;
    for (int j = 1; j < JOINTS; j++) {
      int parent = PARENTS[j];
      multiply(global, parent * 9, rotations, j * 9, global, j * 9);
      for (int row = 0; row < 3; row++) {
        int g = parent * 9 + row * 3;
        positions[j * 3 + row] =
            positions[parent * 3 + row]
                + (global[g] * offsets[j * 3]
                    + global[g + 1] * offsets[j * 3 + 1]
                    + global[g + 2] * offsets[j * 3 + 2]);
      }
    }
  }

  /** c = a b for 3x3 row-major matrices at the given places; c may not overlap a or b. */
  static void multiply(double[] a, int aFrom, double[] b, int bFrom, double[] c, int cFrom) {
    for (int row = 0; row < 3; row++) {
      double a0 = a[aFrom + row * 3];
      double a1 = a[aFrom + row * 3 + 1];
      double a2 = a[aFrom + row * 3 + 2];
      for (int column = 0; column < 3; column++) {
        c[cFrom + row * 3 + column] =
            a0 * b[bFrom + column] + a1 * b[bFrom + 3 + column] + a2 * b[bFrom + 6 + column];
      }
    }
  }

  private static double[][] copy(double[][] table) {
    double[][] rows = new double[table.length][];
    for (int i = 0; i < table.length; i++) {
      rows[i] = table[i].clone();
    }
    return rows;
  }
}
