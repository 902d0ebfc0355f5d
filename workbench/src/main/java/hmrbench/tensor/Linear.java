package hmrbench.tensor;

import ai.djl.ndarray.NDArray;

/**
 * An affine map, y = x W^T + b.
 *
 * <ul>
 *   <li>in: [.., in]
 *   <li>out: [.., out]
 *   <li>weights: {@code weight} [out, in], {@code bias} [out]
 * </ul>
 */
public record Linear(NDArray weight, NDArray bias) {

  /**
   * Takes {@code prefix.weight} and {@code prefix.bias}.
   *
   * @param out length of the output, or {@link Parameters#ANY}
   * @param in length of the input, or {@link Parameters#ANY}
   */
  public static Linear of(Parameters parameters, String prefix, long out, long in) {
    NDArray weight = parameters.get(prefix + ".weight", out, in);
    NDArray bias = parameters.get(prefix + ".bias", weight.getShape().get(0));
    return new Linear(weight, bias);
  }

  public NDArray apply(NDArray input) {
    return ai.djl.nn.core.Linear.linear(input, weight, bias).singletonOrThrow();
  }

  public long in() {
    return weight.getShape().get(1);
  }

  public long out() {
    return weight.getShape().get(0);
  }
}
