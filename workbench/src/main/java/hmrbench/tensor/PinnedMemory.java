package hmrbench.tensor;

import ai.djl.engine.EngineException;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import hmrbench.core.FloatGrid;
import java.nio.ByteOrder;

/**
 * Memory of the host that stays in its place (is pinned), so that a card reads it by itself; of
 * other memory the driver makes a copy first. PyTorch keeps what is freed, and gives it out again.
 * DJL has no call for it, a program in TorchScript has.
 */
final class PinnedMemory implements AutoCloseable {

  private final Script empty;

  /** Holds the program, which cards of this process share. */
  private static final class OfCards {
    static final PinnedMemory MEMORY = new PinnedMemory(true);
  }

  /**
   * @param pinned false for memory like any other, to do the same where there is no card
   */
  PinnedMemory(boolean pinned) {
    this.empty =
        Script.of(
            """
            def forward(self: __torch__.M, size: Tensor) -> Tensor:
              return torch.empty([int(size)], dtype=6, layout=0, device=torch.device("cpu"), pin_memory=%s)
            """
                .formatted(pinned ? "True" : "False"),
            ComputeDevice.CPU);
  }

  /**
   * A copy of the grid on the card of a manager; through other memory where the driver gives none
   * of this kind.
   */
  static NDArray toCard(NDManager manager, FloatGrid grid) {
    try {
      return OfCards.MEMORY.copied(manager, grid);
    } catch (EngineException e) {
      return Grids.created(manager, grid);
    }
  }

  /** A copy of the grid on the device of a manager. */
  NDArray copied(NDManager manager, FloatGrid grid) {
    try (NDManager host = TensorEngine.newManager()) {
      NDArray size = host.create((long) grid.length());
      NDArray values = empty.run(host, new NDList(size)).singletonOrThrow();
      grid.copyTo(values.toByteBuffer(true).order(ByteOrder.nativeOrder()).asFloatBuffer());
      NDArray copy = values.reshape(Grids.shape(grid)).toDevice(manager.getDevice(), true);
      copy.attach(manager);
      return copy;
    }
  }

  @Override
  public void close() {
    empty.close();
  }
}
