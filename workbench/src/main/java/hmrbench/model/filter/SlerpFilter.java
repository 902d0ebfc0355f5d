package hmrbench.model.filter;

import hmrbench.core.FloatGrid;
import hmrbench.core.SmplTrack;
import hmrbench.model.Filter;

/**
 * Exponential smoothing on the sphere of quaternions: every frame moves a share of the way from the
 * smoothed rotation before it to its own. Causal, so it lags behind.
 *
 * <p>Source: TCMR evaluate.py --filter (ratio 0.3) and lib/utils/slerp_filter_utils.py at c41fdd7;
 * its origin is MEVA. All 24 rotations are smoothed, each apart.
 */
final class SlerpFilter implements Filter {

  private final String name;
  private final double ratio;

  /**
   * @param ratio share of the way to the new frame, above 0 and at most 1
   */
  SlerpFilter(String name, double ratio) {
    this.name = name;
    this.ratio = ratio;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public SmplTrack apply(SmplTrack track, double framesPerSecond) {
    return track.withRotations(smooth(track.rotations()));
  }

  private FloatGrid smooth(FloatGrid rotations) {
    float[] smoothed = new float[rotations.length()];
    int joints = rotations.size(1);
    for (int joint = 0; joint < joints; joint++) {
      double[] unsmoothed = null;
      double[] current = null;
      for (int t = 0; t < rotations.size(0); t++) {
        int at = (t * joints + joint) * 9;
        double[] q = Quaternions.fromMatrix(Matrices.read(rotations, at));
        // The sign follows the frame before as it was predicted, not as it was smoothed.
        q = unsmoothed == null ? q : Quaternions.nearer(unsmoothed, q);
        current = current == null ? q : Quaternions.slerp(current, q, ratio);
        unsmoothed = q;
        Matrices.write(Quaternions.toMatrix(current), smoothed, at);
      }
    }
    return FloatGrid.owning(smoothed, rotations.shape());
  }

  @Override
  public int lookaheadFrames() {
    return 0;
  }
}
