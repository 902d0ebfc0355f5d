package hmrbench.tensor;

import ai.djl.ndarray.NDArray;

/**
 * Tensors times, over and to the power of a number, where a gradient flows through.
 *
 * <p>DJL's {@code mul(Number)} and its like make a tensor of the number in memory that Java owns,
 * and let go of it at once. PyTorch keeps that tensor for the gradient and not its memory: after
 * Java has collected its garbage, the gradient is multiplied by whatever lies there (DJL 0.35.1,
 * PtNDArray.mul, PtNDManager.create). Here the number belongs to the manager of the tensor, as the
 * result does.
 */
public final class KeptNumbers {

  private KeptNumbers() {}

  /** {@code tensor * number}, element by element. */
  public static NDArray times(NDArray tensor, double number) {
    return tensor.mul(kept(tensor, number));
  }

  /** {@code tensor / number}, element by element. */
  public static NDArray over(NDArray tensor, double number) {
    return tensor.div(kept(tensor, number));
  }

  /** {@code tensor ^ number}, element by element. */
  public static NDArray power(NDArray tensor, double number) {
    return tensor.pow(kept(tensor, number));
  }

  private static NDArray kept(NDArray tensor, double number) {
    return tensor.getManager().create((float) number);
  }
}
