package hmrbench.picture.geometry;

/** Boxes straight from key points, without a visibility test or smoothing. */
public final class KeypointBoxes {

  /** By how much the box exceeds the key points (get_bbox_from_kp2d). */
  private static final double FACTOR = 1.1;

  private KeypointBoxes() {}

  /**
   * The square about all key points: the longer side of the upright box around them, times 1.1.
   * Source: TCMR lib/data_utils/_img_utils.py, get_bbox_from_kp2d, at c41fdd7 (MPI-INF-3DHP).
   *
   * @param x per key point, in pixels
   * @param y per key point, in pixels
   */
  public static Box squareAround(double[] x, double[] y) {
    return tight(x, y).square().scaled(FACTOR);
  }

  /** The upright box whose edges touch the outermost key points. */
  public static Box tight(double[] x, double[] y) {
    double left = Double.POSITIVE_INFINITY;
    double top = Double.POSITIVE_INFINITY;
    double right = Double.NEGATIVE_INFINITY;
    double bottom = Double.NEGATIVE_INFINITY;
    for (int k = 0; k < x.length; k++) {
      left = Math.min(left, x[k]);
      right = Math.max(right, x[k]);
      top = Math.min(top, y[k]);
      bottom = Math.max(bottom, y[k]);
    }
    return Box.between(left, top, right, bottom);
  }
}
