package hmrbench.train;

import hmrbench.core.FloatGrid;
import hmrbench.core.SmplTrack;

/**
 * The targets of a batch's rows; N = targets.
 *
 * @param rotations joint rotations relative to the parent [N, 216], row-major matrices
 * @param betas shape coefficients [N, 10]
 * @param camera weak-perspective camera [N, 3]
 */
public record BodyTargets(FloatGrid rotations, FloatGrid betas, FloatGrid camera) {

  /** Every frame of a track as a target. */
  static BodyTargets of(SmplTrack track) {
    int frames = track.frames();
    return new BodyTargets(
        FloatGrid.owning(track.rotations().toArray(), frames, 216), track.betas(), track.camera());
  }

  /** Number of targets, N. */
  public int size() {
    return betas.size(0);
  }
}
