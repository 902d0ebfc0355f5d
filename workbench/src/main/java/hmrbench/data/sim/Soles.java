package hmrbench.data.sim;

/**
 * Heel and toe of both feet of the skeleton: the four points that can stand on the ground. A heel
 * is fixed to its ankle and a toe to its foot.
 */
final class Soles {

  /** Left heel, left toe, right heel, right toe. */
  static final int POINTS = 4;

  /** Hip, knee, ankle and foot of either side. */
  private static final int[][] CHAINS = {{1, 4, 7, 10}, {2, 5, 8, 11}};

  /** From the ankle to the heel and from the foot to the toe at rest, in metres. */
  private static final double[] HEEL = {0, -0.095, -0.06};

  private static final double[] TOE = {0, -0.035, 0.05};

  private final double[] offsets;
  private final double[] turn = new double[9];
  private final double[] next = new double[9];

  /**
   * @param offsets of the joints from their parents [24 * 3], in metres
   */
  Soles(double[] offsets) {
    this.offsets = offsets;
  }

  /**
   * Places of the four points relative to the pelvis.
   *
   * @param rotations relative to the parent [24 * 9]
   * @param points filled [4 * 3], in the axes in which the root is turned
   */
  void of(double[] rotations, double[] points) {
    for (int side = 0; side < 2; side++) {
      System.arraycopy(rotations, 0, turn, 0, 9);
      double[] joint = new double[3];
      for (int k = 0; k < CHAINS[side].length; k++) {
        add(joint, offsets, CHAINS[side][k] * 3);
        Skeleton.multiply(turn, 0, rotations, CHAINS[side][k] * 9, next, 0);
        System.arraycopy(next, 0, turn, 0, 9);
        if (k >= 2) {
          double[] point = joint.clone();
          add(point, k == 2 ? HEEL : TOE, 0);
          System.arraycopy(point, 0, points, (side * 2 + k - 2) * 3, 3);
        }
      }
    }
  }

  private void add(double[] at, double[] offset, int from) {
    for (int row = 0; row < 3; row++) {
      at[row] +=
          turn[row * 3] * offset[from]
              + turn[row * 3 + 1] * offset[from + 1]
              + turn[row * 3 + 2] * offset[from + 2];
    }
  }
}
