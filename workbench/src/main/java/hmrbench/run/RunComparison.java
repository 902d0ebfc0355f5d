package hmrbench.run;

import hmrbench.core.Fault;
import hmrbench.core.MetricId;
import hmrbench.metric.stats.CellSample;
import hmrbench.metric.stats.Comparison;
import hmrbench.record.Cell;
import hmrbench.record.RunFolder;
import hmrbench.record.RunStore;
import hmrbench.record.SequenceRow;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Two runs side by side: what differs in their configs, and how the results of the cells that both
 * have differ, sequence by sequence.
 *
 * @param configs lines that only one of the two has, marked with {@code -} and {@code +}
 * @param results per cell that both have, its seeds taken together
 * @param unmatched cells that only one of them has
 */
public record RunComparison(List<String> configs, List<Difference> results, List<Cell> unmatched) {

  /** The second run against the first in one cell; the seed of the cell is {@code all}. */
  public record Difference(Cell cell, MetricId metric, Comparison comparison) {}

  /** Compares two runs. */
  public static RunComparison of(Path first, Path second) {
    RunFolder a = RunFolder.open(first);
    RunFolder b = RunFolder.open(second);
    Map<Cell, List<SequenceRow>> inA = byCell(a);
    Map<Cell, List<SequenceRow>> inB = byCell(b);
    List<Difference> results = new ArrayList<>();
    inA.forEach(
        (cell, rows) -> {
          List<SequenceRow> others = inB.getOrDefault(cell, List.of());
          for (MetricId metric : b.manifest().metrics()) {
            compare(rows, others, metric)
                .ifPresent(it -> results.add(new Difference(cell, metric, it)));
          }
        });
    Set<Cell> unmatched = new LinkedHashSet<>(inA.keySet());
    unmatched.addAll(inB.keySet());
    unmatched.removeIf(cell -> inA.containsKey(cell) && inB.containsKey(cell));
    return new RunComparison(configDifference(first, second), results, List.copyOf(unmatched));
  }

  private static Map<Cell, List<SequenceRow>> byCell(RunFolder run) {
    return run.sequences().stream()
        .collect(
            Collectors.groupingBy(
                row -> row.cell().withSeed(Cell.ALL_SEEDS),
                LinkedHashMap::new,
                Collectors.toList()));
  }

  private static Optional<Comparison> compare(
      List<SequenceRow> first, List<SequenceRow> second, MetricId metric) {
    Optional<CellSample> a = sample(first, metric);
    Optional<CellSample> b = sample(second, metric);
    return a.isEmpty() || b.isEmpty()
        ? Optional.empty()
        : Comparison.of(b.get(), a.get(), metric.lowerIsBetter());
  }

  /** The sequences that have a value of the metric under every seed. */
  private static Optional<CellSample> sample(List<SequenceRow> rows, MetricId metric) {
    Map<String, Map<String, SequenceRow>> bySeed = new LinkedHashMap<>();
    for (SequenceRow row : rows) {
      bySeed
          .computeIfAbsent(row.cell().seed(), seed -> new LinkedHashMap<>())
          .put(row.sequence(), row);
    }
    List<String> names =
        rows.stream()
            .map(SequenceRow::sequence)
            .distinct()
            .filter(
                name ->
                    bySeed.values().stream()
                        .allMatch(
                            seed ->
                                seed.containsKey(name)
                                    && Objects.requireNonNull(seed.get(name))
                                        .metrics()
                                        .containsKey(metric.column())))
            .toList();
    if (names.isEmpty()) {
      return Optional.empty();
    }
    double[][] means =
        bySeed.values().stream()
            .map(
                seed ->
                    names.stream()
                        .mapToDouble(
                            name ->
                                Objects.requireNonNull(
                                    Objects.requireNonNull(seed.get(name))
                                        .metrics()
                                        .get(metric.column())))
                        .toArray())
            .toArray(double[][]::new);
    Map<String, SequenceRow> first = bySeed.values().iterator().next();
    double[] weights =
        names.stream()
            .mapToDouble(name -> Objects.requireNonNull(first.get(name)).frames())
            .toArray();
    return Optional.of(new CellSample(names, means, weights));
  }

  private static List<String> configDifference(Path first, Path second) {
    List<String> a = lines(first.resolve(RunStore.CONFIG));
    List<String> b = lines(second.resolve(RunStore.CONFIG));
    List<String> difference = new ArrayList<>();
    a.stream().filter(line -> !b.contains(line)).forEach(line -> difference.add("- " + line));
    b.stream().filter(line -> !a.contains(line)).forEach(line -> difference.add("+ " + line));
    return difference;
  }

  private static List<String> lines(Path file) {
    try {
      return Files.readAllLines(file);
    } catch (IOException e) {
      throw new Fault(Fault.Kind.ASKED_WRONGLY, "%s: cannot be read: %s".formatted(file, e), e);
    }
  }
}
