package hmrbench.report.compare;

import hmrbench.core.MetricId;
import hmrbench.metric.stats.CellSample;
import hmrbench.metric.stats.Comparison;
import hmrbench.metric.stats.Holm;
import hmrbench.record.Cell;
import hmrbench.record.Manifest;
import hmrbench.record.RunFolder;
import hmrbench.report.finding.Finding;
import hmrbench.report.finding.Findings;
import hmrbench.report.view.FrameScan;
import hmrbench.report.view.RunView;
import hmrbench.report.view.Setting;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;

/**
 * Two runs side by side: what differs in their configs, how the results of the cells that both have
 * differ, sequence by sequence, and which verdicts changed.
 *
 * @param first what is compared with
 * @param second what is compared
 * @param configs one line per key whose value differs
 * @param results per cell that both have and metric, its seeds taken together
 * @param unmatched cells that only one of them has
 * @param verdicts claims that the two runs judge differently
 * @param apart data sets of which the two runs have different versions, and which: their sequences
 *     are others, so nothing of them is compared
 */
public record RunComparison(
    RunView first,
    RunView second,
    List<String> configs,
    List<Difference> results,
    List<Cell> unmatched,
    List<VerdictChange> verdicts,
    List<String> apart) {

  /** The level at which a difference counts as seen. */
  public static final double ALPHA = 0.05;

  /**
   * The second run against the first in one cell; the seed of the cell is {@code all}.
   *
   * @param before the sequences of the first run
   * @param after the sequences of the second run
   * @param corrected p-value after Holm's correction over all results; nothing with too few people
   */
  public record Difference(
      Cell cell,
      MetricId metric,
      CellSample before,
      CellSample after,
      Comparison comparison,
      OptionalDouble corrected) {

    /** Whether every sequence of both has the same value. */
    public boolean none() {
      return comparison.better() + comparison.worse() == 0;
    }

    /** Whether the difference is seen after correction. */
    public boolean significant() {
      return corrected.orElse(1) < ALPHA;
    }
  }

  /** A claim with what each run says of it. */
  public record VerdictChange(String claim, String before, String after) {}

  public RunComparison {
    configs = List.copyOf(configs);
    results = List.copyOf(results);
    unmatched = List.copyOf(unmatched);
    verdicts = List.copyOf(verdicts);
    apart = List.copyOf(apart);
  }

  /**
   * Compares two runs.
   *
   * @throws hmrbench.core.Fault if one of them is no run or cannot be read
   */
  public static RunComparison of(Path first, Path second) {
    return of(first, second, RunFolder.Edited.REFUSE);
  }

  /** As {@link #of(Path, Path)}, of records that may not be as they were written. */
  public static RunComparison of(Path first, Path second, RunFolder.Edited choice) {
    RunView a = RunView.open(first, choice);
    RunView b = RunView.open(second, choice);
    Map<String, String> apart = apart(a.manifest(), b.manifest());
    Set<Cell> inA = cells(a);
    Set<Cell> inB = cells(b);
    inA.removeIf(cell -> apart.containsKey(cell.dataset()));
    inB.removeIf(cell -> apart.containsKey(cell.dataset()));
    List<Difference> results = new ArrayList<>();
    for (Cell cell : inA) {
      for (MetricId metric : inB.contains(cell) ? b.metrics() : List.<MetricId>of()) {
        if (metric.lowerIsBetter()) {
          difference(a, b, cell, metric).ifPresent(results::add);
        }
      }
    }
    Set<Cell> unmatched = new LinkedHashSet<>(inA);
    unmatched.addAll(inB);
    unmatched.removeIf(cell -> inA.contains(cell) && inB.contains(cell));
    return new RunComparison(
        a,
        b,
        ConfigDifference.of(a.config(), b.config()),
        corrected(results),
        List.copyOf(unmatched),
        verdicts(a, b),
        List.copyOf(apart.values()));
  }

  /** A sentence for each data set of which the runs have different versions, by its name. */
  private static Map<String, String> apart(Manifest a, Manifest b) {
    Map<String, String> apart = new LinkedHashMap<>();
    for (Manifest.DataCard first : a.subjects().datasets()) {
      for (Manifest.DataCard second : b.subjects().datasets()) {
        boolean versions =
            first.simulatedVersion().isPresent() && second.simulatedVersion().isPresent();
        if (first.name().equals(second.name())
            && versions
            && !first.simulatedVersion().equals(second.simulatedVersion())) {
          apart.put(
              first.name(),
              "%s: version %d in A, version %d in B: other sequences, so nothing of it is compared; run the older one again"
                  .formatted(
                      first.name(),
                      first.simulatedVersion().getAsInt(),
                      second.simulatedVersion().getAsInt()));
        }
      }
    }
    return apart;
  }

  private static Set<Cell> cells(RunView run) {
    Set<Cell> cells = new LinkedHashSet<>();
    run.summary().forEach(row -> cells.add(row.cell().withSeed(Cell.ALL_SEEDS)));
    return cells;
  }

  private static Optional<Difference> difference(RunView a, RunView b, Cell cell, MetricId metric) {
    Setting at = Setting.of(cell);
    Optional<CellSample> before = a.sample(at, cell.model(), cell.filter(), metric.column());
    Optional<CellSample> after = b.sample(at, cell.model(), cell.filter(), metric.column());
    return before.isEmpty() || after.isEmpty()
        ? Optional.empty()
        : Comparison.of(after.get(), before.get(), metric.lowerIsBetter())
            .map(it -> new Difference(cell, metric, before.get(), after.get(), it, it.p()));
  }

  private static List<Difference> corrected(List<Difference> results) {
    List<OptionalDouble> corrected =
        Holm.adjust(results.stream().map(Difference::corrected).toList());
    List<Difference> all = new ArrayList<>();
    for (int i = 0; i < corrected.size(); i++) {
      Difference it = results.get(i);
      all.add(
          new Difference(
              it.cell(), it.metric(), it.before(), it.after(), it.comparison(), corrected.get(i)));
    }
    return all;
  }

  private static List<VerdictChange> verdicts(RunView a, RunView b) {
    Map<String, Finding> before = findings(a);
    List<VerdictChange> changes = new ArrayList<>();
    findings(b)
        .forEach(
            (name, after) -> {
              Finding was = before.get(name);
              if (was != null && was.verdict() != after.verdict()) {
                changes.add(
                    new VerdictChange(
                        after.claim(), was.verdict().words(), after.verdict().words()));
              }
            });
    return changes;
  }

  private static Map<String, Finding> findings(RunView run) {
    Map<String, Finding> findings = new LinkedHashMap<>();
    run.home()
        .ifPresent(
            home ->
                Findings.of(run, home, FrameScan.of(run, home).attention())
                    .forEach(finding -> findings.put(finding.name(), finding)));
    return findings;
  }
}
