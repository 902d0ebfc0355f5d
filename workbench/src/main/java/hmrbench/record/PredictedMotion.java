package hmrbench.record;

import hmrbench.core.JointTrack;

/**
 * What was there and what a model said of it, as positions, for one sequence of one cell: what a
 * page plays.
 *
 * @param sequence name
 * @param truth true positions relative to the root, one row per row of the cell's {@link
 *     FrameTable} for this sequence
 * @param predicted predicted positions of the same rows and joints, relative to the root
 */
public record PredictedMotion(String sequence, JointTrack truth, JointTrack predicted) {

  public PredictedMotion {
    truth = truth.relativeToRoot();
    predicted = predicted.relativeToRoot();
    if (truth.frames() != predicted.frames() || truth.joints() != predicted.joints()) {
      throw new IllegalArgumentException(
          "sequence %s: truth is %d frames of %s, prediction %d frames of %s"
              .formatted(
                  sequence,
                  truth.frames(),
                  truth.joints(),
                  predicted.frames(),
                  predicted.joints()));
    }
  }
}
