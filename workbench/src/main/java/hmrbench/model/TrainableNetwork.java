package hmrbench.model;

import ai.djl.ndarray.NDArray;
import hmrbench.model.spin.Regressor;
import java.util.List;
import java.util.function.UnaryOperator;

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

  /**
   * The frames whose bodies a supervised feature is to give, counted from its own: 0, unless it
   * tells past or future.
   */
  default List<Integer> horizons() {
    return List.of(0);
  }

  /**
   * The bodies of supervised features, as trainings compare them.
   *
   * @param features some of {@link #supervisedFeatures} [R, F]
   * @param dropout applied behind each hidden layer of the regressor
   * @return pose, shape and camera [R H, 157], the {@link #horizons} of a feature one after the
   *     other
   */
  default NDArray supervisedBodies(NDArray features, UnaryOperator<NDArray> dropout) {
    return regressor().decode(features, dropout).rows();
  }

  /** What decodes a feature. */
  Regressor regressor();
}
