package hmrbench.model.fitting;

import hmrbench.body.BodyArrays;
import hmrbench.body.BodyModel;

/**
 * The joints of a body as a tree whose offsets are linear in the shape: what fitting needs of a
 * body. Immutable.
 */
@SuppressWarnings("ArrayRecordComponent") // within the package alone, never compared
record FittedSkeleton(int[] parents, double[] offsets, double[][] directions) {

  static final int JOINTS = BodyArrays.JOINTS;
  static final int SHAPES = BodyArrays.SHAPES;

  /** Offsets from the parent [24 * 3] (the root's from the origin), and their changes [10]. */
  static FittedSkeleton of(BodyModel body) {
    int[] parents = body.arrays().parents().stream().mapToInt(Integer::intValue).toArray();
    double[] mean = offsets(parents, body.restJoints(new double[SHAPES]));
    double[][] directions = new double[SHAPES][];
    for (int shape = 0; shape < SHAPES; shape++) {
      double[] one = new double[SHAPES];
      one[shape] = 1;
      double[] moved = offsets(parents, body.restJoints(one));
      for (int i = 0; i < moved.length; i++) {
        moved[i] -= mean[i];
      }
      directions[shape] = moved;
    }
    return new FittedSkeleton(parents, mean, directions);
  }

  private static double[] offsets(int[] parents, double[] joints) {
    double[] offsets = joints.clone();
    for (int j = 1; j < JOINTS; j++) {
      for (int axis = 0; axis < 3; axis++) {
        offsets[j * 3 + axis] = joints[j * 3 + axis] - joints[parents[j] * 3 + axis];
      }
    }
    return offsets;
  }
}
