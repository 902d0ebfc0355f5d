package hmrbench.metric.stats;

import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * Correction of p-values that stand in one table, so that the chance of any false alarm among them
 * stays at the level (Holm, A simple sequentially rejective multiple test procedure, 1979).
 */
public final class Holm {

  private Holm() {}

  /** The corrected values, in the order given: at most 1, and never below the uncorrected ones. */
  public static double[] adjust(double... p) {
    int[] order =
        IntStream.range(0, p.length)
            .boxed()
            .sorted(Comparator.comparingDouble(i -> p[i]))
            .mapToInt(Integer::intValue)
            .toArray();
    double[] adjusted = new double[p.length];
    double floor = 0;
    for (int rank = 0; rank < order.length; rank++) {
      floor = Math.max(floor, Math.min(1, (p.length - rank) * p[order[rank]]));
      adjusted[order[rank]] = floor;
    }
    return adjusted;
  }
}
