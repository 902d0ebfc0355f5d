package hmrbench.body;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.Shape;
import java.util.List;
import java.util.TreeSet;

/**
 * Joints of a recipe as tensors, with gradients to rotations and shape: posed joints, vertices, and
 * weighted means of vertices. Only those vertices are posed that some joint is read from.
 *
 * <ul>
 *   <li>N = rows, J = joints of the recipe, U = vertices that they need
 *   <li>in: rotations relative to the parent [N, 24, 3, 3], shape values [N, 10]
 *   <li>out: positions in metres [N, J, 3]
 *   <li>no weights: parts of the body model are constants
 * </ul>
 *
 * <p>Source: Loper et al., SMPL, 2015; lbs.py of smplx 0.1.13.
 */
public final class JointLayer {

  private static final int JOINTS = BodyArrays.JOINTS;

  private final KinematicLayer skeleton;
  private final NDArray template; // [1, 3 U]
  private final NDArray shapeDirections; // [10, 3 U]
  private final NDArray poseDirections; // [207, 3 U]
  private final NDArray skinning; // [U, 24]
  private final NDArray selection; // [J, 24 + U]
  private final NDArray identity; // [1, 1, 3, 3]

  private JointLayer(
      BodyModel body, JointRecipe recipe, List<Integer> vertices, NDManager manager) {
    BodyArrays arrays = body.arrays();
    int count = vertices.size();
    float[] rest = new float[count * 3];
    float[] shapes = new float[BodyArrays.SHAPES * count * 3];
    float[] poses = new float[BodyArrays.POSE_FEATURES * count * 3];
    float[] weights = new float[count * JOINTS];
    for (int u = 0; u < count; u++) {
      int vertex = vertices.get(u);
      for (int axis = 0; axis < 3; axis++) {
        int column = u * 3 + axis;
        rest[column] = arrays.template().at(vertex, axis);
        for (int k = 0; k < BodyArrays.SHAPES; k++) {
          shapes[k * count * 3 + column] = arrays.shapeDirections().at(vertex, axis, k);
        }
        for (int k = 0; k < BodyArrays.POSE_FEATURES; k++) {
          poses[k * count * 3 + column] = arrays.poseDirections().at(k, vertex * 3 + axis);
        }
      }
      for (int j = 0; j < JOINTS; j++) {
        weights[u * JOINTS + j] = (float) arrays.skinning().at(vertex, j);
      }
    }
    this.skeleton = KinematicLayer.of(body, manager);
    this.template = manager.create(rest, new Shape(1, count * 3L));
    this.shapeDirections = manager.create(shapes, new Shape(BodyArrays.SHAPES, count * 3L));
    this.poseDirections = manager.create(poses, new Shape(BodyArrays.POSE_FEATURES, count * 3L));
    this.skinning = manager.create(weights, new Shape(count, JOINTS));
    this.selection =
        manager.create(
            selection(arrays, recipe, vertices),
            new Shape(recipe.sources().size(), JOINTS + count));
    this.identity = manager.eye(3).reshape(1, 1, 3, 3);
  }

  /**
   * A layer for a recipe.
   *
   * @param manager owns the constants and decides their device
   * @throws hmrbench.core.Fault if the body lacks a regressor that the recipe reads
   */
  public static JointLayer of(BodyModel body, JointRecipe recipe, NDManager manager) {
    TreeSet<Integer> needed = new TreeSet<>();
    for (JointSource source : recipe.sources()) {
      if (source instanceof JointSource.Picked picked) {
        needed.add(picked.vertex());
      } else if (source instanceof JointSource.Regressed regressed) {
        SparseRows rows = rows(body.arrays(), regressed);
        for (int i = rows.start(regressed.row()); i < rows.start(regressed.row() + 1); i++) {
          needed.add(rows.column(i));
        }
      }
    }
    return new JointLayer(body, recipe, List.copyOf(needed), manager);
  }

  private static SparseRows rows(BodyArrays arrays, JointSource.Regressed regressed) {
    SparseRows rows = arrays.regressors().get(regressed.regressor());
    if (rows == null) {
      throw hmrbench.core.Fault.asked(
          "body model %s: its folder has no %s, from which joints are read",
          arrays.name(), regressed.regressor().fileName());
    }
    return rows;
  }

  private static float[] selection(BodyArrays arrays, JointRecipe recipe, List<Integer> vertices) {
    int width = JOINTS + vertices.size();
    float[] matrix = new float[recipe.sources().size() * width];
    for (int j = 0; j < recipe.sources().size(); j++) {
      JointSource source = recipe.sources().get(j);
      if (source instanceof JointSource.Kinematic kinematic) {
        matrix[j * width + kinematic.joint()] = 1;
      } else if (source instanceof JointSource.Picked picked) {
        matrix[j * width + JOINTS + vertices.indexOf(picked.vertex())] = 1;
      } else if (source instanceof JointSource.Regressed regressed) {
        SparseRows rows = rows(arrays, regressed);
        for (int i = rows.start(regressed.row()); i < rows.start(regressed.row() + 1); i++) {
          matrix[j * width + JOINTS + vertices.indexOf(rows.column(i))] += (float) rows.value(i);
        }
      }
    }
    return matrix;
  }

  /** The constants, to lend to a {@link hmrbench.tensor.Scope}. */
  public NDList constants() {
    NDList all =
        new NDList(template, shapeDirections, poseDirections, skinning, selection, identity);
    all.addAll(skeleton.constants());
    return all;
  }

  /** Positions [N, J, 3] of rotations [N, 24, 3, 3] and shape values [N, 10]. */
  public NDArray joints(NDArray rotations, NDArray betas) {
    KinematicLayer.Posed posed = skeleton.pose(rotations, betas);
    NDArray points = posed.positions();
    if (skinning.getShape().get(0) > 0) {
      points = points.concat(vertices(rotations, betas, posed), 1); // [N, 24 + U, 3]
    }
    return selection.expandDims(0).matMul(points);
  }

  private NDArray vertices(NDArray rotations, NDArray betas, KinematicLayer.Posed posed) {
    long rows = betas.getShape().get(0);
    NDArray bent =
        rotations
            .get(new NDIndex().addAllDim().addSliceDim(1, JOINTS))
            .sub(identity)
            .reshape(rows, -1);
    NDArray shaped =
        betas.matMul(shapeDirections).add(bent.matMul(poseDirections)).add(template); // [N, 3 U]
    NDArray moved =
        posed
            .positions()
            .expandDims(3)
            .sub(posed.rotations().matMul(posed.rest().expandDims(3))); // [N, 24, 3, 1]
    NDArray transforms =
        NDArrays.concat(new NDList(posed.rotations(), moved), 3).reshape(rows, JOINTS, 12);
    NDArray blended = skinning.expandDims(0).matMul(transforms).reshape(rows, -1, 3, 4);
    NDArray turn = blended.get(new NDIndex().addAllDim(3).addSliceDim(0, 3));
    NDArray shift = blended.get(new NDIndex().addAllDim(3).addIndices(3));
    return turn.matMul(shaped.reshape(rows, -1, 3, 1)).squeeze(3).add(shift); // [N, U, 3]
  }
}
