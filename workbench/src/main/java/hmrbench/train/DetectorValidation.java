package hmrbench.train;

import hmrbench.core.FloatGrid;
import java.util.Map;
import java.util.function.UnaryOperator;

/** Scores a network that finds people while it is being trained. */
@FunctionalInterface
public interface DetectorValidation {

  /**
   * Averages by name with unit, in a fixed order.
   *
   * @param network maps [N, 5, H/4, W/4] of pixels [N, 3, H, W]
   */
  Map<String, Double> score(UnaryOperator<FloatGrid> network);
}
