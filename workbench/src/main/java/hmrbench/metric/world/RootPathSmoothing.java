package hmrbench.metric.world;

import hmrbench.core.world.Positions;

/**
 * A Gaussian of 3 frames over the path of the root, whose change moves all points of the frame:
 * TRAM lib/vis/traj.py at 4861c11. Beyond the ends the path is mirrored, end frames included.
 */
final class RootPathSmoothing {

  private static final double SIGMA_FRAMES = 3;

  /** Four standard deviations, where scipy's gaussian_filter1d cuts off. */
  private static final int RADIUS = 12;

  private RootPathSmoothing() {}

  /** How far each frame moves [T, 1, 3]. */
  static Positions shift(Positions path) {
    double[] weights = weights();
    int frames = path.frames();
    double[] shift = new double[frames * 3];
    for (int t = 0; t < frames; t++) {
      for (int axis = 0; axis < 3; axis++) {
        double sum = 0;
        for (int k = -RADIUS; k <= RADIUS; k++) {
          sum += weights[k + RADIUS] * path.at(mirrored(t + k, frames), 0, axis);
        }
        shift[t * 3 + axis] = sum - path.at(t, 0, axis);
      }
    }
    return Positions.owning(frames, 1, shift);
  }

  private static double[] weights() {
    double[] weights = new double[2 * RADIUS + 1];
    double sum = 0;
    for (int k = -RADIUS; k <= RADIUS; k++) {
      weights[k + RADIUS] = Math.exp(-k * k / (2 * SIGMA_FRAMES * SIGMA_FRAMES));
      sum += weights[k + RADIUS];
    }
    for (int i = 0; i < weights.length; i++) {
      weights[i] /= sum;
    }
    return weights;
  }

  private static int mirrored(int t, int frames) {
    int within = Math.floorMod(t, 2 * frames);
    return within < frames ? within : 2 * frames - 1 - within;
  }
}
