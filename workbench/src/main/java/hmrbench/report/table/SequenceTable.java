package hmrbench.report.table;

import hmrbench.core.MetricId;
import hmrbench.metric.stats.CellSample;
import hmrbench.record.ModelFacts;
import hmrbench.record.SequenceRow;
import hmrbench.report.chart.Ink;
import hmrbench.report.table.TableView.Entry;
import hmrbench.report.table.TableView.Heading;
import hmrbench.report.table.TableView.Row;
import hmrbench.report.view.RunView;
import hmrbench.report.view.Setting;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Every sequence of a setting under every model that competes: medians over seeds. */
public final class SequenceTable {

  /** Rows that a page carries at most; the rest are in sequences.csv. */
  private static final int MOST = 2_000;

  private SequenceTable() {}

  /** One row per model and sequence. */
  public static TableView of(RunView run, Setting setting) {
    List<MetricId> metrics =
        run.metrics().stream()
            .filter(
                id ->
                    run.models().stream()
                        .anyMatch(
                            m ->
                                run.sample(setting, m.name(), RunView.NO_FILTER, id.column())
                                    .isPresent()))
            .toList();
    List<String> tags = tags(run, setting);
    List<Heading> columns = new ArrayList<>();
    columns.add(Heading.words("model"));
    columns.add(Heading.words("sequence"));
    tags.forEach(tag -> columns.add(Heading.words(tag)));
    columns.add(new Heading("frames", "", true));
    metrics.forEach(id -> columns.add(new Heading(id.name(), Numbers.unit(id.unit()), true)));
    List<Row> rows = new ArrayList<>();
    for (ModelFacts model : run.models()) {
      if (model.competes()) {
        rows.addAll(rows(run, setting, model.name(), metrics, tags));
      }
    }
    List<String> notes =
        rows.size() > MOST
            ? List.of(
                "The first %s of %s rows; all are in sequences.csv.".formatted(MOST, rows.size()))
            : List.of();
    return new TableView(
        "sequences__%s__%s__%sfps"
            .formatted(setting.dataset(), setting.protocol(), setting.fpsText()),
        "Per sequence: %s. Mean over the sequence's frames, median over seeds."
            .formatted(setting.words()),
        columns,
        rows.subList(0, Math.min(MOST, rows.size())),
        notes);
  }

  private static List<String> tags(RunView run, Setting setting) {
    return run.models().stream()
        .flatMap(model -> firstRows(run, setting, model.name()).stream())
        .flatMap(row -> row.tags().keySet().stream())
        .distinct()
        .filter(tag -> differs(run, setting, tag))
        .toList();
  }

  /** Whether a tag differs between sequences. */
  private static boolean differs(RunView run, Setting setting, String tag) {
    return run.models().stream()
            .flatMap(model -> firstRows(run, setting, model.name()).stream())
            .map(row -> row.tags().getOrDefault(tag, ""))
            .distinct()
            .limit(2)
            .count()
        > 1;
  }

  private static List<SequenceRow> firstRows(RunView run, Setting setting, String model) {
    return run.seeds(setting, model, RunView.NO_FILTER).stream()
        .findFirst()
        .map(seed -> run.sequences(setting.cell(model, RunView.NO_FILTER, seed)))
        .orElse(List.of());
  }

  private static List<Row> rows(
      RunView run, Setting setting, String model, List<MetricId> metrics, List<String> tags) {
    List<Optional<CellSample>> samples =
        metrics.stream()
            .map(id -> run.sample(setting, model, RunView.NO_FILTER, id.column()))
            .toList();
    List<Row> rows = new ArrayList<>();
    for (SequenceRow row : firstRows(run, setting, model)) {
      List<Entry> entries = new ArrayList<>();
      entries.add(Entry.words(model).swatched(Ink.css(run.styles().of(model).color())));
      entries.add(Entry.words(row.sequence()));
      Map<String, String> known = row.tags();
      tags.forEach(tag -> entries.add(Entry.words(known.getOrDefault(tag, ""))));
      entries.add(Entry.count(row.frames()));
      samples.forEach(sample -> entries.add(value(sample, row.sequence())));
      rows.add(new Row(false, entries));
    }
    return rows;
  }

  private static Entry value(Optional<CellSample> sample, String sequence) {
    int place = sample.map(s -> s.names().indexOf(sequence)).orElse(-1);
    return place < 0 ? Entry.none() : Entry.number(sample.orElseThrow().ofSequence(place), 1);
  }
}
