package hmrbench.tensor;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** A garbage collection between a loss and its gradient changes nothing. */
class KeptNumbersTest {

  private static final int TERMS = 2000;

  @Test
  void a_gradient_of_products_outlives_a_garbage_collection() {
    assertThat(slopes(it -> KeptNumbers.times(it, 3))).containsOnly(3f);
  }

  @Test
  void a_gradient_of_quotients_outlives_a_garbage_collection() {
    assertThat(slopes(it -> KeptNumbers.over(it, 0.25))).containsOnly(4f);
  }

  @Test
  void a_gradient_of_powers_outlives_a_garbage_collection() {
    assertThat(slopes(it -> KeptNumbers.power(it, 2))).containsOnly(2f);
  }

  /** The slope of each of many terms at 1, where memory that Java owns is written over. */
  private static float[] slopes(UnaryOperator<NDArray> term) {
    try (NDManager manager = TensorEngine.newManager(ComputeDevice.CPU)) {
      List<NDArray> leaves = new ArrayList<>();
      List<ByteBuffer> others = new ArrayList<>();
      Gradients.backward(
          () -> {
            NDArray sum = manager.create(0f);
            for (int i = 0; i < TERMS; i++) {
              NDArray leaf = manager.ones(new Shape(1));
              leaf.setRequiresGradient(true);
              leaves.add(leaf);
              sum = sum.add(term.apply(leaf));
            }
            collect();
            for (int i = 0; i < 20 * TERMS; i++) {
              ByteBuffer buffer = ByteBuffer.allocateDirect(4).order(ByteOrder.nativeOrder());
              others.add(buffer.putFloat(0, Float.NaN));
            }
            return sum.sum();
          });
      float[] slopes = new float[TERMS];
      for (int i = 0; i < TERMS; i++) {
        slopes[i] = leaves.get(i).getGradient().toFloatArray()[0];
      }
      assertThat(others).hasSize(20 * TERMS);
      return slopes;
    }
  }

  /** Direct memory is freed a moment after its owner was collected. */
  private static void collect() {
    for (int i = 0; i < 3; i++) {
      System.gc();
      try {
        Thread.sleep(100);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
