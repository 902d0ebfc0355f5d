package hmrbench.body;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import hmrbench.core.FloatGrid;
import hmrbench.core.SmplTrack;
import hmrbench.tensor.Gradients;
import hmrbench.tensor.Grids;
import hmrbench.tensor.TensorEngine;
import org.junit.jupiter.api.Test;

class KinematicLayerTest {

  private final BodyModel body = new BodyModel(SmallBody.ofVertices(60, 3));
  private final SmplTrack track = SmallBody.track(5, 4);

  @Test
  void agrees_with_the_plain_joints() {
    FloatGrid expected = body.joints(track, JointRecipe.SMPL24, 30).metres();
    try (NDManager manager = TensorEngine.newManager()) {
      KinematicLayer layer = KinematicLayer.of(body, manager);
      KinematicLayer.Posed posed =
          layer.pose(
              Grids.toTensor(manager, track.rotations()), Grids.toTensor(manager, track.betas()));
      FloatGrid actual = Grids.toGrid(posed.positions());
      assertThat(actual.shape()).containsExactly(5, 24, 3);
      for (int i = 0; i < actual.length(); i++) {
        // float32 over up to eight joints, each about 1 m
        assertThat(actual.get(i)).isCloseTo(expected.get(i), within(3e-6f));
      }
      assertThat(posed.rotations().getShape().getShape()).containsExactly(5, 24, 3, 3);
    }
  }

  @Test
  void carries_gradients_to_rotations_and_shape() {
    try (NDManager manager = TensorEngine.newManager()) {
      KinematicLayer layer = KinematicLayer.of(body, manager);
      NDArray rotations = Grids.toTensor(manager, track.rotations());
      NDArray betas = Grids.toTensor(manager, track.betas());
      rotations.setRequiresGradient(true);
      betas.setRequiresGradient(true);
      Gradients.backward(() -> layer.pose(rotations, betas).positions().square().sum());
      assertThat(rotations.getGradient().get("2, 1, 0, 2").toFloatArray()[0])
          .isCloseTo(
              (float) slope(layer, rotations, betas, rotations, 2 * 216 + 9 + 2), within(0.02f));
      assertThat(betas.getGradient().get("3, 7").toFloatArray()[0])
          .isCloseTo((float) slope(layer, rotations, betas, betas, 37), within(0.02f));
    }
  }

  /** Difference quotient of the sum of squares; its own rounding allows about 0.01. */
  private static double slope(
      KinematicLayer layer, NDArray rotations, NDArray betas, NDArray changed, int entry) {
    double step = 0.02;
    double[] sums = new double[2];
    for (int side = 0; side < 2; side++) {
      float[] values = changed.toFloatArray();
      values[entry] += (float) ((side * 2 - 1) * step);
      NDArray moved = changed.getManager().create(values, changed.getShape());
      NDArray positions =
          layer
              .pose(changed == rotations ? moved : rotations, changed == betas ? moved : betas)
              .positions();
      for (float value : positions.toFloatArray()) {
        sums[side] += (double) value * value;
      }
    }
    return (sums[1] - sums[0]) / (2 * step);
  }
}
