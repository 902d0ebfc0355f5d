package hmrbench.body;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A point of a body as its joints carry it. A regressed point is a weighted mean of vertices, and a
 * vertex is a weighted mean of the places to which each joint carries it, linear in shape and pose
 * features. Both means commute with the rigid movements, so the point is the sum over its parts of
 * R_j u + c p_j, with R_j and p_j rotation and position of the posed joint, c the sum of the
 * products of weights, and u linear in the features. Exact up to rounding.
 *
 * @param parts one per joint that carries the point; a joint of the tree carries itself alone
 */
public record CarriedPoint(List<Part> parts) {

  /** Numbers that u is linear in: shape values, then (R - I) of joints 1 to 23, row-major. */
  public static final int FEATURES = BodyArrays.SHAPES + BodyArrays.POSE_FEATURES;

  public CarriedPoint {
    parts = List.copyOf(parts);
  }

  /**
   * What one joint carries: u = sum over v of regressor[v] skinning[v, j] (template + directions x
   * features), taken relative to the rest joint.
   *
   * @param joint of the tree, 0 to 23
   * @param weight c: sum of regressor[v] skinning[v, j]
   * @param constant u of the mean shape at rest [3], in metres
   * @param linear change of u per unit of each feature [217 * 3], in metres
   */
  @SuppressWarnings("ArrayRecordComponent") // read by inner loops, never compared
  public record Part(int joint, double weight, double[] constant, double[] linear) {

    /** Whether u is 0 whatever the features: a joint that carries itself. */
    public boolean isJoint() {
      return constant.length == 0;
    }
  }

  /** How a joint of a recipe is carried. */
  static CarriedPoint of(BodyArrays body, RestJoints rest, JointRecipe recipe, JointSource source) {
    if (source instanceof JointSource.Kinematic kinematic) {
      return joint(kinematic.joint());
    }
    Map<Integer, Sum> byJoint = new TreeMap<>();
    for (VertexShare share : VertexShare.of(body, recipe.joints(), source)) {
      SparseRows skinning = body.skinning();
      int vertex = share.vertex();
      for (int i = skinning.start(vertex); i < skinning.start(vertex + 1); i++) {
        byJoint
            .computeIfAbsent(skinning.column(i), Sum::new)
            .add(body, vertex, share.weight() * skinning.value(i));
      }
    }
    return new CarriedPoint(byJoint.values().stream().map(sum -> sum.relativeTo(rest)).toList());
  }

  /** A joint of the tree itself. */
  public static CarriedPoint joint(int joint) {
    return new CarriedPoint(List.of(new Part(joint, 1, new double[0], new double[0])));
  }

  /** A part in the making. */
  private static final class Sum {
    private final int joint;
    private double weight;
    private final double[] constant = new double[3];
    private final double[] linear = new double[FEATURES * 3];

    Sum(int joint) {
      this.joint = joint;
    }

    void add(BodyArrays body, int vertex, double amount) {
      weight += amount;
      for (int axis = 0; axis < 3; axis++) {
        constant[axis] += amount * body.template().at(vertex, axis);
        for (int k = 0; k < BodyArrays.SHAPES; k++) {
          linear[k * 3 + axis] += amount * body.shapeDirections().at(vertex, axis, k);
        }
        for (int f = 0; f < BodyArrays.POSE_FEATURES; f++) {
          linear[(BodyArrays.SHAPES + f) * 3 + axis] +=
              amount * body.poseDirections().at(f, vertex * 3 + axis);
        }
      }
    }

    Part relativeTo(RestJoints rest) {
      double[] template = rest.template();
      double[] directions = rest.directions();
      for (int axis = 0; axis < 3; axis++) {
        constant[axis] -= weight * template[joint * 3 + axis];
        for (int k = 0; k < BodyArrays.SHAPES; k++) {
          linear[k * 3 + axis] -= weight * directions[(k * BodyArrays.JOINTS + joint) * 3 + axis];
        }
      }
      return new Part(joint, weight, constant, linear);
    }
  }
}
