package hmrbench.model;

import hmrbench.core.Clip;
import hmrbench.core.FrameMask;
import hmrbench.core.OutputKind;
import hmrbench.core.Prediction;
import hmrbench.data.WindowPlan;
import java.util.Optional;

/**
 * Predicts the body of the person in a clip: a network with weights, saved predictions of another
 * program, or a reference row (a frozen pose, the truth in half precision).
 */
public interface Predictor extends AutoCloseable {

  /** Which frames of a window it predicts. */
  OutputKind output();

  /** Frames per window, T; 1 for a per-frame model. */
  int windowFrames();

  /** The frames of a clip for which it has an answer: all, but for predictions made elsewhere. */
  default FrameMask answered(Clip clip) {
    return FrameMask.all(clip.frames());
  }

  /** Whether its predictions say how the person moves through the world. */
  default boolean knowsWorld() {
    return false;
  }

  /**
   * Predicts the rows of a plan. The predictor batches windows itself, so that work shared by
   * windows is done once.
   *
   * @param clip what it sees; networks look at the features only
   * @param plan windows of {@link #windowFrames()} frames over this clip
   * @throws hmrbench.core.Fault if the clip does not fit the model (feature size) or holds NaN
   */
  Prediction predict(Clip clip, WindowPlan plan);

  /**
   * A predictor with the same answers for another thread; it must be closed separately. Empty if
   * there is none: then one thread is used.
   */
  default Optional<Predictor> twin() {
    return Optional.empty();
  }

  @Override
  void close();
}
