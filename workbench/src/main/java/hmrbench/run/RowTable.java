package hmrbench.run;

import hmrbench.core.FrameMask;
import hmrbench.core.MetricId;
import hmrbench.core.Series;
import hmrbench.record.Cell;
import hmrbench.record.Decimal;
import hmrbench.record.FrameTable;
import hmrbench.record.FrameTable.Attention;
import hmrbench.record.FrameTable.SequenceRange;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** Puts the sequences of a cell one below the other. */
record RowTable(Cell cell) {

  /** What is recorded of one sequence. */
  record Sequence(
      String name,
      List<String> frames,
      Series timeSeconds,
      FrameMask scored,
      Map<MetricId, Series> metrics,
      Map<String, Series> signals) {

    int rows() {
      return frames.size();
    }
  }

  FrameTable of(List<Sequence> sequences) {
    List<SequenceRange> ranges = new ArrayList<>();
    List<String> frames = new ArrayList<>();
    Set<MetricId> metrics = new LinkedHashSet<>();
    Set<String> signals = new LinkedHashSet<>();
    for (Sequence sequence : sequences) {
      ranges.add(
          new SequenceRange(sequence.name(), frames.size(), frames.size() + sequence.rows()));
      frames.addAll(sequence.frames());
      metrics.addAll(sequence.metrics().keySet());
      signals.addAll(sequence.signals().keySet());
    }
    Map<String, Series> metricColumns = new LinkedHashMap<>();
    metrics.forEach(
        id ->
            metricColumns.put(
                id.column(), column(sequences, it -> Optional.ofNullable(it.metrics().get(id)))));
    Map<String, Series> signalColumns = new LinkedHashMap<>();
    signals.forEach(
        name ->
            signalColumns.put(
                name, column(sequences, it -> Optional.ofNullable(it.signals().get(name)))));
    return new FrameTable(
        cell,
        ranges,
        frames,
        column(sequences, it -> Optional.of(it.timeSeconds())),
        scored(sequences),
        others(metricColumns),
        metricColumns.keySet().stream().anyMatch(Attention::isColumn)
            ? Attention.of(metricColumns::get)
            : Optional.empty(),
        signalColumns);
  }

  private static Map<String, Series> others(Map<String, Series> columns) {
    Map<String, Series> others = new LinkedHashMap<>(columns);
    others.keySet().removeIf(Attention::isColumn);
    return others;
  }

  private static FrameMask scored(List<Sequence> sequences) {
    boolean[] flags = new boolean[sequences.stream().mapToInt(Sequence::rows).sum()];
    int at = 0;
    for (Sequence sequence : sequences) {
      for (int row = 0; row < sequence.rows(); row++) {
        flags[at++] = sequence.scored().get(row);
      }
    }
    return FrameMask.of(flags);
  }

  private static Series column(
      List<Sequence> sequences, Function<Sequence, Optional<Series>> part) {
    int rows = sequences.stream().mapToInt(Sequence::rows).sum();
    double[] values = new double[rows];
    boolean[] present = new boolean[rows];
    int at = 0;
    for (Sequence sequence : sequences) {
      Optional<Series> series = part.apply(sequence);
      for (int row = 0; row < sequence.rows(); row++, at++) {
        present[at] = series.isPresent() && series.get().has(row);
        values[at] = present[at] ? Decimal.rounded(series.orElseThrow().get(row)) : 0;
      }
    }
    return Series.of(values, FrameMask.of(present));
  }
}
