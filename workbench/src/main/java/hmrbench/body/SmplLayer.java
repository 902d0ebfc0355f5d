package hmrbench.body;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.Shape;
import hmrbench.core.Fault;
import java.util.ArrayList;
import java.util.List;

/**
 * The whole body as tensors: mesh and joints, with gradients to rotations and shape.
 *
 * <ul>
 *   <li>N = rows, V = vertices, J = joints of a recipe
 *   <li>in: rotations relative to the parent [N, 24, 3, 3], shape values [N, 10]
 *   <li>out: vertices [N, V, 3], tree joints [N, 24, 3], joints of a recipe [N, J, 3], in metres
 *   <li>no weights: everything is a constant of the body
 * </ul>
 *
 * <p>Results belong to the manager of the inputs. A row needs about 130 V numbers while it is
 * computed: run many rows in parts. Where no gradient is asked for, {@link BodyModel} is faster.
 *
 * <p>Source: smplx 0.1.13 lbs.py.
 */
public final class SmplLayer {

  private final BodyArrays body;
  private final NDManager manager;
  private final KinematicLayer tree;
  private final NDArray template; // [1, V * 3]
  private final NDArray shapeDirections; // [10, V * 3]
  private final NDArray poseDirections; // [207, V * 3]
  private final NDArray skinning; // [24, V]
  private final NDArray still; // [1, 1, 3, 3], the identity

  /**
   * A posed body.
   *
   * @param vertices [N, V, 3], in metres
   * @param joints tree joints [N, 24, 3], in metres
   */
  public record Posed(NDArray vertices, NDArray joints) {}

  /** Where the joints of a recipe stand among tree joints and regressed ones. */
  public static final class Reader {
    private final NDList regressor; // [V, rows], or none
    private final List<Integer> columns;

    private Reader(NDList regressor, List<Integer> columns) {
      this.regressor = regressor;
      this.columns = columns;
    }

    /** The constants, to lend to a {@link hmrbench.tensor.Scope}. */
    public NDList constants() {
      return new NDList(regressor);
    }

    /** The joints of the recipe [N, J, 3], in metres. */
    public NDArray read(Posed posed) {
      if (regressor.isEmpty()) {
        return KinematicLayer.pick(posed.joints(), columns);
      }
      NDArray regressed =
          posed.vertices().swapAxes(1, 2).matMul(regressor.get(0)).swapAxes(1, 2); // [N, rows, 3]
      return KinematicLayer.pick(posed.joints().concat(regressed, 1), columns);
    }
  }

  /**
   * @param manager owns the constants and decides their device
   */
  public SmplLayer(BodyModel model, NDManager manager) {
    this.body = model.arrays();
    this.manager = manager;
    this.tree = KinematicLayer.of(model, manager);
    long numbers = body.vertices() * 3L;
    this.template = manager.create(body.template().toArray(), new Shape(1, numbers));
    this.shapeDirections = manager.create(shapesFirst(body), new Shape(BodyArrays.SHAPES, numbers));
    this.poseDirections =
        manager.create(
            body.poseDirections().toArray(), new Shape(BodyArrays.POSE_FEATURES, numbers));
    this.skinning =
        manager.create(jointsFirst(body), new Shape(BodyArrays.JOINTS, body.vertices()));
    this.still = manager.eye(3).reshape(1, 1, 3, 3);
  }

  private static float[] shapesFirst(BodyArrays body) {
    int numbers = body.vertices() * 3;
    float[] turned = new float[numbers * BodyArrays.SHAPES];
    for (int i = 0; i < numbers; i++) {
      for (int k = 0; k < BodyArrays.SHAPES; k++) {
        turned[k * numbers + i] = body.shapeDirections().get(i * BodyArrays.SHAPES + k);
      }
    }
    return turned;
  }

  private static float[] jointsFirst(BodyArrays body) {
    float[] turned = new float[BodyArrays.JOINTS * body.vertices()];
    for (int v = 0; v < body.vertices(); v++) {
      for (int i = body.skinning().start(v); i < body.skinning().start(v + 1); i++) {
        turned[body.skinning().column(i) * body.vertices() + v] = (float) body.skinning().value(i);
      }
    }
    return turned;
  }

  /** The constants, to lend to a {@link hmrbench.tensor.Scope}. */
  public NDList constants() {
    NDList all = new NDList(template, shapeDirections, poseDirections, skinning, still);
    all.addAll(tree.constants());
    return all;
  }

  /** Mesh and tree joints. */
  public Posed pose(NDArray rotations, NDArray betas) {
    long rows = rotations.getShape().get(0);
    NDArray features =
        rotations
            .get(new NDIndex().addAllDim().addSliceDim(1, BodyArrays.JOINTS))
            .sub(still)
            .reshape(rows, BodyArrays.POSE_FEATURES);
    NDArray rest =
        betas
            .matMul(shapeDirections)
            .add(template)
            .add(features.matMul(poseDirections))
            .reshape(rows, body.vertices(), 3)
            .swapAxes(1, 2); // [N, 3, V]
    KinematicLayer.Posed posed = tree.pose(rotations, betas);
    NDArray carried = posed.rotations().matMul(posed.rest().expandDims(3)); // [N, 24, 3, 1]
    NDArray shift = posed.positions().expandDims(3).sub(carried);
    NDArray movements =
        NDArrays.concat(new NDList(posed.rotations(), shift), 3) // [N, 24, 3, 4]
            .reshape(rows, BodyArrays.JOINTS, 12)
            .swapAxes(1, 2)
            .matMul(skinning) // [N, 12, V]
            .reshape(rows, 3, 4, body.vertices());
    NDArray turned =
        movements
            .get(new NDIndex().addAllDim(2).addSliceDim(0, 3))
            .mul(rest.expandDims(1))
            .sum(new int[] {2}); // [N, 3, V]
    NDArray moved = movements.get(new NDIndex().addAllDim(2).addIndices(3)); // [N, 3, V]
    return new Posed(turned.add(moved).swapAxes(1, 2), posed.positions());
  }

  /**
   * What reads the joints of a recipe off a posed body.
   *
   * @throws Fault if the body has no regressor or vertex that the recipe asks for
   */
  public Reader reader(JointRecipe recipe) {
    List<JointSource> regressed = new ArrayList<>();
    List<Integer> columns = new ArrayList<>();
    for (JointSource source : recipe.sources()) {
      if (source instanceof JointSource.Kinematic kinematic) {
        columns.add(kinematic.joint());
      } else {
        columns.add(BodyArrays.JOINTS + regressed.size());
        regressed.add(source);
      }
    }
    if (regressed.isEmpty()) {
      return new Reader(new NDList(), columns);
    }
    float[] weights = new float[body.vertices() * regressed.size()];
    for (int row = 0; row < regressed.size(); row++) {
      for (VertexShare share : VertexShare.of(body, recipe.joints(), regressed.get(row))) {
        weights[share.vertex() * regressed.size() + row] += (float) share.weight();
      }
    }
    Shape shape = new Shape(body.vertices(), regressed.size());
    return new Reader(new NDList(manager.create(weights, shape)), columns);
  }
}
