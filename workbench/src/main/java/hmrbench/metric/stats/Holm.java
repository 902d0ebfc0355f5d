package hmrbench.metric.stats;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.IntStream;

/**
 * Correction of the p-values of one table, so that the chance of any false alarm among them stays
 * at the level (Holm, A simple sequentially rejective multiple test procedure, 1979).
 */
public final class Holm {

  private Holm() {}

  /** {@link #adjust(double...)} of the values that are present; absent ones stay absent. */
  public static List<OptionalDouble> adjust(List<OptionalDouble> p) {
    double[] adjusted = adjust(p.stream().flatMapToDouble(OptionalDouble::stream).toArray());
    List<OptionalDouble> all = new ArrayList<>();
    int at = 0;
    for (OptionalDouble value : p) {
      all.add(value.isPresent() ? OptionalDouble.of(adjusted[at++]) : value);
    }
    return List.copyOf(all);
  }

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
