package hmrbench.body;

import hmrbench.core.Fault;
import hmrbench.core.FloatGrid;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * What a body model file in the SMPL format holds, as plain arrays: V vertices, 24 joints, 10 shape
 * values. Source of the format: M. Loper et al., SMPL: A Skinned Multi-Person Linear Model, 2015,
 * and smplx 0.1.13 body_models.py.
 *
 * @param name in messages: the file, or what made it
 * @param template rest mesh [V, 3], in metres
 * @param shapeDirections change of the rest mesh per unit of each shape value [V, 3, 10], in metres
 * @param poseDirections change of the rest mesh per unit of (R - I) of the body joints 1 to 23,
 *     row-major [207, V * 3], in metres. Model files hold the transpose [V, 3, 207].
 * @param jointRegressor rest joints as weighted means of the shaped rest mesh [24, V]
 * @param skinning how much each vertex follows each joint [V, 24]; rows sum to 1
 * @param parents parent of each joint, -1 for the root; parents come before their children
 * @param faces triangles
 * @param regressors further joint regressors that the folder of the model had
 */
public record BodyArrays(
    String name,
    FloatGrid template,
    FloatGrid shapeDirections,
    FloatGrid poseDirections,
    SparseRows jointRegressor,
    SparseRows skinning,
    List<Integer> parents,
    Faces faces,
    Map<JointSource.Regressor, SparseRows> regressors) {

  /** Joints of an SMPL body. */
  public static final int JOINTS = 24;

  /** Shape values of an SMPL body. */
  public static final int SHAPES = 10;

  /** Entries of (R - I) over the joints 1 to 23. */
  public static final int POSE_FEATURES = (JOINTS - 1) * 9;

  public BodyArrays {
    parents = List.copyOf(parents);
    regressors = copy(regressors);
    int vertices = template.size(0);
    requireShape(name, "v_template", template, vertices, 3);
    requireShape(name, "shapedirs", shapeDirections, vertices, 3, SHAPES);
    requireShape(name, "posedirs", poseDirections, POSE_FEATURES, vertices * 3);
    requireMatrix(name, "J_regressor", jointRegressor, JOINTS, vertices);
    requireMatrix(name, "weights", skinning, vertices, JOINTS);
    regressors.forEach(
        (regressor, rows) ->
            requireMatrix(name, regressor.fileName(), rows, regressor.rows(), vertices));
    if (parents.size() != JOINTS || parents.get(0) != -1) {
      throw Fault.asked(
          "%s: kintree_table must name the parents of %d joints, -1 for the first, got %s",
          name, JOINTS, parents);
    }
    for (int joint = 1; joint < JOINTS; joint++) {
      if (parents.get(joint) < 0 || parents.get(joint) >= joint) {
        throw Fault.asked(
            "%s: kintree_table: the parent of joint %d must come before it, got %d",
            name, joint, parents.get(joint));
      }
    }
  }

  private static Map<JointSource.Regressor, SparseRows> copy(
      Map<JointSource.Regressor, SparseRows> regressors) {
    Map<JointSource.Regressor, SparseRows> copied = new EnumMap<>(JointSource.Regressor.class);
    copied.putAll(regressors);
    return Map.copyOf(copied);
  }

  private static void requireShape(String name, String key, FloatGrid grid, int... shape) {
    if (!Arrays.equals(grid.shape(), shape)) {
      throw Fault.asked(
          "%s: %s must be %s, got %s",
          name, key, Arrays.toString(shape), Arrays.toString(grid.shape()));
    }
  }

  private static void requireMatrix(
      String name, String key, SparseRows matrix, int rows, int columns) {
    if (matrix.rows() != rows || matrix.columns() != columns) {
      throw Fault.asked(
          "%s: %s must be [%d, %d], got [%d, %d]",
          name, key, rows, columns, matrix.rows(), matrix.columns());
    }
  }

  /** Number of vertices, V. */
  public int vertices() {
    return template.size(0);
  }

  /** The same body with a further joint regressor. */
  public BodyArrays with(JointSource.Regressor regressor, SparseRows rows) {
    Map<JointSource.Regressor, SparseRows> more = new EnumMap<>(JointSource.Regressor.class);
    more.putAll(regressors);
    more.put(regressor, rows);
    return new BodyArrays(
        name,
        template,
        shapeDirections,
        poseDirections,
        jointRegressor,
        skinning,
        parents,
        faces,
        more);
  }
}
