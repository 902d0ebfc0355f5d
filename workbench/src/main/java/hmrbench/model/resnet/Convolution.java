package hmrbench.model.resnet;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.nn.Activation;
import hmrbench.tensor.ComposedLinear;
import hmrbench.tensor.Convolutions;
import hmrbench.tensor.Parameters;
import hmrbench.tensor.Scope;

/**
 * A convolution without bias and the batch normalisation after it, by its running statistics: two
 * linear maps, which are one convolution with a bias here.
 *
 * <ul>
 *   <li>N = images, C = channels, K = size of the kernel
 *   <li>in: [N, C_in, H, W]
 *   <li>out: [N, C_out, H / stride, W / stride]
 *   <li>weights: {@code weight} [C_out, C_in, K, K]; of the normalisation {@code weight}, {@code
 *       bias}, {@code running_mean}, {@code running_var} [C_out]
 * </ul>
 */
final class Convolution {

  private static final float EPSILON = 1e-5f;

  private final NDArray kernel;
  private final NDArray bias;
  private final int stride;

  private Convolution(
      Parameters parameters, String name, String norm, long out, long in, long size, int stride) {
    NDList read =
        new NDList(
            parameters.get(name + ".weight", out, in, size, size),
            parameters.get(norm + ".weight", out),
            parameters.get(norm + ".bias", out),
            parameters.get(norm + ".running_mean", out),
            parameters.get(norm + ".running_var", out));
    NDList folded = Scope.tensors(read.get(0).getManager(), read, Convolution::folded);
    this.kernel = folded.get(0);
    this.bias = folded.get(1);
    this.stride = stride;
  }

  /**
   * Kernel, scale, shift, mean and variance in; kernel [C_out, C_in, K, K] and bias [C_out] out.
   */
  private static NDList folded(NDList read) {
    NDArray variance = ComposedLinear.exact(read.get(4));
    NDArray factor = ComposedLinear.exact(read.get(1)).div(variance.add(EPSILON).sqrt());
    NDArray bias =
        ComposedLinear.exact(read.get(2)).sub(ComposedLinear.exact(read.get(3)).mul(factor));
    NDArray kernel = ComposedLinear.exact(read.get(0)).mul(factor.reshape(-1, 1, 1, 1));
    return new NDList(ComposedLinear.rounded(kernel), ComposedLinear.rounded(bias));
  }

  /**
   * Takes {@code name.weight} and {@code norm.*}.
   *
   * @param size of the kernel, K, odd; the image is padded so that only the stride shrinks it
   */
  static Convolution of(
      Parameters parameters, String name, String norm, long out, long in, long size, int stride) {
    return new Convolution(parameters, name, norm, out, in, size, stride);
  }

  /** [C_out, C_in, K, K], the normalisation in it. */
  NDArray kernel() {
    return kernel;
  }

  /** [C_out]. */
  NDArray bias() {
    return bias;
  }

  int stride() {
    return stride;
  }

  /** Of the kernel, K. */
  int size() {
    return Math.toIntExact(kernel.getShape().get(2));
  }

  NDArray apply(NDArray image) {
    return Convolutions.apply(image, kernel, bias, stride);
  }

  /** As {@link #apply}, what is below 0 cut off. */
  NDArray rectified(NDArray image) {
    try (NDArray summed = apply(image)) {
      return Activation.relu(summed);
    }
  }
}
