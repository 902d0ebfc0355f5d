package hmrbench.run;

import hmrbench.core.Series;
import hmrbench.metric.Bounds;
import hmrbench.metric.Metric;
import hmrbench.metric.Metrics;
import hmrbench.metric.stats.CellSample;
import hmrbench.metric.stats.Interval;
import hmrbench.record.Cell;
import hmrbench.record.FrameTable;
import hmrbench.record.FrameTable.SequenceRange;
import hmrbench.record.SequenceRow;
import hmrbench.record.SummaryRow;
import hmrbench.record.SummaryRow.Range;
import hmrbench.record.SummaryRow.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BinaryOperator;
import java.util.stream.Stream;

/** From rows to means: per sequence, per cell, and the median over seeds. */
final class Summaries {

  private Summaries() {}

  /**
   * The mean of one metric over a sequence.
   *
   * @param count rows that it is the mean of, or the sum of what they weigh
   */
  record Mean(double value, double count) {}

  /** The means of one sequence in one cell; {@code frames} are its scored rows. */
  record SequenceMeans(Cell cell, String sequence, int frames, Means means) {

    SequenceRow row(Map<String, String> tags) {
      Map<String, Double> values = new LinkedHashMap<>();
      for (String column : means.columns) {
        means.of(column).ifPresent(mean -> values.put(column, mean.value()));
      }
      return new SequenceRow(cell, sequence, frames, values, tags);
    }
  }

  /** Means by column, in little memory: there is one of these per sequence of every cell. */
  static final class Means {

    private final List<String> columns;
    private final double[] values;
    private final double[] counts;

    private Means(List<String> columns) {
      this.columns = columns;
      this.values = new double[columns.size()];
      this.counts = new double[columns.size()];
    }

    private void put(String column, Mean mean) {
      int at = columns.indexOf(column);
      values[at] = mean.value();
      counts[at] = mean.count();
    }

    /** The mean of a column; nothing where no row of it has a value. */
    Optional<Mean> of(String column) {
      int at = columns.indexOf(column);
      return at < 0 || counts[at] == 0
          ? Optional.empty()
          : Optional.of(new Mean(values[at], counts[at]));
    }
  }

  /** The means of the sequences of a cell, in the order of its rows. */
  static List<SequenceMeans> bySequence(FrameTable table) {
    Map<String, Series> columns = table.columns();
    List<String> names = List.copyOf(columns.keySet());
    List<SequenceMeans> sequences = new ArrayList<>();
    for (SequenceRange range : table.sequences()) {
      int frames = 0;
      for (int row = range.from(); row < range.to(); row++) {
        frames += table.scored().get(row) ? 1 : 0;
      }
      Means means = new Means(names);
      columns.forEach(
          (column, series) ->
              mean(table, range, series, weight(column, columns))
                  .ifPresent(mean -> means.put(column, mean)));
      sequences.add(new SequenceMeans(table.cell(), range.name(), frames, means));
    }
    return sequences;
  }

  /** What the rows of a column weigh, where they do not weigh the same. */
  private static Optional<Series> weight(String column, Map<String, Series> columns) {
    return Metrics.ofColumn(column)
        .flatMap(Metric::weight)
        .map(weight -> columns.get(weight.id().column()));
  }

  private static Optional<Mean> mean(
      FrameTable table, SequenceRange range, Series series, Optional<Series> weight) {
    double sum = 0;
    double count = 0;
    for (int row = range.from(); row < range.to(); row++) {
      if (table.scored().get(row) && series.has(row)) {
        double weighs = weight.isPresent() ? weight.get().get(row) : 1;
        sum += weighs * series.get(row);
        count += weighs;
      }
    }
    return count == 0 ? Optional.empty() : Optional.of(new Mean(sum / count, count));
  }

  /**
   * The summary of every cell, and of the cells that differ in their seed alone.
   *
   * @param cells means of the sequences of each cell
   * @param metrics in the order of their columns
   * @param subjects the person of a data set's sequence
   */
  static List<SummaryRow> summarise(
      List<List<SequenceMeans>> cells, List<Metric> metrics, BinaryOperator<String> subjects) {
    Map<Cell, List<List<SequenceMeans>>> groups = new LinkedHashMap<>();
    for (List<SequenceMeans> cell : cells) {
      Cell all = cell.get(0).cell().withSeed(Cell.ALL_SEEDS);
      groups.computeIfAbsent(all, first -> new ArrayList<>()).add(cell);
    }
    return groups.entrySet().parallelStream()
        .flatMap(
            group ->
                Stream.concat(
                    group.getValue().stream()
                        .map(one -> row(one.get(0).cell(), List.of(one), metrics, subjects)),
                    Stream.of(row(group.getKey(), group.getValue(), metrics, subjects))))
        .toList();
  }

  private static SummaryRow row(
      Cell cell,
      List<List<SequenceMeans>> seeds,
      List<Metric> metrics,
      BinaryOperator<String> subjects) {
    List<SequenceMeans> first = seeds.get(0);
    Map<String, Value> values = new LinkedHashMap<>();
    for (Metric metric : metrics) {
      value(metric, seeds, subjects).ifPresent(value -> values.put(metric.id().column(), value));
    }
    int sequences = (int) first.stream().filter(it -> it.frames() > 0).count();
    int frames = first.stream().mapToInt(SequenceMeans::frames).sum();
    return new SummaryRow(cell, sequences, frames, values);
  }

  private static Optional<Value> value(
      Metric metric, List<List<SequenceMeans>> seeds, BinaryOperator<String> subjects) {
    String column = metric.id().column();
    boolean alike = metric.reduction() == Metric.Reduction.MEAN_OF_SEQUENCES;
    // A sequence has a value under every seed or under none: all seeds have the same rows.
    List<Integer> having = new ArrayList<>();
    for (int i = 0; i < seeds.get(0).size(); i++) {
      int index = i;
      if (seeds.stream().allMatch(seed -> seed.get(index).means().of(column).isPresent())) {
        having.add(i);
      }
    }
    if (having.isEmpty()) {
      return Optional.empty();
    }
    double[][] means = new double[seeds.size()][having.size()];
    double[] weights = new double[having.size()];
    List<String> names = new ArrayList<>();
    for (int n = 0; n < having.size(); n++) {
      for (int s = 0; s < seeds.size(); s++) {
        Mean mean = seeds.get(s).get(having.get(n)).means().of(column).orElseThrow();
        means[s][n] = mean.value();
        weights[n] = alike ? 1 : mean.count();
      }
      names.add(seeds.get(0).get(having.get(n)).sequence());
    }
    String dataset = seeds.get(0).get(0).cell().dataset();
    List<String> clusters = names.stream().map(name -> subjects.apply(dataset, name)).toList();
    List<String> seedNames = seeds.stream().map(seed -> seed.get(0).cell().seed()).toList();
    CellSample byFrame = new CellSample(names, clusters, seedNames, means, weights);
    return Optional.of(
        new Value(
            byFrame.value(),
            byFrame.interval().map(it -> range(it, metric.bounds())),
            byFrame.bySequence().value()));
  }

  /**
   * The part of an interval in which a mean can lie. What is cut off never holds it, so the rest
   * holds it as often as the whole.
   */
  private static Range range(Interval interval, Bounds bounds) {
    return new Range(bounds.nearest(interval.low()), bounds.nearest(interval.high()));
  }
}
