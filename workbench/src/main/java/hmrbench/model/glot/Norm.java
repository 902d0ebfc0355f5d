package hmrbench.model.glot;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.norm.LayerNorm;
import hmrbench.tensor.Parameters;

/**
 * Layer normalisation over the last axis, with the epsilon of GLoT (1e-6, not the usual 1e-5).
 *
 * <ul>
 *   <li>weights: {@code weight} [D], {@code bias} [D]
 * </ul>
 */
record Norm(NDArray weight, NDArray bias) {

  private static final float EPSILON = 1e-6f;

  static Norm of(Parameters parameters, String prefix, long size) {
    return new Norm(
        parameters.get(prefix + ".weight", size), parameters.get(prefix + ".bias", size));
  }

  /** [.., D] to [.., D]. */
  NDArray apply(NDArray input) {
    return LayerNorm.layerNorm(input, new Shape(weight.size()), weight, bias, EPSILON)
        .singletonOrThrow();
  }
}
