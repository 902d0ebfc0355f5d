package hmrbench.body;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import hmrbench.core.Fault;
import hmrbench.core.FloatGrid;
import hmrbench.core.JointTrack;
import hmrbench.core.Series;
import hmrbench.core.SmplTrack;
import java.util.Map;
import java.util.Objects;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class BodyModelTest {

  private static final double FPS = 30;

  // Joints are summed in double precision and stored as float32: half a step at 4 m.
  private static final Offset<Double> STORED = within(3e-7);

  // Meshes are summed in float32 over ten shapes, 207 pose features and a few joints.
  private static final Offset<Double> SUMMED = within(4e-6);

  private final BodyArrays arrays = SmallBody.ofVertices(150, 5);
  private final BodyModel body = new BodyModel(arrays);
  private final SmplTrack track = SmallBody.track(7, 6);

  @Test
  void reads_regressed_joints_as_if_from_the_mesh() {
    JointTrack joints = body.joints(track, JointRecipe.H36M_14, FPS);
    int[] rows = {6, 5, 4, 1, 2, 3, 16, 15, 14, 11, 12, 13, 8, 10};
    for (int t = 0; t < track.frames(); t++) {
      double[][] expected =
          SmallBody.regress(
              Objects.requireNonNull(arrays.regressors().get(JointSource.Regressor.H36M)),
              SmallBody.mesh(arrays, track, t));
      for (int j = 0; j < rows.length; j++) {
        for (int axis = 0; axis < 3; axis++) {
          assertThat((double) joints.metres().at(t, j, axis))
              .isCloseTo(expected[rows[j]][axis], STORED);
        }
      }
    }
  }

  @Test
  void makes_the_mesh_of_the_definition() {
    FloatGrid vertices = body.vertices(track);
    assertThat(vertices.shape()).containsExactly(7, 150, 3);
    for (int t = 0; t < track.frames(); t++) {
      double[][] expected = SmallBody.mesh(arrays, track, t);
      for (int v = 0; v < 150; v++) {
        for (int axis = 0; axis < 3; axis++) {
          assertThat((double) vertices.at(t, v, axis)).isCloseTo(expected[v][axis], SUMMED);
        }
      }
    }
  }

  @Test
  void gives_the_mean_distance_of_two_meshes_in_millimetres() {
    SmplTrack other = SmallBody.track(7, 8);
    Series error = body.vertexErrorMm(track, other);
    for (int t = 0; t < 7; t++) {
      double[][] a = SmallBody.mesh(arrays, track, t);
      double[][] b = SmallBody.mesh(arrays, other, t);
      double sum = 0;
      for (int v = 0; v < a.length; v++) {
        sum += Math.hypot(Math.hypot(a[v][0] - b[v][0], a[v][1] - b[v][1]), a[v][2] - b[v][2]);
      }
      assertThat(error.get(t)).isCloseTo(1000 * sum / a.length, within(4e-3));
    }
    assertThat(body.vertexErrorMm(track, track).presentValues()).containsOnly(0);
  }

  @Test
  void gives_the_same_error_however_the_frames_are_shared_out() {
    SmplTrack a = SmallBody.track(100, 1);
    SmplTrack b = SmallBody.track(100, 2);
    int[] part = {40, 41, 42, 43, 44};
    Series whole = body.vertexErrorMm(a, b);
    Series few = body.vertexErrorMm(a.frames(part), b.frames(part));
    for (int i = 0; i < part.length; i++) {
      assertThat(few.get(i)).isEqualTo(whole.get(part[i]));
    }
  }

  @Test
  void turns_the_whole_body_about_its_root() {
    JointTrack joints = body.joints(track, JointRecipe.SMPL24, FPS);
    for (int t = 0; t < track.frames(); t++) {
      double[] shape = new double[10];
      for (int k = 0; k < 10; k++) {
        shape[k] = track.betas().at(t, k);
      }
      double[] rest = body.restJoints(shape);
      for (int axis = 0; axis < 3; axis++) {
        assertThat((double) joints.metres().at(t, 0, axis)).isCloseTo(rest[axis], STORED);
      }
    }
  }

  @Test
  void says_which_file_a_recipe_lacks() {
    BodyArrays bare =
        new BodyArrays(
            "bare.pkl",
            arrays.template(),
            arrays.shapeDirections(),
            arrays.poseDirections(),
            arrays.jointRegressor(),
            arrays.skinning(),
            arrays.parents(),
            arrays.faces(),
            Map.of());
    assertThatThrownBy(() -> new BodyModel(bare).joints(track, JointRecipe.H36M_14, FPS))
        .isInstanceOf(Fault.class)
        .hasMessage(
            "body model bare.pkl has no J_regressor_h36m.npy, with which the joints common14 are"
                + " read; put the file beside it.");
    assertThatThrownBy(() -> body.joints(track, JointRecipe.SPIN_49, FPS))
        .isInstanceOf(Fault.class)
        .hasMessage(
            "body model small has 150 vertices, the joints spin49 need vertex 332; use a body model"
                + " with the 6890 vertices of SMPL.");
  }

  @Test
  void refuses_arrays_that_do_not_fit_together() {
    assertThatThrownBy(
            () ->
                new BodyArrays(
                    "odd.pkl",
                    arrays.template(),
                    FloatGrid.zeros(150, 3, 300),
                    arrays.poseDirections(),
                    arrays.jointRegressor(),
                    arrays.skinning(),
                    arrays.parents(),
                    arrays.faces(),
                    Map.of()))
        .hasMessage("odd.pkl: shapedirs must be [150, 3, 10], got [150, 3, 300]");
  }
}
