package hmrbench.report.view;

import hmrbench.core.Series;
import hmrbench.record.FrameTable;
import hmrbench.report.chart.AttentionFigure.Spread;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/**
 * The weights of past, current and future in those frames of a cell that are scored and have them.
 */
final class WeighedFrames {

  private final int[] rows;
  private final double[][] weights;

  /**
   * @param rows of the cell's table, ascending, N
   * @param weights by past, current and future, and by place in {@code rows} [3, N]
   */
  private WeighedFrames(int[] rows, double[][] weights) {
    this.rows = rows;
    this.weights = weights;
  }

  /** The frames of a cell; empty where its model has no attention. */
  static Optional<WeighedFrames> of(FrameTable table) {
    if (table.attention().isEmpty()) {
      return Optional.empty();
    }
    FrameTable.Attention attention = table.attention().get();
    List<Series> parts = List.of(attention.past(), attention.current(), attention.future());
    int[] rows =
        IntStream.range(0, table.rows())
            .filter(row -> table.scored().get(row))
            .filter(row -> parts.stream().allMatch(part -> part.has(row)))
            .toArray();
    return rows.length == 0
        ? Optional.empty()
        : Optional.of(
            new WeighedFrames(
                rows, parts.stream().map(part -> values(part, rows)).toArray(double[][]::new)));
  }

  private static double[] values(Series series, int[] rows) {
    double[] values = new double[rows.length];
    for (int i = 0; i < rows.length; i++) {
      values[i] = series.get(rows[i]);
    }
    return values;
  }

  int count() {
    return rows.length;
  }

  /** The row of the cell's table at a place. */
  int row(int place) {
    return rows[place];
  }

  /** Places of all frames. */
  int[] all() {
    return IntStream.range(0, rows.length).toArray();
  }

  /** Places of the frames of a sequence. */
  int[] of(FrameTable.SequenceRange range) {
    return IntStream.range(firstFrom(range.from()), firstFrom(range.to())).toArray();
  }

  private int firstFrom(int row) {
    int found = Arrays.binarySearch(rows, row);
    return found >= 0 ? found : -found - 1;
  }

  /** Places of the frames whose row of the table is such a one. */
  int[] where(IntPredicate row) {
    return IntStream.range(0, rows.length).filter(place -> row.test(rows[place])).toArray();
  }

  double weight(int part, int place) {
    return weights[part][place];
  }

  /** Mean weights of some frames. */
  List<Double> means(int[] places) {
    return Arrays.stream(weights)
        .map(part -> Arrays.stream(places).mapToDouble(place -> part[place]).sum() / places.length)
        .toList();
  }

  /** Quantiles of the weights of some frames. */
  List<Spread> spreads(int[] places) {
    return Arrays.stream(weights).map(part -> spread(part, places)).toList();
  }

  private static Spread spread(double[] part, int[] places) {
    double[] sorted = new double[places.length];
    for (int i = 0; i < places.length; i++) {
      sorted[i] = part[places[i]];
    }
    Arrays.sort(sorted);
    return new Spread(
        quantile(sorted, 0.05),
        quantile(sorted, 0.25),
        quantile(sorted, 0.5),
        quantile(sorted, 0.75),
        quantile(sorted, 0.95));
  }

  /** The value at a share of sorted values, interpolated linearly. */
  private static double quantile(double[] sorted, double share) {
    double place = share * (sorted.length - 1);
    int below = (int) Math.floor(place);
    int above = Math.min(below + 1, sorted.length - 1);
    return sorted[below] + (place - below) * (sorted[above] - sorted[below]);
  }
}
