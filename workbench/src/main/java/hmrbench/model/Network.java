package hmrbench.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import hmrbench.data.OutputKind;
import hmrbench.model.spin.Regressor;
import java.util.Optional;

/**
 * A network over windows of static features, as tensors. The same object serves inference and
 * training: it only holds references to its weights.
 *
 * <ul>
 *   <li>B = windows, T = frames per window, F = features per frame, S = feature streams per window
 * </ul>
 */
public interface Network {

  /** For which frames of a window it answers. */
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
   * The features that training decodes and supervises, each against its own frame: TCMR's past,
   * future and integrated features (S = 3, all of the middle frame), every frame of a sequence
   * network (S = T), or the one answer (S = 1).
   *
   * @param windows features [B, T, F]
   * @return [B, S, F]
   */
  NDArray supervisedFeatures(NDArray windows);

  /** What decodes a feature. */
  Regressor regressor();

  /**
   * The same network arranged for evaluation, where there is such an arrangement.
   *
   * @param owner of the tensors that it is composed of
   */
  default Optional<FastNetwork> fast(NDManager owner) {
    return Optional.empty();
  }
}
