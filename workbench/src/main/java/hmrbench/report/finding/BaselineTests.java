package hmrbench.report.finding;

import hmrbench.core.MetricId;
import hmrbench.metric.Metrics;
import hmrbench.metric.stats.CellSample;
import hmrbench.metric.stats.Comparison;
import hmrbench.metric.stats.Holm;
import hmrbench.metric.stats.PowerPlan;
import hmrbench.record.Cell;
import hmrbench.record.ModelFacts;
import hmrbench.report.table.Marks;
import hmrbench.report.table.Numbers;
import hmrbench.report.view.RunView;
import hmrbench.report.view.Setting;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Every competing model of a setting against the baseline, metric by metric, on the sequences that
 * both were scored on; p-values are corrected for all tests of the setting together.
 */
public final class BaselineTests implements Marks {

  /** Behind a number that differs from the baseline's. */
  private static final String MARK = "*";

  private static final double ALPHA = 0.05;

  /**
   * At one frame rate this unit is the other one times a constant: its test is the same test, and
   * counting it twice would make the correction too strict.
   */
  private static final MetricId SAME_TEST = Metrics.ACCEL_ERR_SI.id();

  /**
   * One comparison.
   *
   * @param cell of the model, over all seeds
   * @param metric what was compared
   * @param comparison the paired difference and its uncorrected test
   * @param corrected p-value after Holm's correction within the setting; nothing with too few
   *     people
   * @param plan how much data the difference would need; empty with fewer than two sequences
   */
  public record Row(
      Cell cell,
      MetricId metric,
      Comparison comparison,
      OptionalDouble corrected,
      Optional<PowerPlan> plan) {

    /** Whether the difference is seen at the level 0.05 after correction. */
    public boolean significant() {
      return corrected.orElse(1) < ALPHA;
    }
  }

  private final Optional<String> baseline;
  private final List<Row> rows;

  private BaselineTests(Optional<String> baseline, List<Row> rows) {
    this.baseline = baseline;
    this.rows = List.copyOf(rows);
  }

  /**
   * Tests the models of a setting.
   *
   * @param metrics what to compare; metrics of which neither value is the better one are left out
   */
  public static BaselineTests of(RunView run, Setting setting, List<MetricId> metrics) {
    Optional<String> baseline = baseline(run, setting);
    List<Row> rows =
        baseline.isEmpty()
            ? List.of()
            : metrics.parallelStream()
                .filter(metric -> metric.lowerIsBetter() && !metric.equals(SAME_TEST))
                .flatMap(metric -> of(run, setting, baseline.get(), metric).stream())
                .toList();
    List<OptionalDouble> corrected =
        Holm.adjust(rows.stream().map(row -> row.comparison().p()).toList());
    List<Row> result = new ArrayList<>();
    for (int i = 0; i < rows.size(); i++) {
      Row row = rows.get(i);
      result.add(new Row(row.cell(), row.metric(), row.comparison(), corrected.get(i), row.plan()));
    }
    return new BaselineTests(baseline, result);
  }

  private static Optional<String> baseline(RunView run, Setting setting) {
    return Optional.ofNullable(run.manifest().question().baseline())
        .filter(name -> run.overSeeds(setting, name, RunView.NO_FILTER).isPresent());
  }

  private static List<Row> of(RunView run, Setting setting, String baseline, MetricId metric) {
    List<Row> rows = new ArrayList<>();
    Optional<CellSample> base = run.sample(setting, baseline, RunView.NO_FILTER, metric.column());
    for (ModelFacts model : run.models()) {
      for (String filter : model.competes() ? run.filters(setting) : List.<String>of()) {
        boolean same = model.name().equals(baseline) && filter.equals(RunView.NO_FILTER);
        Optional<CellSample> sample =
            same ? Optional.empty() : run.sample(setting, model.name(), filter, metric.column());
        if (base.isPresent() && sample.isPresent()) {
          Cell cell = setting.cell(model.name(), filter, Cell.ALL_SEEDS);
          Comparison.of(sample.get(), base.get(), metric.lowerIsBetter())
              .map(
                  comparison ->
                      new Row(
                          cell,
                          metric,
                          comparison,
                          OptionalDouble.empty(),
                          plan(sample.get(), base.get())))
              .ifPresent(rows::add);
        }
      }
    }
    return rows;
  }

  /** Variances of the differences, where both were scored on the same sequences and seeds. */
  private static Optional<PowerPlan> plan(CellSample model, CellSample baseline) {
    if (model.sequences() < 2 || !model.names().equals(baseline.names())) {
      return Optional.empty();
    }
    int seeds = Math.min(model.seeds(), baseline.seeds());
    double[][] differences = new double[seeds][model.sequences()];
    for (int seed = 0; seed < seeds; seed++) {
      for (int i = 0; i < model.sequences(); i++) {
        differences[seed][i] = model.mean(seed, i) - baseline.mean(seed, i);
      }
    }
    return Optional.of(PowerPlan.of(differences));
  }

  /** The model that all others are compared with, where there is one. */
  public Optional<String> baseline() {
    return baseline;
  }

  /** All comparisons, metric by metric. */
  public List<Row> rows() {
    return rows;
  }

  /** The comparisons of one metric. */
  public List<Row> rows(String column) {
    return rows.stream().filter(row -> row.metric().column().equals(column)).toList();
  }

  @Override
  public String of(Cell cell, String column) {
    Cell overSeeds = cell.withSeed(Cell.ALL_SEEDS);
    String tested = column.equals(SAME_TEST.column()) ? Metrics.ACCEL_ERR.id().column() : column;
    return rows.stream()
        .filter(row -> row.cell().equals(overSeeds) && row.metric().column().equals(tested))
        .filter(Row::significant)
        .map(row -> MARK)
        .findFirst()
        .orElse("");
  }

  @Override
  public List<String> notes() {
    if (baseline.isEmpty() || rows.isEmpty()) {
      return List.of();
    }
    List<String> notes = new ArrayList<>();
    notes.add(
        ("%s differs from %s: p < %s, t test over people and seeds, corrected (Holm) for the %s"
                + " tests of this table; both units of the acceleration error are one test.")
            .formatted(MARK, baseline.get(), Numbers.fixed(ALPHA, 2), rows.size()));
    people().ifPresent(notes::add);
    return notes;
  }

  /** How many people the comparisons are of, and what follows where they are few or unknown. */
  public Optional<String> people() {
    return rows.stream()
        .map(Row::comparison)
        .max(Comparator.comparingInt(Comparison::sequences))
        .map(it -> People.words(it.change().clusters(), it.sequences()));
  }
}
