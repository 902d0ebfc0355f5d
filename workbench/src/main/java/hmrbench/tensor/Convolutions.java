package hmrbench.tensor;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.convolutional.Conv2d;
import hmrbench.core.FloatGrid;
import org.jspecify.annotations.Nullable;

/**
 * Convolutions that come out right on every processor.
 *
 * <p>oneDNN, which PyTorch 2.7.1 convolves with, gives wrong sums on some AMD processors of family
 * 26 where the input channels fill their last block of 16 only half (24, 40, 56...) and the kernel
 * is larger than 1. Channels of zeros fill it here; oneDNN would lay out as many.
 */
public final class Convolutions {

  /** Channels that oneDNN computes together under AVX-512. */
  private static final long BLOCK = 16;

  private Convolutions() {}

  /**
   * Convolves images, with as many zeros around them as let only the stride shrink them.
   *
   * @param image [N, C_in, H, W]
   * @param kernel [C_out, C_in, K, K], K odd
   * @param bias [C_out], or null
   * @return [N, C_out, H / stride, W / stride], rounded up
   */
  public static NDArray apply(NDArray image, NDArray kernel, @Nullable NDArray bias, int stride) {
    long size = kernel.getShape().get(2);
    if (size == 1 && stride == 1 && bias == null) {
      return mixed(image, kernel);
    }
    return Conv2d.conv2d(
            filled(image, kernel),
            filled(kernel, kernel),
            bias,
            new Shape(stride, stride),
            new Shape(size / 2, size / 2),
            new Shape(1, 1),
            1)
        .singletonOrThrow();
  }

  /**
   * A kernel of one pixel is a matrix product. PyTorch would look for another library first, and
   * warn at each call of a processor that this one does not know.
   */
  private static NDArray mixed(NDArray image, NDArray kernel) {
    Shape shape = image.getShape();
    long images = shape.get(0);
    long in = shape.get(1);
    long out = kernel.getShape().get(0);
    return kernel
        .reshape(1, out, in)
        .broadcast(new Shape(images, out, in))
        .batchMatMul(image.reshape(images, in, -1))
        .reshape(images, out, shape.get(2), shape.get(3));
  }

  /** The same of numbers, without a bias. */
  public static FloatGrid apply(
      FloatGrid image, FloatGrid kernel, int stride, ComputeDevice device) {
    try (NDManager manager = TensorEngine.newManager(device)) {
      NDArray images = Grids.toTensor(manager, image);
      return Grids.toGrid(apply(images, Grids.toTensor(manager, kernel), null, stride));
    }
  }

  /** An image or a kernel [N, C_in, H, W], with channels of zeros where its kernel needs them. */
  static NDArray filled(NDArray of, NDArray kernel) {
    long channels = kernel.getShape().get(1);
    boolean small = channels <= BLOCK || kernel.getShape().get(2) == 1;
    long missing = small ? 0 : Math.floorMod(-channels, BLOCK);
    if (missing == 0) {
      return of;
    }
    Shape shape = of.getShape();
    Shape rest = new Shape(shape.get(0), missing, shape.get(2), shape.get(3));
    NDArray zeros = of.getManager().zeros(rest, of.getDataType());
    return NDArrays.concat(new NDList(of, zeros), 1);
  }
}
