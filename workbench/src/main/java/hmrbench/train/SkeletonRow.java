package hmrbench.train;

import hmrbench.data.sim.Skeleton;

/**
 * Forward kinematics of one body, forward and backward: G_j = G_parent R_j, P_j = P_parent +
 * G_parent o_j, where shape stretches the offset o_j. Buffers are reused from row to row.
 */
final class SkeletonRow {

  static final int JOINTS = Skeleton.JOINTS;
  static final int SHAPES = Skeleton.SHAPES;

  private static final int[] PARENTS = Skeleton.parents();
  private static final double[][] REST = Skeleton.restOffsets();
  private static final double[][] STRETCH = Skeleton.shapeWeights();

  private final double[] global = new double[JOINTS * 9];
  private final double[] byGlobal = new double[JOINTS * 9];
  private double[] offsets = new double[JOINTS * 3];

  /** Positions [24 * 3] in metres, relative to the pelvis. */
  final double[] positions = new double[JOINTS * 3];

  /**
   * Fills {@link #positions}.
   *
   * @param rotations rotations relative to the parent [24 * 9]
   * @param betas shape coefficients [10]
   */
  void forward(double[] rotations, double[] betas) {
    offsets = Skeleton.offsets(betas);
    System.arraycopy(rotations, 0, global, 0, 9);
    for (int j = 1; j < JOINTS; j++) {
      int parent = PARENTS[j] * 9;
      for (int row = 0; row < 3; row++) {
        double moved = 0;
        for (int k = 0; k < 3; k++) {
          moved += global[parent + row * 3 + k] * offsets[j * 3 + k];
          global[j * 9 + row * 3 + k] =
              global[parent + row * 3] * rotations[j * 9 + k]
                  + global[parent + row * 3 + 1] * rotations[j * 9 + 3 + k]
                  + global[parent + row * 3 + 2] * rotations[j * 9 + 6 + k];
        }
        positions[j * 3 + row] = positions[PARENTS[j] * 3 + row] + moved;
      }
    }
  }

  /**
   * Gradients of a scalar, after {@link #forward} of the same rotations.
   *
   * @param byPositions its gradient with respect to the positions [24 * 3]; used up
   * @param byRotations added to, [24 * 9]
   * @param byBetas added to, [10]
   */
  void backward(double[] rotations, double[] byPositions, double[] byRotations, double[] byBetas) {
    java.util.Arrays.fill(byGlobal, 0);
    for (int j = JOINTS - 1; j > 0; j--) {
      backThroughBone(j, byPositions, byBetas);
      backThroughTurn(j, rotations, byRotations);
    }
    for (int i = 0; i < 9; i++) {
      byRotations[i] += byGlobal[i];
    }
  }

  /** P_j = P_parent + G_parent o_j. */
  private void backThroughBone(int j, double[] byPositions, double[] byBetas) {
    int parent = PARENTS[j];
    double byStretch = 0;
    for (int k = 0; k < 3; k++) {
      double byOffset = 0;
      for (int row = 0; row < 3; row++) {
        double by = byPositions[j * 3 + row];
        byGlobal[parent * 9 + row * 3 + k] += by * offsets[j * 3 + k];
        byOffset += by * global[parent * 9 + row * 3 + k];
      }
      byStretch += byOffset * REST[j][k];
      byPositions[parent * 3 + k] += byPositions[j * 3 + k];
    }
    for (int shape = 0; shape < SHAPES; shape++) {
      byBetas[shape] += byStretch * STRETCH[j][shape];
    }
  }

  /** G_j = G_parent R_j. */
  private void backThroughTurn(int j, double[] rotations, double[] byRotations) {
    int parent = PARENTS[j] * 9;
    for (int a = 0; a < 3; a++) {
      for (int b = 0; b < 3; b++) {
        double byRotation = 0;
        double byParent = 0;
        for (int k = 0; k < 3; k++) {
          byRotation += global[parent + k * 3 + a] * byGlobal[j * 9 + k * 3 + b];
          byParent += byGlobal[j * 9 + a * 3 + k] * rotations[j * 9 + b * 3 + k];
        }
        byRotations[j * 9 + a * 3 + b] += byRotation;
        byGlobal[parent + a * 3 + b] += byParent;
      }
    }
  }
}
