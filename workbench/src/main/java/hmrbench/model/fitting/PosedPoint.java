package hmrbench.model.fitting;

import hmrbench.body.CarriedPoint;
import java.util.Arrays;

/**
 * A point that joints carry, in the pose of a tree, and how it moves with the pose. Buffers are
 * reused; not for two threads at once.
 */
final class PosedPoint {

  private static final int JOINTS = FittedSkeleton.JOINTS;
  private static final int SHAPES = FittedSkeleton.SHAPES;

  private final CarriedPoint.Part[] parts;
  private final boolean joint;
  private final PosedTree tree;

  /** What each part adds to the position [parts * 3]. */
  private final double[] carried;

  private final double[] position = new double[3];

  /** Per joint the weight of what it turns, and what that adds to the position [24], [24 * 3]. */
  private final double[] weightBelow = new double[JOINTS];

  private final double[] carriedBelow = new double[JOINTS * 3];
  private final boolean[] turns = new boolean[JOINTS];
  private final double[] byFeature = new double[CarriedPoint.FEATURES];

  PosedPoint(CarriedPoint point, PosedTree tree) {
    this.parts = point.parts().toArray(CarriedPoint.Part[]::new);
    this.joint = point.parts().stream().allMatch(CarriedPoint.Part::isJoint);
    this.tree = tree;
    this.carried = new double[parts.length * 3];
  }

  /** Whether it is a joint of the tree, which no feature moves. */
  boolean isJoint() {
    return joint;
  }

  /** Takes it along to where the tree is. */
  void place() {
    Arrays.fill(position, 0);
    for (int q = 0; q < parts.length; q++) {
      CarriedPoint.Part part = parts[q];
      for (int axis = 0; axis < 3; axis++) {
        carried[q * 3 + axis] = part.weight() * tree.positions[part.joint() * 3 + axis];
      }
      if (!part.isJoint()) {
        addOffset(part, q * 3);
      }
      for (int axis = 0; axis < 3; axis++) {
        position[axis] += carried[q * 3 + axis];
      }
    }
  }

  /** R u. */
  private void addOffset(CarriedPoint.Part part, int at) {
    double x = part.constant()[0];
    double y = part.constant()[1];
    double z = part.constant()[2];
    double[] linear = part.linear();
    for (int f = 0; f < CarriedPoint.FEATURES; f++) {
      double feature = tree.features[f];
      x += feature * linear[f * 3];
      y += feature * linear[f * 3 + 1];
      z += feature * linear[f * 3 + 2];
    }
    for (int axis = 0; axis < 3; axis++) {
      int row = part.joint() * 9 + axis * 3;
      carried[at + axis] +=
          tree.rotations[row] * x + tree.rotations[row + 1] * y + tree.rotations[row + 2] * z;
    }
  }

  /** Its x (0), y (1) or z (2), in metres. */
  double at(int axis) {
    return position[axis];
  }

  /** Sums what each joint takes along when it turns; before any derivative. */
  void gather() {
    Arrays.fill(weightBelow, 0);
    Arrays.fill(carriedBelow, 0);
    Arrays.fill(turns, false);
    for (int q = 0; q < parts.length; q++) {
      CarriedPoint.Part part = parts[q];
      // A joint does not move when it turns.
      int first = part.isJoint() ? tree.parent(part.joint()) : part.joint();
      for (int above = first; above >= 0; above = tree.parent(above)) {
        turns[above] = true;
        weightBelow[above] += part.weight();
        for (int axis = 0; axis < 3; axis++) {
          carriedBelow[above * 3 + axis] += carried[q * 3 + axis];
        }
      }
    }
  }

  /** Change of a coordinate by the three numbers that turn the root. */
  void byRoot(int axis, double scale, double[] row, int to) {
    for (int k = 0; k < 3; k++) {
      row[to + k] = turns[0] ? scale * turned(0, k, axis) : 0;
    }
  }

  /** Change of a coordinate by the angles [69] and by the shape [10]. */
  void byPose(int axis, double scale, double[] byAngle, double[] row, int shape) {
    Arrays.fill(byAngle, 0);
    for (int above = 1; above < JOINTS; above++) {
      if (turns[above]) {
        for (int k = 0; k < 3; k++) {
          byAngle[(above - 1) * 3 + k] = scale * turned(above, k, axis);
        }
      }
    }
    for (int k = 0; k < SHAPES; k++) {
      double by = 0;
      for (CarriedPoint.Part part : parts) {
        by += part.weight() * tree.byShape[(part.joint() * 3 + axis) * SHAPES + k];
      }
      row[shape + k] = scale * by;
    }
    if (!joint) {
      addByFeatures(axis, scale, byAngle, row, shape);
    }
  }

  /** One axis of (axis of turn) x (from the joint that turns to what it takes along). */
  private double turned(int above, int k, int axis) {
    int next = (axis + 1) % 3;
    int last = (axis + 2) % 3;
    double weight = weightBelow[above];
    return tree.axes[above * 9 + next * 3 + k]
            * (carriedBelow[above * 3 + last] - weight * tree.positions[above * 3 + last])
        - tree.axes[above * 9 + last * 3 + k]
            * (carriedBelow[above * 3 + next] - weight * tree.positions[above * 3 + next]);
  }

  /** The mesh under the skin moves with the features: R (du / dfeature). */
  private void addByFeatures(int axis, double scale, double[] byAngle, double[] row, int shape) {
    Arrays.fill(byFeature, 0);
    for (CarriedPoint.Part part : parts) {
      if (!part.isJoint()) {
        int at = part.joint() * 9 + axis * 3;
        double x = tree.rotations[at];
        double y = tree.rotations[at + 1];
        double z = tree.rotations[at + 2];
        double[] linear = part.linear();
        for (int f = 0; f < byFeature.length; f++) {
          byFeature[f] += x * linear[f * 3] + y * linear[f * 3 + 1] + z * linear[f * 3 + 2];
        }
      }
    }
    for (int k = 0; k < SHAPES; k++) {
      row[shape + k] += scale * byFeature[k];
    }
    for (int angle = 0; angle < PosePrior.SIZE; angle++) {
      double by = 0;
      int from = SHAPES + angle / 3 * 9;
      for (int i = 0; i < 9; i++) {
        by += byFeature[from + i] * tree.featuresByAngle[angle * 9 + i];
      }
      byAngle[angle] += scale * by;
    }
  }
}
