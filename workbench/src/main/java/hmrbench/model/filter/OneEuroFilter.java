package hmrbench.model.filter;

import hmrbench.core.FloatGrid;
import hmrbench.core.Rotations;
import hmrbench.core.SmplTrack;
import hmrbench.model.Filter;

/**
 * Low-pass filter with a cutoff that rises with speed (Casiez, Roussel and Vogel, 1 Euro filter,
 * CHI 2012), on each of the 72 axis-angle numbers, with the frame as the unit of time. Causal.
 *
 * <p>Source: VIBE lib/utils/one_euro_filter.py and smooth_pose.py at 851f7794. As there, a rotation
 * that passes half a turn jumps to the other side of the axis-angle ball, and the filter smooths
 * that jump; the other filters here do not.
 */
final class OneEuroFilter implements Filter {

  /** Cutoff of the speed estimate, per frame (VIBE: d_cutoff). */
  static final double SPEED_CUTOFF = 1.0;

  private final String name;
  private final double minCutoff;
  private final double beta;

  /**
   * @param minCutoff cutoff at rest, per frame
   * @param beta how much the cutoff rises with speed
   */
  OneEuroFilter(String name, double minCutoff, double beta) {
    this.name = name;
    this.minCutoff = minCutoff;
    this.beta = beta;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public SmplTrack apply(SmplTrack track, double framesPerSecond) {
    FloatGrid vectors = Rotations.toAxisAngle(track.rotations());
    int frames = vectors.size(0);
    int width = vectors.size(1);
    float[] smoothed = new float[vectors.length()];
    double[] series = new double[frames];
    for (int column = 0; column < width; column++) {
      for (int t = 0; t < frames; t++) {
        series[t] = vectors.at(t, column);
      }
      double[] result = smooth(series, minCutoff, beta, SPEED_CUTOFF);
      for (int t = 0; t < frames; t++) {
        smoothed[t * width + column] = (float) result[t];
      }
    }
    return track.withRotations(Rotations.fromAxisAngle(FloatGrid.owning(smoothed, frames, width)));
  }

  /** Smooths one number over time; the first value stays as it is. */
  static double[] smooth(double[] values, double minCutoff, double beta, double speedCutoff) {
    double[] smoothed = values.clone();
    double speed = 0;
    double speedShare = share(speedCutoff);
    for (int t = 1; t < values.length; t++) {
      double step = values[t] - smoothed[t - 1];
      speed = speedShare * step + (1 - speedShare) * speed;
      double share = share(minCutoff + beta * Math.abs(speed));
      smoothed[t] = share * values[t] + (1 - share) * smoothed[t - 1];
    }
    return smoothed;
  }

  /** How much of a new value enters at a cutoff per frame. */
  private static double share(double cutoff) {
    double r = 2 * Math.PI * cutoff;
    return r / (r + 1);
  }

  @Override
  public int lookaheadFrames() {
    return 0;
  }
}
