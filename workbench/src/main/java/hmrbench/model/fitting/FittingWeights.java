package hmrbench.model.fitting;

import hmrbench.core.KeypointTrack;

/**
 * How much each term of the energy counts. The first two are lengths in units of the crop's half
 * size; the energy is a negative logarithm of a probability where they and the priors are true.
 *
 * @param deviation assumed standard deviation of a 2D joint
 * @param reach distance from which on a 2D joint loses its pull (sigma of Geman and McClure)
 * @param pose of the squared distance from the mean pose, in standard deviations
 * @param shape of the squared shape coefficients
 * @param bendRadians how far a knee or an elbow bends the wrong way at a cost of 1
 * @param start of the squared distance from the body that the fit begins with: its pose in standard
 *     deviations of poses, its shape, and its root in tenths of a radian
 */
public record FittingWeights(
    double deviation, double reach, double pose, double shape, double bendRadians, double start) {

  /** SMPLify's: a body is as good as its 2D joints and the priors say, wherever it came from. */
  public static final FittingWeights ALONE =
      new FittingWeights(
          3 / KeypointTrack.HALF_CROP_PIXELS, 20 / KeypointTrack.HALF_CROP_PIXELS, 1, 1, 0.1, 0);

  /** Farther than any 2D joint can be off: its errors count by their squares. */
  private static final double SQUARES = 1000;

  /** The same energy for a network in training, which begins far away: squared errors. */
  public static final FittingWeights FOR_NETWORKS =
      new FittingWeights(3 / KeypointTrack.HALF_CROP_PIXELS, SQUARES, 1, 1, 0.1, 0);

  /** Squared errors of 2D joints alone. */
  public static final FittingWeights JOINTS_ALONE =
      new FittingWeights(3 / KeypointTrack.HALF_CROP_PIXELS, SQUARES, 0, 0, SQUARES, 0);

  /**
   * A refinement's: what a model predicts is known, too. The weight was chosen on the simulated
   * validation set; see DECISIONS.md.
   */
  public static final FittingWeights NEAR_START =
      new FittingWeights(
          3 / KeypointTrack.HALF_CROP_PIXELS, 20 / KeypointTrack.HALF_CROP_PIXELS, 1, 1, 0.1, 8);

  public FittingWeights {
    if (!(deviation > 0 && reach > 0 && bendRadians > 0 && pose >= 0 && shape >= 0 && start >= 0)) {
      throw new IllegalArgumentException(
          "lengths must be above 0 and weights not below 0, got %s, %s, %s, %s, %s, %s"
              .formatted(deviation, reach, pose, shape, bendRadians, start));
    }
  }
}
