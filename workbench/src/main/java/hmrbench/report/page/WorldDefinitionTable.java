package hmrbench.report.page;

import hmrbench.record.DiagnosisRow;
import hmrbench.report.table.Numbers;
import hmrbench.report.table.TableView;
import hmrbench.report.table.TableView.Entry;
import hmrbench.report.table.TableView.Heading;
import hmrbench.report.table.TableView.Row;
import hmrbench.report.view.Diagnoses.Subject;
import hmrbench.report.view.Setting;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Predictions in the world under every definition, with the rule that each differs by. */
final class WorldDefinitionTable {

  private static final int DECIMALS = 2;

  private WorldDefinitionTable() {}

  /** One line per metric and definition; per model its number and the change by the rule. */
  static TableView of(Setting home, Map<Subject, List<DiagnosisRow>> found) {
    List<Heading> columns =
        new ArrayList<>(
            List.of(
                Heading.words("metric"),
                Heading.words("definition, and who uses it"),
                Heading.words("differs by"),
                Heading.words("unit")));
    found
        .keySet()
        .forEach(
            it -> {
              columns.add(new Heading(it.label(), "", true));
              columns.add(new Heading("change", it.label(), true));
            });
    Set<List<String>> lines = new LinkedHashSet<>();
    found.values().forEach(rows -> rows.forEach(it -> lines.add(key(it))));
    return new TableView(
        "world_definitions__%s__%s__%sfps"
            .formatted(home.dataset(), home.protocol(), home.fpsText()),
        "Every definition: %s. Median over seeds, no filter.".formatted(home.words()),
        columns,
        lines.stream().map(it -> row(it, found)).toList(),
        List.of(
            "Differs by: the rule that sets it apart, and from which other definition.",
            "A published number that rounds to one of these does not prove that its authors used"
                + " that definition, and on other data than theirs it means nothing."));
  }

  private static List<String> key(DiagnosisRow row) {
    return List.of(row.text("metric"), row.text("definition"));
  }

  private static Row row(List<String> key, Map<Subject, List<DiagnosisRow>> found) {
    DiagnosisRow any =
        found.values().stream().flatMap(rows -> find(rows, key).stream()).findFirst().orElseThrow();
    List<Entry> entries = new ArrayList<>();
    entries.add(Entry.words(any.text("metric")));
    entries.add(
        new Entry(
            any.text("definition"),
            any.text("source"),
            false,
            "",
            Optional.empty(),
            Optional.empty()));
    entries.add(
        new Entry(
            any.text("rule"),
            any.text("against").isEmpty() ? "" : "against " + any.text("against"),
            false,
            "",
            Optional.empty(),
            Optional.empty()));
    entries.add(Entry.words(Numbers.unit(any.text("unit"))));
    for (List<DiagnosisRow> rows : found.values()) {
      entries.add(number(find(rows, key), "value"));
      Entry change = number(find(rows, key), "difference");
      entries.add(
          change.value().map(it -> change.withText(Numbers.signed(it, DECIMALS))).orElse(change));
    }
    return new Row(false, entries);
  }

  private static Optional<DiagnosisRow> find(List<DiagnosisRow> rows, List<String> key) {
    return rows.stream().filter(it -> key(it).equals(key)).findFirst();
  }

  private static Entry number(Optional<DiagnosisRow> row, String column) {
    return row.filter(it -> it.number(column).isPresent())
        .map(it -> Entry.number(it.number(column).getAsDouble(), DECIMALS))
        .orElse(Entry.none());
  }
}
