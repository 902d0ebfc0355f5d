package hmrbench.model.filter;

/**
 * Weighted mean around each frame. At the ends the kernel is cut and its remaining weights are
 * scaled to sum to 1, so that no frame is invented.
 */
final class KernelSmoother implements Smoother {

  /** Standard deviations at which a Gaussian is cut off (scipy.ndimage.gaussian_filter1d). */
  private static final double TRUNCATE = 4;

  /** From the middle outwards. */
  private final double[] weights;

  private KernelSmoother(double[] weights) {
    this.weights = weights;
  }

  /**
   * @param windowFrames odd
   */
  static KernelSmoother average(int windowFrames) {
    double[] weights = new double[windowFrames / 2 + 1];
    java.util.Arrays.fill(weights, 1);
    return new KernelSmoother(weights);
  }

  /**
   * @param sigmaFrames standard deviation, in frames
   */
  static KernelSmoother gaussian(double sigmaFrames) {
    double[] weights = new double[(int) (TRUNCATE * sigmaFrames + 0.5) + 1];
    for (int k = 0; k < weights.length; k++) {
      weights[k] = Math.exp(-0.5 * k * k / (sigmaFrames * sigmaFrames));
    }
    return new KernelSmoother(weights);
  }

  int reachFrames() {
    return weights.length - 1;
  }

  @Override
  public double[] smooth(double[] values, double framesPerSecond) {
    double[] smoothed = new double[values.length];
    for (int t = 0; t < values.length; t++) {
      double sum = 0;
      double total = 0;
      int first = Math.max(0, t - reachFrames());
      int last = Math.min(values.length - 1, t + reachFrames());
      for (int s = first; s <= last; s++) {
        double weight = weights[Math.abs(s - t)];
        sum += weight * values[s];
        total += weight;
      }
      smoothed[t] = sum / total;
    }
    return smoothed;
  }
}
