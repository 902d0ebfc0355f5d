package hmrbench.record.bench;

import java.util.List;

/**
 * Repeated measurements of one thing.
 *
 * @param median middle value; the mean of the two middle ones where their number is even
 * @param lowerQuartile a quarter of the values lies below, interpolated
 * @param upperQuartile a quarter of the values lies above, interpolated
 * @param values in the order of measuring
 */
public record Spread(
    double median, double lowerQuartile, double upperQuartile, List<Double> values) {

  public Spread {
    values = List.copyOf(values);
  }

  /**
   * Sums up what was measured.
   *
   * @throws IllegalArgumentException if there is no value
   */
  public static Spread of(List<Double> values) {
    if (values.isEmpty()) {
      throw new IllegalArgumentException("nothing was measured");
    }
    double[] sorted = values.stream().mapToDouble(Double::doubleValue).sorted().toArray();
    return new Spread(at(sorted, 0.5), at(sorted, 0.25), at(sorted, 0.75), values);
  }

  private static double at(double[] sorted, double share) {
    double place = share * (sorted.length - 1);
    int below = (int) place;
    int above = Math.min(below + 1, sorted.length - 1);
    return sorted[below] + (place - below) * (sorted[above] - sorted[below]);
  }
}
