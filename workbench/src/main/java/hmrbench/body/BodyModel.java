package hmrbench.body;

import hmrbench.core.FloatGrid;
import hmrbench.core.JointTrack;
import hmrbench.core.Series;
import hmrbench.core.SmplTrack;
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
}
