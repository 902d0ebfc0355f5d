package hmrbench.model.picture;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import ai.djl.nn.norm.LayerNorm;
import hmrbench.tensor.Convolutions;
import hmrbench.tensor.Parameters;
import java.util.function.BiConsumer;

/**
 * A convolution and its normalisation in groups of channels (Y. Wu and K. He, Group Normalization,
 * 2018).
 *
 * <ul>
 *   <li>in: [N, C_in, H, W]
 *   <li>out: [N, C_out, H / stride, W / stride]
 *   <li>weights: {@code weight} [C_out, C_in, K, K], {@code scale} [C_out], {@code shift} [C_out]
 * </ul>
 */
final class PictureLayer {

  private static final int GROUP = 8;
  private static final float EPSILON = 1e-5f;

  private final NDArray kernel;
  private final NDArray scale;
  private final NDArray shift;
  private final int stride;

  PictureLayer(Parameters parameters, String name, int in, int out, int size, int stride) {
    this.kernel = parameters.get(name + ".weight", out, in, size, size);
    this.scale = parameters.get(name + ".scale", out);
    this.shift = parameters.get(name + ".shift", out);
    this.stride = stride;
  }

  /** Names its weights, with their shapes. */
  static void shapes(String name, int in, int out, int size, BiConsumer<String, int[]> named) {
    named.accept(name + ".weight", new int[] {out, in, size, size});
    named.accept(name + ".scale", new int[] {out});
    named.accept(name + ".shift", new int[] {out});
  }

  NDArray apply(NDArray image) {
    NDArray made = Convolutions.apply(image, kernel, null, stride);
    Shape shape = made.getShape();
    long channels = shape.get(1);
    long numbers = GROUP * shape.get(2) * shape.get(3);
    NDArray grouped = made.reshape(shape.get(0), channels / GROUP, numbers);
    Shape last = new Shape(numbers);
    NDArray normal =
        LayerNorm.layerNorm(
                grouped,
                last,
                image.getManager().ones(last),
                image.getManager().zeros(last),
                EPSILON)
            .singletonOrThrow();
    return normal
        .reshape(shape)
        .mul(scale.reshape(1, channels, 1, 1))
        .add(shift.reshape(1, channels, 1, 1));
  }

  NDArray rectified(NDArray image) {
    return Activation.relu(apply(image));
  }
}
