package hmrbench.train;

import hmrbench.core.SmplTrack;
import hmrbench.scene.PictureBatch;
import java.util.Map;
import java.util.function.Function;

/** Scores a network that looks at pictures while it is being trained. */
@FunctionalInterface
public interface PictureValidation {

  /**
   * Averages by name with unit, such as {@code pa_mpjpe_mm}, in a fixed order.
   *
   * @param network what it makes of pictures, one by one
   */
  Map<String, Double> score(Function<PictureBatch, SmplTrack> network);
}
