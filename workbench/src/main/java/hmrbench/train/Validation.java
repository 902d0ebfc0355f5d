package hmrbench.train;

import hmrbench.model.Predictor;
import java.util.Map;

/** Scores a network on held-out clips while it is being trained. Called by several threads. */
@FunctionalInterface
public interface Validation {

  /** Averages by name with unit, such as {@code pa_mpjpe_mm}, in a fixed order. */
  Map<String, Double> score(Predictor model);
}
