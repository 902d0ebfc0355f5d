package hmrbench.report.table;

import hmrbench.core.MetricId;
import hmrbench.metric.Metrics;
import hmrbench.metric.stats.Seeds;
import hmrbench.record.ModelFacts;
import hmrbench.record.SequenceRow;
import hmrbench.report.chart.Ink;
import hmrbench.report.table.TableView.Entry;
import hmrbench.report.table.TableView.Heading;
import hmrbench.report.table.TableView.Row;
import hmrbench.report.view.Gaps.Gap;
import hmrbench.report.view.RunView;
import hmrbench.report.view.Setting;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What predictions lack, and the errors over what all models have. */
public final class GapTable {

  private GapTable() {}

  /** One row per model and data set. */
  public static TableView of(List<Gap> gaps) {
    return new TableView(
        "gaps",
        "Sequences and frames that predictions lack, and predictions of no one in the data set.",
        List.of(
            Heading.words("model"),
            Heading.words("data"),
            Heading.words("sequences"),
            Heading.words("without a prediction"),
            Heading.words("frames without one"),
            Heading.words("of no one in the data set (frames)")),
        gaps.stream()
            .map(
                it ->
                    new Row(
                        false,
                        List.of(
                            Entry.words(it.model()),
                            Entry.words(it.dataset()),
                            Entry.words(it.scoredWords()),
                            Entry.words(it.missingWords()),
                            Entry.words(it.partlyWords()),
                            Entry.words(it.elsewhereWords()))))
            .toList(),
        List.of("unmatched/ has every frame by name."));
  }

  /** The sequences of a setting that every model has, each with as many frames as the others. */
  public static List<String> common(RunView run, Setting setting) {
    Map<String, Integer> frames = new HashMap<>();
    List<List<SequenceRow>> cells = new ArrayList<>();
    for (ModelFacts model : run.models()) {
      // A model without a result on these data has no seed here, and hinders nothing.
      for (String seed : run.seeds(setting, model.name(), RunView.NO_FILTER)) {
        cells.add(run.sequences(setting.cell(model.name(), RunView.NO_FILTER, seed)));
      }
    }
    cells.forEach(rows -> rows.forEach(it -> frames.merge(it.sequence(), it.frames(), Math::max)));
    return frames.entrySet().stream()
        .filter(it -> cells.stream().allMatch(rows -> has(rows, it.getKey(), it.getValue())))
        .map(Map.Entry::getKey)
        .sorted()
        .toList();
  }

  private static boolean has(List<SequenceRow> rows, String sequence, int frames) {
    return rows.stream().anyMatch(it -> it.sequence().equals(sequence) && it.frames() == frames);
  }

  /** The main errors over the sequences that every model has; empty where there is none. */
  public static Optional<TableView> ofCommon(RunView run, Setting setting) {
    List<String> common = common(run, setting);
    if (common.isEmpty()) {
      return Optional.empty();
    }
    List<MetricId> metrics =
        Metrics.ofMainTable().stream().filter(it -> hasValue(run, setting, common, it)).toList();
    List<Heading> columns = new ArrayList<>(List.of(Heading.words("model")));
    metrics.forEach(it -> columns.add(new Heading(it.name(), Numbers.unit(it.unit()), true)));
    List<Row> rows = new ArrayList<>();
    for (ModelFacts model : run.models()) {
      if (run.seeds(setting, model.name(), RunView.NO_FILTER).isEmpty()) {
        continue;
      }
      List<Entry> entries = new ArrayList<>();
      entries.add(
          Entry.words(model.name()).swatched(Ink.css(run.styles().of(model.name()).color())));
      for (MetricId metric : metrics) {
        entries.add(
            mean(run, setting, model.name(), common, metric)
                .map(it -> Entry.number(it, 1))
                .orElse(Entry.none()));
      }
      rows.add(new Row(!model.competes(), entries));
    }
    return Optional.of(
        new TableView(
            "common__%s__%s__%sfps"
                .formatted(setting.dataset(), setting.protocol(), setting.fpsText()),
            "What all have: %s: the %s that every model of this table predicted whole. Mean of the sequences' means, median over seeds."
                .formatted(
                    setting.words(),
                    common.size() == 1 ? "1 sequence" : common.size() + " sequences"),
            columns,
            rows,
            List.of("Sequences: " + String.join(", ", common) + ".")));
  }

  private static boolean hasValue(
      RunView run, Setting setting, List<String> common, MetricId metric) {
    return run.models().stream()
        .anyMatch(it -> mean(run, setting, it.name(), common, metric).isPresent());
  }

  private static Optional<Double> mean(
      RunView run, Setting setting, String model, List<String> common, MetricId metric) {
    double[] seeds =
        run.seeds(setting, model, RunView.NO_FILTER).stream()
            .map(seed -> run.sequences(setting.cell(model, RunView.NO_FILTER, seed)))
            .map(
                rows ->
                    rows.stream()
                        .filter(it -> common.contains(it.sequence()))
                        .filter(it -> it.metrics().containsKey(metric.column()))
                        .mapToDouble(it -> it.metrics().getOrDefault(metric.column(), 0.0))
                        .toArray())
            .filter(values -> values.length == common.size())
            .mapToDouble(values -> java.util.Arrays.stream(values).average().orElseThrow())
            .toArray();
    return seeds.length == 0 ? Optional.empty() : Optional.of(Seeds.median(seeds));
  }
}
