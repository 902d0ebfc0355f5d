package hmrbench.tensor;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;

/** Linear maps that follow each other as one, composed in double. */
public final class ComposedLinear {

  private ComposedLinear() {}

  /** A float64 copy. */
  public static NDArray exact(NDArray tensor) {
    return tensor.toType(DataType.FLOAT64, true);
  }

  /** A float32 copy, for use in a network. */
  public static NDArray rounded(NDArray tensor) {
    return tensor.toType(DataType.FLOAT32, true);
  }

  /**
   * The matrix of {@code outer} after a linear layer.
   *
   * @param outer float64 [M, out]
   * @return float64 [M, in]
   */
  public static NDArray matrix(NDArray outer, Linear inner) {
    return outer.matMul(exact(inner.weight()));
  }

  /** What {@code outer}, float64 [M, out], makes of a linear layer's bias: float64 [M]. */
  public static NDArray offset(NDArray outer, Linear inner) {
    return outer.matMul(exact(inner.bias()).reshape(-1, 1)).reshape(-1);
  }
}
