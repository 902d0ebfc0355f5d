package hmrbench.picture.geometry;

import java.util.Arrays;

/** The two filters that smooth boxes over time, with the edges that SciPy gives them. */
final class SeriesFilters {

  /** Where the Gaussian is cut off, in standard deviations (scipy.ndimage, truncate). */
  private static final double CUT = 4;

  private SeriesFilters() {}

  /**
   * The middle of each window of {@code window} values.
   *
   * @param window odd
   * @param zerosOutside whether zeros lie beyond the ends, as in scipy.signal.medfilt; otherwise
   *     the first and last value
   */
  static double[] median(double[] values, int window, boolean zerosOutside) {
    double[] filtered = new double[values.length];
    double[] seen = new double[window];
    for (int t = 0; t < values.length; t++) {
      for (int k = 0; k < window; k++) {
        int at = t + k - window / 2;
        int inside = Math.max(0, Math.min(values.length - 1, at));
        seen[k] = at == inside || !zerosOutside ? values[inside] : 0;
      }
      Arrays.sort(seen);
      filtered[t] = seen[window / 2];
    }
    return filtered;
  }

  /**
   * Gaussian mean over time; beyond the ends the values repeat mirrored (d c b a | a b c d), as in
   * scipy.ndimage.gaussian_filter1d.
   *
   * @param sigma standard deviation, in frames
   */
  static double[] gaussian(double[] values, double sigma) {
    int radius = (int) (CUT * sigma + 0.5);
    double[] weights = new double[2 * radius + 1];
    double sum = 0;
    for (int k = -radius; k <= radius; k++) {
      weights[k + radius] = Math.exp(-0.5 * k * k / (sigma * sigma));
      sum += weights[k + radius];
    }
    double[] filtered = new double[values.length];
    for (int t = 0; t < values.length; t++) {
      double mean = 0;
      for (int k = -radius; k <= radius; k++) {
        mean += weights[k + radius] / sum * values[mirrored(t + k, values.length)];
      }
      filtered[t] = mean;
    }
    return filtered;
  }

  private static int mirrored(int at, int length) {
    int turned = Math.floorMod(at, 2 * length);
    return turned < length ? turned : 2 * length - 1 - turned;
  }
}
