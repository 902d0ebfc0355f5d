package hmrbench.model.resnet;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.convolutional.Conv2d;
import ai.djl.nn.norm.BatchNorm;
import hmrbench.tensor.Parameters;

/**
 * A convolution without bias and the batch normalisation after it, by its running statistics.
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

  /** Only training reads the momentum. */
  private static final float MOMENTUM = 0.1f;

  private final NDArray kernel;
  private final NDArray scale;
  private final NDArray shift;
  private final NDArray mean;
  private final NDArray variance;
  private final Shape stride;
  private final Shape padding;

  private Convolution(
      Parameters parameters, String name, String norm, long out, long in, long size, int stride) {
    this.kernel = parameters.get(name + ".weight", out, in, size, size);
    this.scale = parameters.get(norm + ".weight", out);
    this.shift = parameters.get(norm + ".bias", out);
    this.mean = parameters.get(norm + ".running_mean", out);
    this.variance = parameters.get(norm + ".running_var", out);
    this.stride = new Shape(stride, stride);
    this.padding = new Shape(size / 2, size / 2);
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

  NDArray apply(NDArray image) {
    NDArray summed =
        Conv2d.conv2d(image, kernel, null, stride, padding, new Shape(1, 1), 1).singletonOrThrow();
    boolean training = false;
    return BatchNorm.batchNorm(summed, mean, variance, scale, shift, 1, MOMENTUM, EPSILON, training)
        .singletonOrThrow();
  }
}
