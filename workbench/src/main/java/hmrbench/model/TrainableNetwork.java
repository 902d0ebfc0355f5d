package hmrbench.model;

import ai.djl.ndarray.NDArray;
import hmrbench.model.spin.Regressor;

/**
 * A network that can be trained here: the same object serves inference and training.
 *
 * <ul>
 *   <li>B = windows, T = frames per window, F = features per frame, S = feature streams per window
 * </ul>
 */
public interface TrainableNetwork extends Network {

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
}
