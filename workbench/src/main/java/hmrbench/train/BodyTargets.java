package hmrbench.train;

import hmrbench.core.FloatGrid;

/**
 * What the rows of a batch should have said; N = targets.
 *
 * @param rotations joint rotations relative to the parent [N, 216], row-major matrices
 * @param betas shape coefficients [N, 10]
 * @param camera weak-perspective camera [N, 3]
 */
public record BodyTargets(FloatGrid rotations, FloatGrid betas, FloatGrid camera) {

  /** Number of targets, N. */
  public int size() {
    return betas.size(0);
  }
}
