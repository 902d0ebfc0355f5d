package hmrbench.metric.stats;

import java.util.Arrays;

/** From one number per seed to one number. */
public final class Seeds {

  private Seeds() {}

  /** The middle value, or the mean of the two middle ones; never the best. */
  public static double median(double[] perSeed) {
    if (perSeed.length == 0) {
      throw new IllegalArgumentException("no seed, no median");
    }
    if (perSeed.length == 1) {
      return perSeed[0];
    }
    double[] sorted = perSeed.clone();
    Arrays.sort(sorted);
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }
}
