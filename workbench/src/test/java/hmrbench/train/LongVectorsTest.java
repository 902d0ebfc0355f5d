package hmrbench.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import hmrbench.tensor.ComputeDevice;
import hmrbench.tensor.TensorEngine;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** The optimiser takes long vectors in pieces; no value is left out at their ends. */
class LongVectorsTest {

  /** More than one piece of either operation, and an odd end. */
  private static final int LENGTH = (1 << 22) + 5;

  @Test
  void the_first_step_moves_every_weight_by_the_rate_against_its_gradient() {
    try (NDManager manager = TensorEngine.newManager(ComputeDevice.CPU)) {
      NDArray weights = manager.create(new float[LENGTH]);
      float[] slopes = new float[LENGTH];
      for (int i = 0; i < LENGTH; i++) {
        slopes[i] = i % 3 == 0 ? -2f : 0.5f;
      }
      new Adam(weights, manager).step(manager.create(slopes), 0.25);
      float[] moved = weights.toFloatArray();
      for (int i = 0; i < LENGTH; i++) {
        assertThat(moved[i]).isCloseTo(i % 3 == 0 ? 0.25f : -0.25f, within(1e-5f));
      }
    }
  }

  @Test
  void a_long_gradient_is_measured_and_shortened_to_its_last_value() {
    try (NDManager manager = TensorEngine.newManager(ComputeDevice.CPU)) {
      float[] values = new float[LENGTH];
      Arrays.fill(values, 0, LENGTH - 1, 1f);
      values[LENGTH - 1] = 3f;
      NDArray gradient = manager.create(values);
      double length = Math.sqrt(LENGTH - 1 + 9);
      assertThat(Descent.clip(gradient, length / 2)).isCloseTo(length, within(1e-3));
      float[] shortened = gradient.toFloatArray();
      assertThat(shortened[0]).isCloseTo(0.5f, within(1e-5f));
      assertThat(shortened[LENGTH - 1]).isCloseTo(1.5f, within(1e-5f));
    }
  }
}
