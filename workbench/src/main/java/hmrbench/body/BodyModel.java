package hmrbench.body;

import hmrbench.core.FloatGrid;
import hmrbench.core.JointTrack;
import hmrbench.core.Lazy;
import hmrbench.core.Series;
import hmrbench.core.SmplTrack;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * A body in the SMPL format in plain Java: shape and pose in, joints and vertices out, in metres.
 * Immutable; may be shared between threads.
 *
 * <p>Source of the model: M. Loper et al., SMPL: A Skinned Multi-Person Linear Model, 2015; of the
 * order of its steps: smplx 0.1.13 lbs.py (models built without a translation). No method takes the
 * camera of a track into account: positions are relative to the origin of the model.
 */
public final class BodyModel {

  private final BodyArrays arrays;
  private final RestJoints rest;
  private final Map<JointRecipe, JointReader> readers = new ConcurrentHashMap<>();
  private final Map<JointRecipe, List<CarriedPoint>> points = new ConcurrentHashMap<>();
  private final Supplier<MeshMaker> mesh;

  public BodyModel(BodyArrays arrays) {
    this.arrays = arrays;
    this.rest = new RestJoints(arrays);
    this.mesh = new Lazy<>(() -> new MeshMaker(arrays, rest));
  }

  /** The arrays it was made from. */
  public BodyArrays arrays() {
    return arrays;
  }

  /** Its name in messages. */
  public String name() {
    return arrays.name();
  }

  /** Joints of the rest pose [24, 3] for ten shape values. */
  public double[] restJoints(double... shape) {
    if (shape.length != BodyArrays.SHAPES) {
      throw new IllegalArgumentException(
          "%d shape values expected, got %d".formatted(BodyArrays.SHAPES, shape.length));
    }
    double[] joints = new double[BodyArrays.JOINTS * 3];
    rest.of(shape, joints);
    return joints;
  }

  /** Joints of the rest pose of the mean shape [24, 3], and their change per shape value. */
  RestJoints rest() {
    return rest;
  }

  /**
   * The joints of a recipe in every frame, without making the mesh.
   *
   * @param framesPerSecond sampling rate of the track, in hertz
   * @throws hmrbench.core.Fault if the body has no regressor or vertex that the recipe asks for
   */
  public JointTrack joints(SmplTrack track, JointRecipe recipe, double framesPerSecond) {
    return readers
        .computeIfAbsent(recipe, wanted -> new JointReader(arrays, rest, wanted))
        .read(track, framesPerSecond);
  }

  /**
   * How the joints of a recipe are carried by those of the tree, for whoever needs their
   * derivatives; worked out once.
   *
   * @throws hmrbench.core.Fault if the body has no regressor or vertex that the recipe asks for
   */
  public List<CarriedPoint> points(JointRecipe recipe) {
    return points.computeIfAbsent(
        recipe,
        wanted ->
            wanted.sources().stream()
                .map(source -> CarriedPoint.of(arrays, rest, wanted, source))
                .toList());
  }

  /**
   * The joints of a recipe on meshes that no pose is known of.
   *
   * @param meshes [T, V, 3], in metres
   * @throws hmrbench.core.Fault if they are of another topology than the body
   */
  public JointTrack jointsOfMeshes(FloatGrid meshes, JointRecipe recipe, double framesPerSecond) {
    return new MeshJoints(arrays, recipe).read(meshes, framesPerSecond);
  }

  /** The mesh of every frame [T, V, 3]. */
  public FloatGrid vertices(SmplTrack track) {
    return mesh.get().vertices(track);
  }

  /**
   * Mean distance between the vertices of two tracks, frame by frame, in millimetres, without any
   * alignment: what TCMR and VIBE call MPVPE and PVE (compute_error_verts in TCMR
   * lib/utils/eval_utils.py at c41fdd7). Meshes are not kept.
   */
  public Series vertexErrorMm(SmplTrack a, SmplTrack b) {
    return mesh.get().errorMm(a, b);
  }

  /**
   * Mean distance between the vertices of a prediction and of a truth that another body of the same
   * topology may have, each about the root of its own joints, frame by frame, in millimetres: what
   * WHAM, GVHMR and later evaluators call PVE (WHAM lib/eval/evaluate_emdb.py at 2b54f77).
   *
   * @param predicted posed by this body
   * @param of the body of the truth
   * @param recipe joints whose root is meant
   */
  public Series vertexErrorAboutRootMm(
      SmplTrack predicted, BodyModel of, SmplTrack truth, JointRecipe recipe) {
    JointTrack mine = joints(predicted, recipe, 1);
    JointTrack theirs = of.joints(truth, recipe, 1);
    if (of == this) {
      return mesh.get().errorMm(predicted, truth, between(theirs, mine));
    }
    float[] shift = between(theirs, mine);
    return vertexErrorMovedMm(
        predicted,
        of,
        truth,
        (frame, xyz) -> {
          for (int axis = 0; axis < 3; axis++) {
            xyz[axis] -= shift[frame * 3 + axis];
          }
        });
  }

  /**
   * The same with the vertices of the prediction moved by a map of its own for each frame, and
   * those of the truth where they are.
   *
   * @param predicted posed by this body
   * @param of the body of the truth, of the same topology
   */
  public Series vertexErrorMovedMm(
      SmplTrack predicted, BodyModel of, SmplTrack truth, PointMove move) {
    return MeshDistance.mm(this, predicted, of, truth, move);
  }

  /** From the root of one track to that of the other [T, 3], in metres. */
  private static float[] between(JointTrack from, JointTrack to) {
    int a = from.joints().indexOf(from.joints().rootA());
    int b = from.joints().indexOf(from.joints().rootB());
    float[] shift = new float[from.frames() * 3];
    for (int i = 0; i < shift.length; i++) {
      int t = i / 3;
      int axis = i % 3;
      shift[i] =
          (to.metres().at(t, a, axis) + to.metres().at(t, b, axis)) / 2
              - (from.metres().at(t, a, axis) + from.metres().at(t, b, axis)) / 2;
    }
    return shift;
  }
}
