package hmrbench.model.vibe;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.nn.Activation;
import hmrbench.tensor.Gru;
import hmrbench.tensor.Linear;
import hmrbench.tensor.Parameters;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * VIBE's motion discriminator: one number per sequence, trained towards 1 for captured motion and 0
 * for predicted. In TCMR's program it is built but never used.
 *
 * <ul>
 *   <li>N = sequences, T = frames, H = hidden, A = attention size
 *   <li>in: axis-angle rotations of the 23 body joints [N, T, 69], without root and camera
 *   <li>out: [N, 1]
 *   <li>weights: {@code gru.*}; with attention {@code attention.attention.0} [A, H], {@code .3} [A,
 *       A], {@code .6} [1, A]; {@code fc} [1, H], or [1, 2 H] where averages and maxima are pooled
 * </ul>
 *
 * <p>How frames are pooled follows from the tensors: by attention where it has weights, else by
 * mean and maximum where {@code fc} reads 2 H numbers, else the last frame counts.
 *
 * <p>Source: lib/models/motion_discriminator.py and attention.py of VIBE at 851f779.
 */
public final class MotionDiscriminator {

  /** Numbers of a frame: 23 joints as axis times angle. */
  public static final int BODY_ROTATIONS = 69;

  private final Gru gru;
  private final Optional<Attention> attention;
  private final Linear fc;

  /** Scores frames by a small network. */
  private record Attention(Linear first, Linear second, Linear last) {

    static Attention of(Parameters parameters, String prefix, long hidden) {
      Linear first =
          Linear.of(parameters, prefix + "attention.attention.0", Parameters.ANY, hidden);
      Linear second =
          Linear.of(parameters, prefix + "attention.attention.3", Parameters.ANY, first.out());
      return new Attention(
          first, second, Linear.of(parameters, prefix + "attention.attention.6", 1, second.out()));
    }

    /** Frames [N, T, H] to their weighted sum [N, H]. */
    NDArray pool(NDArray frames, UnaryOperator<NDArray> dropout) {
      NDArray once = dropout.apply(first.apply(frames).tanh());
      NDArray twice = dropout.apply(second.apply(once).tanh());
      NDArray scores = last.apply(twice).tanh(); // [N, T, 1]
      return scores.softmax(1).mul(frames).sum(new int[] {1});
    }
  }

  /**
   * Takes {@code prefix} + {@code gru.weight_ih_l0} and so on.
   *
   * @param prefix ends with a dot, or is empty
   */
  public MotionDiscriminator(Parameters parameters, String prefix) {
    this.gru = Gru.of(parameters, prefix + "gru", BODY_ROTATIONS);
    this.attention =
        parameters.has(prefix + "attention.attention.0.weight")
            ? Optional.of(Attention.of(parameters, prefix, gru.outputs()))
            : Optional.empty();
    this.fc = Linear.of(parameters, prefix + "fc", 1, Parameters.ANY);
  }

  /** Judges sequences [N, T, 69]: [N, 1]. */
  public NDArray judge(NDArray rotations) {
    return judge(rotations, UnaryOperator.identity());
  }

  /**
   * As {@link #judge(NDArray)}, in training.
   *
   * @param dropout applied behind the hidden layers of the attention [N, T, A]
   */
  public NDArray judge(NDArray rotations, UnaryOperator<NDArray> dropout) {
    NDArray frames = gru.forward(rotations.swapAxes(0, 1)); // [T, N, H]
    return fc.apply(pool(frames, dropout));
  }

  private NDArray pool(NDArray frames, UnaryOperator<NDArray> dropout) {
    if (attention.isPresent()) {
      return attention.get().pool(frames.swapAxes(0, 1), dropout);
    }
    if (fc.in() == 2 * gru.outputs()) {
      NDArray lit = Activation.relu(frames);
      return NDArrays.concat(new NDList(lit.mean(new int[] {0}), lit.max(new int[] {0})), 1);
    }
    return frames.get(frames.getShape().get(0) - 1);
  }
}
