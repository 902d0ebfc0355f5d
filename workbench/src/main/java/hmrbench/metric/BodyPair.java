package hmrbench.metric;

import hmrbench.core.SmplTrack;

/**
 * A person's body parameters, true and predicted, row by row, in the axes of the camera.
 *
 * @param truth what the data set says
 * @param predicted what the model says
 */
public record BodyPair(SmplTrack truth, SmplTrack predicted) {

  public BodyPair {
    if (truth.frames() != predicted.frames()) {
      throw new IllegalArgumentException(
          "truth has %d frames, prediction %d".formatted(truth.frames(), predicted.frames()));
    }
  }
}
