package hmrbench.model.picture;

import ai.djl.ndarray.NDArray;
import hmrbench.tensor.Parameters;
import hmrbench.tensor.PictureOperations;
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

  private final NDArray kernel;
  private final NDArray scale;
  private final NDArray shift;
  private final int stride;

  /**
   * @param in channels of the image, C_in
   * @param out channels that it makes, C_out; {@link Parameters#ANY} for as many as its weights
   *     have
   */
  PictureLayer(Parameters parameters, String name, long in, long out, int size, int stride) {
    this.kernel = parameters.get(name + ".weight", out, in, size, size);
    this.scale = parameters.get(name + ".scale", channels());
    this.shift = parameters.get(name + ".shift", channels());
    this.stride = stride;
  }

  /** Channels that it makes, C_out. */
  long channels() {
    return kernel.getShape().get(0);
  }

  /** Names its weights, with their shapes. */
  static void shapes(String name, int in, int out, int size, BiConsumer<String, int[]> named) {
    named.accept(name + ".weight", new int[] {out, in, size, size});
    named.accept(name + ".scale", new int[] {out});
    named.accept(name + ".shift", new int[] {out});
  }

  NDArray apply(NDArray image) {
    return PictureOperations.layer(image, kernel, scale, shift, stride, false);
  }

  NDArray rectified(NDArray image) {
    return PictureOperations.layer(image, kernel, scale, shift, stride, true);
  }
}
