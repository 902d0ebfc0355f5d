package hmrbench.body;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import hmrbench.core.FloatGrid;
import hmrbench.core.JointTrack;
import hmrbench.core.Rotations;
import hmrbench.core.Series;
import hmrbench.core.SmplTrack;
import hmrbench.io.npy.Npz;
import hmrbench.testing.Shared;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Golden data: smplx 0.1.13 on a stand-in for SMPL's file, in float32. */
class SmplGoldenTest {

  // Float32 sums of some hundred terms over a body 2 m wide, as in the official layer.
  private static final float ROUNDING = 2e-6f;

  private static BodyModel body;
  private static Npz golden;
  private static SmplTrack track;

  @BeforeAll
  static void open() {
    golden = Npz.open(Shared.golden("expected/smpl_forward.npz"));
    body = officialBody();
    FloatGrid pose = golden.get("pose").toFloatGrid();
    track =
        new SmplTrack(
            Rotations.fromAxisAngle(pose),
            golden.get("betas").toFloatGrid(),
            FloatGrid.zeros(pose.size(0), 3));
  }

  /** The model with the regressors that lie beside it; packed and plain files lie apart. */
  static BodyModel officialBody() {
    Path model = Shared.golden("base_data/SMPL_NEUTRAL.pkl");
    BodyArrays arrays = BodyFiles.readArrays(model);
    for (JointSource.Regressor regressor : JointSource.Regressor.values()) {
      Path file = Shared.golden("base_data/" + regressor.fileName());
      arrays = BodyFiles.withRegressor(arrays, regressor, file);
    }
    return new BodyModel(arrays);
  }

  @Test
  void poses_the_mesh_of_the_reference() {
    FloatGrid vertices = body.vertices(track);
    int[] rows =
        Arrays.stream(golden.get("vertex_index").longs()).mapToInt(Math::toIntExact).toArray();
    FloatGrid expected = golden.get("verts_sub").toFloatGrid();
    for (int t = 0; t < track.frames(); t++) {
      for (int i = 0; i < rows.length; i++) {
        for (int axis = 0; axis < 3; axis++) {
          assertThat(vertices.at(t, rows[i], axis))
              .as("frame %d, vertex %d", t, rows[i])
              .isCloseTo(expected.at(t, i, axis), within(ROUNDING));
        }
      }
    }
    FloatGrid whole = golden.get("verts_full_0_2").toFloatGrid();
    for (int i = 0; i < whole.size(1) * 3; i++) {
      assertThat(vertices.get(i)).isCloseTo(whole.get(i), within(ROUNDING));
      assertThat(vertices.get(2 * whole.size(1) * 3 + i))
          .isCloseTo(whole.get(whole.size(1) * 3 + i), within(ROUNDING));
    }
  }

  @Test
  void reads_the_joints_of_the_reference_without_a_mesh() {
    for (Map.Entry<String, JointRecipe> recipe :
        Map.of("joints49", JointRecipe.SPIN_49, "h36m14", JointRecipe.H36M_14).entrySet()) {
      FloatGrid expected = golden.get(recipe.getKey()).toFloatGrid();
      JointTrack joints = body.joints(track, recipe.getValue(), 30);
      for (int i = 0; i < expected.length(); i++) {
        assertThat(joints.metres().get(i))
            .as("%s, number %d", recipe.getKey(), i)
            .isCloseTo(expected.get(i), within(ROUNDING));
      }
    }
  }

  @Test
  void reads_the_seventeen_joints_by_their_names() {
    FloatGrid all = body.joints(track, JointRecipe.SPIN_49, 30).metres();
    FloatGrid some = body.joints(track, JointRecipe.MPII3D_17, 30).metres();
    // spin -> mpii3d_test in keypoint_maps.json
    int[] from = {38, 37, 33, 32, 31, 34, 35, 36, 27, 26, 25, 28, 29, 30, 39, 41, 43};
    for (int t = 0; t < track.frames(); t++) {
      for (int j = 0; j < from.length; j++) {
        for (int axis = 0; axis < 3; axis++) {
          assertThat(some.at(t, j, axis)).isEqualTo(all.at(t, from[j], axis));
        }
      }
    }
  }

  @Test
  void has_the_rest_joints_of_the_reference() {
    FloatGrid expected = golden.get("rest_joints24").toFloatGrid();
    for (int t = 0; t < track.frames(); t++) {
      double[] shape = new double[10];
      for (int k = 0; k < 10; k++) {
        shape[k] = track.betas().at(t, k);
      }
      double[] rest = body.restJoints(shape);
      for (int i = 0; i < 72; i++) {
        assertThat((float) rest[i]).isCloseTo(expected.get(t * 72 + i), within(ROUNDING));
      }
    }
  }

  @Test
  void measures_the_vertex_error_of_the_reference() {
    Npz errors = Npz.open(Shared.golden("expected/vertex_error.npz"));
    SmplTrack predicted =
        track(errors.get("pred_pose").toFloatGrid(), errors.get("pred_betas").toFloatGrid());
    FloatGrid target = errors.get("target_theta").toFloatGrid();
    SmplTrack truth = track(columns(target, 3, 75), columns(target, 75, 85));
    double[] expected = errors.get("error_m").doubles();
    Series error = body.vertexErrorMm(predicted, truth);
    for (int t = 0; t < expected.length; t++) {
      assertThat(error.get(t)).isCloseTo(1000 * expected[t], within(1e-3));
    }
  }

  private static SmplTrack track(FloatGrid pose, FloatGrid betas) {
    return new SmplTrack(Rotations.fromAxisAngle(pose), betas, FloatGrid.zeros(pose.size(0), 3));
  }

  private static FloatGrid columns(FloatGrid values, int from, int to) {
    float[] part = new float[values.size(0) * (to - from)];
    for (int t = 0; t < values.size(0); t++) {
      values.copyTo(t * values.size(1) + from, part, t * (to - from), to - from);
    }
    return FloatGrid.owning(part, values.size(0), to - from);
  }
}
