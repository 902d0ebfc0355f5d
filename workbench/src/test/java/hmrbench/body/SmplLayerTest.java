package hmrbench.body;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import hmrbench.core.FloatGrid;
import hmrbench.core.SmplTrack;
import hmrbench.io.npy.Npz;
import hmrbench.tensor.Gradients;
import hmrbench.tensor.Grids;
import hmrbench.tensor.Scope;
import hmrbench.tensor.TensorEngine;
import hmrbench.testing.Shared;
import org.junit.jupiter.api.Test;

class SmplLayerTest {

  // Float32 sums of some hundred terms over a body 2 m wide, as in the official layer.
  private static final float ROUNDING = 3e-6f;

  private final BodyModel small = new BodyModel(SmallBody.ofVertices(40, 3));
  private final SmplTrack track = SmallBody.track(3, 4);

  @Test
  void poses_mesh_and_joints_of_the_reference() {
    Npz golden = Npz.open(Shared.golden("expected/smpl_forward.npz"));
    BodyModel body = SmplGoldenTest.officialBody();
    try (NDManager manager = TensorEngine.newManager()) {
      SmplLayer layer = new SmplLayer(body, manager);
      SmplLayer.Posed posed =
          layer.pose(
              Grids.toTensor(manager, golden.get("rotmats").toFloatGrid()),
              Grids.toTensor(manager, golden.get("betas").toFloatGrid()));
      FloatGrid vertices = Grids.toGrid(posed.vertices());
      FloatGrid whole = golden.get("verts_full_0_2").toFloatGrid();
      for (int i = 0; i < whole.size(1) * 3; i++) {
        assertThat(vertices.get(2 * whole.size(1) * 3 + i))
            .isCloseTo(whole.get(whole.size(1) * 3 + i), within(ROUNDING));
      }
      assertSame(golden, "joints49_rotmat_input", layer.reader(JointRecipe.SPIN_49).read(posed));
      assertSame(golden, "h36m14", layer.reader(JointRecipe.H36M_14).read(posed));
    }
  }

  private static void assertSame(Npz golden, String name, NDArray actual) {
    FloatGrid expected = golden.get(name).toFloatGrid();
    FloatGrid joints = Grids.toGrid(actual);
    assertThat(joints.shape()).containsExactly(expected.shape());
    for (int i = 0; i < expected.length(); i++) {
      assertThat(joints.get(i)).as("%s %d", name, i).isCloseTo(expected.get(i), within(ROUNDING));
    }
  }

  @Test
  void agrees_with_the_plain_body() {
    FloatGrid expected = small.vertices(track);
    FloatGrid joints = small.joints(track, JointRecipe.H36M_14, 30).metres();
    try (NDManager manager = TensorEngine.newManager()) {
      SmplLayer layer = new SmplLayer(small, manager);
      SmplLayer.Posed posed = pose(layer, manager);
      FloatGrid actual = Grids.toGrid(posed.vertices());
      for (int i = 0; i < expected.length(); i++) {
        assertThat(actual.get(i)).isCloseTo(expected.get(i), within(ROUNDING));
      }
      FloatGrid read = Grids.toGrid(layer.reader(JointRecipe.H36M_14).read(posed));
      for (int i = 0; i < joints.length(); i++) {
        assertThat(read.get(i)).isCloseTo(joints.get(i), within(ROUNDING));
      }
    }
  }

  @Test
  void carries_gradients_from_vertices_to_shape() {
    try (NDManager manager = TensorEngine.newManager()) {
      SmplLayer layer = new SmplLayer(small, manager);
      NDArray rotations = Grids.toTensor(manager, track.rotations());
      NDArray betas = Grids.toTensor(manager, track.betas());
      betas.setRequiresGradient(true);
      Gradients.backward(() -> layer.pose(rotations, betas).vertices().sum());
      // Vertices are linear in the shape: the slope is a difference, whatever the step.
      double[] sums = new double[2];
      for (int side = 0; side < 2; side++) {
        float[] moved = track.betas().toArray();
        moved[13] += side;
        SmplTrack other =
            new SmplTrack(track.rotations(), FloatGrid.owning(moved, 3, 10), track.camera());
        for (float value : small.vertices(other).toArray()) {
          sums[side] += value;
        }
      }
      assertThat((double) betas.getGradient().get("1, 3").toFloatArray()[0])
          .isCloseTo(sums[1] - sums[0], within(1e-4));
    }
  }

  @Test
  void leaves_nothing_behind_in_a_scope() {
    try (NDManager manager = TensorEngine.newManager()) {
      SmplLayer layer = new SmplLayer(small, manager);
      int before = manager.getManagedArrays().size();
      NDList lent = layer.constants();
      FloatGrid vertices =
          Scope.values(manager, lent, scope -> Grids.toGrid(pose(layer, scope).vertices()));
      assertThat(vertices.shape()).containsExactly(3, 40, 3);
      assertThat(manager.getManagedArrays()).hasSize(before);
    }
  }

  private SmplLayer.Posed pose(SmplLayer layer, NDManager manager) {
    return layer.pose(
        Grids.toTensor(manager, track.rotations()), Grids.toTensor(manager, track.betas()));
  }

  @Test
  void projects_into_the_crop_as_the_reference() {
    Npz golden = Npz.open(Shared.golden("expected/camera.npz"));
    FloatGrid points = golden.get("joints3d").toFloatGrid();
    FloatGrid camera = golden.get("proj_cam").toFloatGrid();
    FloatGrid expected = golden.get("projected").toFloatGrid();
    FloatGrid plain = CropProjection.project(points, camera);
    try (NDManager manager = TensorEngine.newManager()) {
      FloatGrid tensors =
          Grids.toGrid(
              CropProjection.project(
                  Grids.toTensor(manager, points), Grids.toTensor(manager, camera)));
      assertThat(tensors.shape()).containsExactly(expected.shape());
      for (int i = 0; i < expected.length(); i++) {
        // Float32, relative: points far off the crop have large coordinates.
        float allowed = 2e-5f * Math.max(1, Math.abs(expected.get(i)));
        assertThat(plain.get(i)).isCloseTo(expected.get(i), within(allowed));
        assertThat(tensors.get(i)).isCloseTo(expected.get(i), within(allowed));
      }
    }
  }
}
