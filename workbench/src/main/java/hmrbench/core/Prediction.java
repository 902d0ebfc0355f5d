package hmrbench.core;

import java.util.Optional;

/**
 * What a model says about a clip, row by row of a window plan.
 *
 * @param smpl SMPL parameters of R rows
 * @param attention weights of past, current and future [R, 3], where the model has them; they sum
 *     to 1
 */
public record Prediction(SmplTrack smpl, Optional<FloatGrid> attention) {

  public Prediction {
    attention.ifPresent(
        weights -> {
          if (weights.rank() != 2 || weights.size(0) != smpl.frames() || weights.size(1) != 3) {
            throw new IllegalArgumentException(
                "attention must be [%d, 3], got %s".formatted(smpl.frames(), weights));
          }
        });
  }

  /** Number of rows, R. */
  public int rows() {
    return smpl.frames();
  }
}
