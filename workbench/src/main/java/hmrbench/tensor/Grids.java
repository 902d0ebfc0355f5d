package hmrbench.tensor;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import hmrbench.core.FloatGrid;
import java.nio.ByteBuffer;
import java.util.Arrays;

/** Grids to tensors and back. Both hold float32, row-major: every bit carries over. */
public final class Grids {

  private Grids() {}

  /** A copy of the grid on the manager's device. */
  public static NDArray toTensor(NDManager manager, FloatGrid grid) {
    return manager.getDevice().isGpu()
        ? PinnedMemory.toCard(manager, grid)
        : created(manager, grid);
  }

  /** The same in the way of DJL. */
  static NDArray created(NDManager manager, FloatGrid grid) {
    ByteBuffer bytes = manager.allocateDirect(Math.multiplyExact(grid.length(), Float.BYTES));
    grid.copyTo(bytes.asFloatBuffer());
    return manager.create(bytes, shape(grid), DataType.FLOAT32);
  }

  static Shape shape(FloatGrid grid) {
    return new Shape(Arrays.stream(grid.shape()).asLongStream().toArray());
  }

  /**
   * A copy of a float32 tensor.
   *
   * @throws IllegalArgumentException if the tensor is not float32: a silent cast hides a mistake
   */
  public static FloatGrid toGrid(NDArray tensor) {
    if (tensor.getDataType() != DataType.FLOAT32) {
      throw new IllegalArgumentException(
          "expected a float32 tensor, got %s %s"
              .formatted(tensor.getDataType(), tensor.getShape()));
    }
    int[] shape = Arrays.stream(tensor.getShape().getShape()).mapToInt(Math::toIntExact).toArray();
    return FloatGrid.owning(tensor.toFloatArray(), shape);
  }

  /** Whether no value is NaN or infinite, looked at on the tensor's own device. */
  public static boolean isFinite(NDArray tensor) {
    try (NDArray zero = tensor.mul(0f);
        NDArray sum = zero.sum()) {
      // 0 times a finite number is 0, 0 times NaN or infinity is NaN.
      return sum.toFloatArray()[0] == 0f;
    }
  }
}
