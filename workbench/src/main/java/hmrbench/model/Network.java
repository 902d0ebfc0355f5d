package hmrbench.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import hmrbench.core.OutputKind;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A network over windows of static features, as tensors. It only holds references to its weights.
 *
 * <ul>
 *   <li>B = windows, T = frames per window, F = features per frame
 * </ul>
 */
public interface Network {

  /** Which frames of a window it predicts. */
  OutputKind output();

  /** Frames per window, T; 1 for a per-frame network. */
  int windowFrames();

  /** Features per frame, F. */
  int featureSize();

  /**
   * Body parameters: of the middle frame, rows B; of every frame, rows B T window by window.
   *
   * @param windows features [B, T, F]
   */
  BodyOutput forward(NDArray windows);

  /**
   * How many windows belong in one batch, where an answer depends on the windows beside it; empty
   * where it does not, as it should be. MPS-Net's does.
   */
  default OptionalInt batchWindows() {
    return OptionalInt.empty();
  }

  /**
   * The same network arranged for evaluation, where there is such an arrangement.
   *
   * @param owner of the tensors that it is composed of
   */
  default Optional<FastNetwork> fast(NDManager owner) {
    return Optional.empty();
  }
}
