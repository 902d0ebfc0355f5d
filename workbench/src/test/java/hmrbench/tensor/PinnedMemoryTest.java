package hmrbench.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.engine.EngineException;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import hmrbench.core.FloatGrid;
import org.junit.jupiter.api.Test;

/** Copies to a card, as far as that can be seen without one. */
class PinnedMemoryTest {

  private static final FloatGrid GRID =
      FloatGrid.copyOf(new float[] {1.5f, -0f, Float.NaN, 3e-39f, 5, 6}, 2, 3);

  @Test
  void a_copy_has_the_bits_and_belongs_to_the_manager() {
    try (PinnedMemory memory = new PinnedMemory(false);
        NDManager manager = TensorEngine.newManager()) {
      NDArray copy = memory.copied(manager, GRID);
      assertThat(Grids.toGrid(copy)).isEqualTo(GRID);
      assertThat(copy.getManager()).isSameAs(manager);
    }
  }

  @Test
  void where_no_driver_gives_such_memory_the_copy_is_made_all_the_same() {
    try (PinnedMemory memory = new PinnedMemory(true);
        NDManager manager = TensorEngine.newManager()) {
      if (TensorEngine.engine().getGpuCount() == 0) {
        assertThatThrownBy(() -> memory.copied(manager, GRID)).isInstanceOf(EngineException.class);
      }
      assertThat(Grids.toGrid(PinnedMemory.toCard(manager, GRID))).isEqualTo(GRID);
    }
  }
}
