package hmrbench.body;

import hmrbench.core.CoordinateFrame;
import hmrbench.core.Fault;
import hmrbench.core.FloatGrid;
import hmrbench.core.JointTrack;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Reads joints off meshes that no pose is known of. Joints of the tree are those that the model's
 * own regressor finds on the posed mesh, which lie some millimetres beside those that the tree
 * carries along.
 */
final class MeshJoints {

  private final BodyArrays body;
  private final JointRecipe recipe;
  private final List<List<VertexShare>> shares;

  MeshJoints(BodyArrays body, JointRecipe recipe) {
    this.body = body;
    this.recipe = recipe;
    this.shares = recipe.sources().stream().map(this::shares).toList();
  }

  private List<VertexShare> shares(JointSource source) {
    if (!(source instanceof JointSource.Kinematic kinematic)) {
      return VertexShare.of(body, recipe.joints(), source);
    }
    SparseRows regressor = body.jointRegressor();
    int row = kinematic.joint();
    return IntStream.range(regressor.start(row), regressor.start(row + 1))
        .mapToObj(i -> new VertexShare(regressor.column(i), regressor.value(i)))
        .toList();
  }

  /**
   * The joints of every frame.
   *
   * @param meshes [T, V, 3], in metres, camera axes
   * @throws Fault if they have not as many vertices as the body
   */
  JointTrack read(FloatGrid meshes, double framesPerSecond) {
    if (meshes.size(1) != body.vertices()) {
      throw Fault.asked(
          "meshes have %d vertices, the body model %s has %d: they must be of one topology; name the"
              + " body model of SMPL with the data set, and maps onto it with --mesh-maps",
          meshes.size(1), body.name(), body.vertices());
    }
    int frames = meshes.size(0);
    float[] metres = new float[frames * shares.size() * 3];
    for (int i = 0; i < metres.length; i++) {
      int t = i / (shares.size() * 3);
      double sum = 0;
      for (VertexShare share : shares.get(i / 3 % shares.size())) {
        sum += share.weight() * meshes.at(t, share.vertex(), i % 3);
      }
      metres[i] = (float) sum;
    }
    return new JointTrack(
        recipe.joints(),
        CoordinateFrame.CAMERA,
        framesPerSecond,
        FloatGrid.owning(metres, frames, shares.size(), 3));
  }
}
