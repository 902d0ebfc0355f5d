package hmrbench.picture.geometry;

import java.util.Optional;

/**
 * Place and size of a person by their visible key points, as SPIN's family keeps them: the middle
 * of the key points and {@code 150 / diagonal} of the upright box around them.
 *
 * <p>Source: TCMR lib/utils/smooth_bbox.py, kp_to_bbox_param, at c41fdd7.
 *
 * @param centreX in pixels
 * @param centreY in pixels
 * @param scale 150 over the person's diagonal in pixels, above 0
 */
public record PersonScale(double centreX, double centreY, double scale) {

  /** A person of this many pixels has scale 1. */
  public static final double REFERENCE_PIXELS = 150;

  /** By how much 3DPW's and Human3.6M's boxes exceed the diagonal (threedpw_utils.py). */
  public static final double OFFICIAL_FACTOR = 1.1;

  /** Confidence above which a key point counts as visible (threedpw_utils.py). */
  public static final double VISIBLE = 0.3;

  private static final double SMALLEST_DIAGONAL = 0.5;

  /**
   * The person that these key points show.
   *
   * @param x per key point, in pixels
   * @param y per key point, in pixels
   * @param confidence per key point
   * @param above a key point counts where its confidence is above this
   * @return empty where no key point counts, or all lie within half a pixel
   */
  public static Optional<PersonScale> ofKeypoints(
      double[] x, double[] y, double[] confidence, double above) {
    double left = Double.POSITIVE_INFINITY;
    double top = Double.POSITIVE_INFINITY;
    double right = Double.NEGATIVE_INFINITY;
    double bottom = Double.NEGATIVE_INFINITY;
    for (int k = 0; k < x.length; k++) {
      if (confidence[k] > above) {
        left = Math.min(left, x[k]);
        right = Math.max(right, x[k]);
        top = Math.min(top, y[k]);
        bottom = Math.max(bottom, y[k]);
      }
    }
    double diagonal = Math.hypot(right - left, bottom - top);
    if (left > right || diagonal < SMALLEST_DIAGONAL) {
      return Optional.empty();
    }
    return Optional.of(
        new PersonScale((left + right) / 2, (top + bottom) / 2, REFERENCE_PIXELS / diagonal));
  }

  /** The person that fills a box whose longer side is taken as the diagonal. */
  public static PersonScale ofBox(Box box) {
    return new PersonScale(
        box.centreX(), box.centreY(), REFERENCE_PIXELS / Math.max(box.width(), box.height()));
  }

  /** The square box with side {@code diagonal * factor}. */
  public Box square(double factor) {
    double side = REFERENCE_PIXELS / scale * factor;
    return new Box(centreX, centreY, side, side);
  }
}
