package hmrbench.model.hmmr;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.norm.LayerNorm;
import hmrbench.core.Fault;

/**
 * Normalisation in 32 groups of neighbouring channels, each over <b>all frames</b> of a window: so
 * every frame that follows depends on every frame of the window.
 *
 * <ul>
 *   <li>B = windows, T = frames per window, C = channels, a multiple of 32
 *   <li>in and out: [B, C, T]
 *   <li>per window and group: y = (x - mean) / sqrt(variance + 1e-6), with the variance over all,
 *       not all but one; then y times {@code scale} [C], plus {@code shift} [C]
 * </ul>
 *
 * <p>Source: the defaults of tf.contrib.layers.group_norm, as src/models.py of human_dynamics at
 * 0887f37 calls it; Wu and He, Group Normalization, ECCV 2018.
 */
record GroupNorm(NDArray scale, NDArray shift) {

  /** Groups of channels. */
  static final int GROUPS = 32;

  private static final float EPSILON = 1e-6f;

  /**
   * @throws Fault if the channels do not make whole groups
   */
  GroupNorm {
    requireGroups(scale.size());
  }

  /**
   * @throws Fault if so many channels do not make whole groups
   */
  static void requireGroups(long channels) {
    if (channels % GROUPS != 0) {
      throw Fault.asked(
          "convolutions over time: channels are normalised in %d groups, so their number must be a"
              + " multiple of %d, got %d",
          GROUPS, GROUPS, channels);
    }
  }

  NDArray apply(NDArray frames) {
    Shape shape = frames.getShape(); // [B, C, T]
    long perGroup = shape.get(1) / GROUPS * shape.get(2);
    return normalised(frames.reshape(shape.get(0), GROUPS, perGroup))
        .reshape(shape)
        .mul(scale.reshape(-1, 1))
        .add(shift.reshape(-1, 1));
  }

  /** Over the last axis; the engine's own layer norm does in one step what six would. */
  private static NDArray normalised(NDArray grouped) {
    NDManager manager = grouped.getManager();
    Shape last = new Shape(grouped.getShape().get(2));
    return LayerNorm.layerNorm(grouped, last, manager.ones(last), manager.zeros(last), EPSILON)
        .singletonOrThrow();
  }
}
