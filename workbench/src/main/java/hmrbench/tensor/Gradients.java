package hmrbench.tensor;

import ai.djl.ndarray.NDArray;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.JniUtils;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/**
 * Gradients of a scalar with respect to the tensors that ask for them.
 *
 * <p>DJL's own collector allows one user per process and clears the gradients of every tensor of
 * the process; PyTorch's gradient mode belongs to the thread, so this one lets every thread train
 * its own network.
 */
public final class Gradients {

  private Gradients() {}

  /**
   * Computes a loss and adds its gradients to the leaves ({@link NDArray#getGradient()}).
   *
   * @param loss makes the scalar loss; must not detour through {@code duplicate()} or {@code
   *     toType()}, which cut gradients silently
   * @return the loss
   */
  public static NDArray backward(Supplier<NDArray> loss) {
    TensorEngine.prepareThread();
    boolean before = JniUtils.isGradMode();
    JniUtils.setGradMode(true);
    try {
      NDArray scalar = loss.get();
      try (NDArray one = scalar.getManager().ones(scalar.getShape(), scalar.getDataType())) {
        JniUtils.backward((PtNDArray) scalar, (PtNDArray) one, false, false);
      }
      return scalar;
    } finally {
      JniUtils.setGradMode(before);
    }
  }

  /**
   * Back-propagates a given gradient: computes outputs, takes the gradient of a scalar with respect
   * to them, and adds that scalar's gradients to the leaves.
   *
   * @param outputs makes the outputs
   * @param gradientOf says, from the outputs, the gradient of the scalar, of the same shape
   */
  public static void backward(Supplier<NDArray> outputs, UnaryOperator<NDArray> gradientOf) {
    TensorEngine.prepareThread();
    boolean before = JniUtils.isGradMode();
    JniUtils.setGradMode(true);
    try {
      NDArray made = outputs.get();
      JniUtils.backward((PtNDArray) made, (PtNDArray) gradientOf.apply(made), false, false);
    } finally {
      JniUtils.setGradMode(before);
    }
  }

  /** Runs work that no gradient flows through, such as an update of weights in place. */
  public static void without(Runnable work) {
    TensorEngine.prepareThread();
    boolean before = JniUtils.isGradMode();
    JniUtils.setGradMode(false);
    try {
      work.run();
    } finally {
      JniUtils.setGradMode(before);
    }
  }
}
