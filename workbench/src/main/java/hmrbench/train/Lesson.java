package hmrbench.train;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import hmrbench.core.FloatGrid;
import hmrbench.io.NdArray;
import hmrbench.io.safetensors.SafeTensors;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/**
 * What one network learns from, step by step. A batch is a function of the step and of what was
 * found, which is saved, so that a resumed training sees what an undisturbed one would have.
 */
public interface Lesson {

  /** The batch of a step; its tensors belong to {@code scope}. */
  Batch draw(NDManager scope, int step);

  /** What it has found so far beside the weights, by name, for a saved training. */
  default Map<String, NdArray> found() {
    return Map.of();
  }

  /** Goes on with what a saved training had found. */
  default void restore(SafeTensors saved) {}

  /** How far predicted rows are from what they should be. */
  @FunctionalInterface
  interface RowLoss {

    /**
     * The weighted terms and their gradient.
     *
     * @param rows [R, 157]: pose as six numbers per joint, shape, camera; window by window
     */
    BodyLoss.Result of(FloatGrid rows);
  }

  /**
   * A batch.
   *
   * @param features [B, T, F]
   * @param firstFrame the first supervised frame within the window
   * @param stride distance between supervised frames
   * @param places where each window was cut, in words
   * @param loss compares what is predicted for the supervised frames
   * @param motion windows of true motion for a discriminator, axis-angle of the 23 body joints [W,
   *     T, 69]
   * @param dropout applied behind each hidden layer of the regressor
   */
  record Batch(
      NDArray features,
      int firstFrame,
      int stride,
      List<String> places,
      RowLoss loss,
      Supplier<FloatGrid> motion,
      UnaryOperator<NDArray> dropout) {
    public Batch {
      places = List.copyOf(places);
    }
  }
}
