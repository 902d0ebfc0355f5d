package hmrbench.report.view;

import hmrbench.metric.stats.Seeds;
import hmrbench.record.Cell;
import hmrbench.record.DiagnosisRow;
import hmrbench.record.DiagnosisTable;
import hmrbench.record.ModelFacts;
import hmrbench.report.chart.SeriesStyle;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** What a run found out about its cells, seeds taken together. */
public final class Diagnoses {

  private final RunView run;
  private final Map<DiagnosisTable, Map<Cell, List<DiagnosisRow>>> tables =
      new EnumMap<>(DiagnosisTable.class);

  public Diagnoses(RunView run) {
    this.run = run;
    for (DiagnosisTable table : DiagnosisTable.values()) {
      Map<Cell, List<DiagnosisRow>> cells = new LinkedHashMap<>();
      for (DiagnosisRow row : run.folder().diagnosis(table)) {
        cells.computeIfAbsent(row.cell(), cell -> new ArrayList<>()).add(row);
      }
      tables.put(table, cells);
    }
  }

  /**
   * What is looked at: a model's predictions, filtered or not.
   *
   * @param style how it looks in figures; its label names it
   * @param competes whether it is no reference
   */
  public record Subject(
      Setting setting, String model, String filter, SeriesStyle style, boolean competes) {

    /** Its name: that of the model, with the filter where there is one. */
    public String label() {
      return style.label();
    }
  }

  /** The models of a setting without a filter, references last. */
  public List<Subject> models(Setting setting) {
    return run.models().stream()
        .sorted(java.util.Comparator.comparing(model -> !model.competes()))
        .map(model -> subject(setting, model, RunView.NO_FILTER))
        .filter(this::isRecorded)
        .toList();
  }

  /** As {@link #models}, and after each model its filtered predictions. */
  public List<Subject> modelsAndFilters(Setting setting) {
    return run.models().stream()
        .sorted(java.util.Comparator.comparing(model -> !model.competes()))
        .flatMap(
            model -> run.filters(setting).stream().map(filter -> subject(setting, model, filter)))
        .filter(this::isRecorded)
        .toList();
  }

  /** As {@link #models}, and at the end the filtered predictions of one model. */
  public List<Subject> modelsAndFiltersOf(String model, Setting setting) {
    Stream<Subject> filtered =
        modelsAndFilters(setting).stream()
            .filter(it -> it.model().equals(model) && !it.filter().equals(RunView.NO_FILTER));
    return Stream.concat(models(setting).stream(), filtered).toList();
  }

  private Subject subject(Setting setting, ModelFacts model, String filter) {
    SeriesStyle style = run.styles().of(model.name());
    boolean plain = filter.equals(RunView.NO_FILTER);
    return new Subject(
        setting,
        model.name(),
        filter,
        plain ? style : style.labelled(model.name() + ", " + filter),
        model.competes());
  }

  private boolean isRecorded(Subject subject) {
    return tables.values().stream()
        .anyMatch(
            cells ->
                cells.keySet().stream()
                    .anyMatch(
                        cell ->
                            Setting.of(cell).equals(subject.setting())
                                && cell.model().equals(subject.model())
                                && cell.filter().equals(subject.filter())));
  }

  /** The lines of a table of every seed, as they are. */
  public List<DiagnosisRow> everySeed(DiagnosisTable table, Subject subject) {
    return seeds(table, subject).stream().flatMap(List::stream).toList();
  }

  /**
   * The lines of a table, one for the same line of every seed: its numbers are medians over seeds.
   *
   * @return empty where a seed has none, or seeds have different lines
   */
  public List<DiagnosisRow> overSeeds(DiagnosisTable table, Subject subject) {
    List<List<DiagnosisRow>> seeds = seeds(table, subject);
    if (seeds.isEmpty() || seeds.stream().anyMatch(rows -> rows.size() != seeds.get(0).size())) {
      return List.of();
    }
    List<DiagnosisRow> merged = new ArrayList<>();
    for (int i = 0; i < seeds.get(0).size(); i++) {
      int line = i;
      merged.add(merged(seeds.stream().map(rows -> rows.get(line)).toList()));
    }
    return List.copyOf(merged);
  }

  private List<List<DiagnosisRow>> seeds(DiagnosisTable table, Subject subject) {
    return Objects.requireNonNull(tables.get(table)).entrySet().stream()
        .filter(
            entry ->
                entry
                    .getKey()
                    .equals(
                        subject
                            .setting()
                            .cell(subject.model(), subject.filter(), entry.getKey().seed())))
        .map(Map.Entry::getValue)
        .toList();
  }

  private static DiagnosisRow merged(List<DiagnosisRow> seeds) {
    DiagnosisRow first = seeds.get(0);
    Map<String, String> values = new LinkedHashMap<>();
    UnaryOperator<String> middle =
        column ->
            seeds.stream().allMatch(row -> row.text(column).equals(first.text(column)))
                ? first.text(column)
                : median(seeds, column);
    first.values().keySet().forEach(column -> values.put(column, middle.apply(column)));
    return new DiagnosisRow(first.cell().withSeed(Cell.ALL_SEEDS), values);
  }

  private static String median(List<DiagnosisRow> seeds, String column) {
    double[] values =
        seeds.stream()
            .filter(row -> row.number(column).isPresent())
            .mapToDouble(row -> row.number(column).getAsDouble())
            .toArray();
    return Double.toString(Seeds.median(values));
  }
}
