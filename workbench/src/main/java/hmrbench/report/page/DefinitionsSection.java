package hmrbench.report.page;

import hmrbench.record.DiagnosisRow;
import hmrbench.record.DiagnosisTable;
import hmrbench.report.table.Numbers;
import hmrbench.report.table.TableView;
import hmrbench.report.table.TableView.Entry;
import hmrbench.report.table.TableView.Heading;
import hmrbench.report.table.TableView.Row;
import hmrbench.report.view.Diagnoses;
import hmrbench.report.view.Diagnoses.Subject;
import hmrbench.report.view.Setting;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The same predictions under every definition that papers print as "Accel". */
final class DefinitionsSection implements Section {

  @Override
  public String id() {
    return "definitions";
  }

  @Override
  public String shortName() {
    return "Definitions";
  }

  @Override
  public String heading() {
    return "One set of predictions, many acceleration errors";
  }

  @Override
  public String body(PageData data, PageParts page) {
    Diagnoses diagnoses = data.diagnoses();
    Map<Subject, List<DiagnosisRow>> found = new LinkedHashMap<>();
    for (Subject subject : diagnoses.models(data.home())) {
      List<DiagnosisRow> rows = diagnoses.overSeeds(DiagnosisTable.ROSETTA, subject);
      if (!rows.isEmpty()) {
        found.put(subject, rows);
      }
    }
    if (found.isEmpty()) {
      return "";
    }
    return Templates.fill(
            "definitions",
            Map.of(
                "table",
                page.fixed(table(data.home(), found)),
                "script",
                Resources.text("explain.js")))
        + world(data, page, diagnoses);
  }

  /** Metrics of motion through the world, under each protocol of the run that has any. */
  private static String world(PageData data, PageParts page, Diagnoses diagnoses) {
    StringBuilder tables = new StringBuilder();
    for (Setting setting : data.run().settings()) {
      Map<Subject, List<DiagnosisRow>> found = new LinkedHashMap<>();
      for (Subject subject : diagnoses.models(setting)) {
        List<DiagnosisRow> rows = diagnoses.overSeeds(DiagnosisTable.DEFINITIONS, subject);
        if (!rows.isEmpty()) {
          found.put(subject, rows);
        }
      }
      if (!found.isEmpty()) {
        String table = page.fixed(WorldDefinitionTable.of(setting, found));
        tables.append(
            setting.equals(data.home())
                ? table
                : Html.details("Every definition at %s".formatted(setting.words()), table));
      }
    }
    return tables.length() == 0
        ? ""
        : Html.paragraph(
                "The same for motion through the world. Each definition differs from another one by"
                    + " one rule; the change is that of the number, and is put down to the rule."
                    + " Bodies and frames are those of the protocol.")
            + tables;
  }

  private static TableView table(Setting home, Map<Subject, List<DiagnosisRow>> found) {
    List<Heading> columns = new ArrayList<>(List.of(Heading.words("definition, and who uses it")));
    columns.add(Heading.words("unit"));
    found.keySet().forEach(it -> columns.add(new Heading(it.label(), "", true)));
    List<DiagnosisRow> lines = found.values().iterator().next();
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < lines.size(); i++) {
      int line = i;
      DiagnosisRow first = lines.get(i);
      List<Entry> entries = new ArrayList<>();
      entries.add(
          new Entry(
              first.text("definition"),
              first.text("source"),
              false,
              "",
              java.util.Optional.empty(),
              java.util.Optional.empty()));
      entries.add(Entry.words(Numbers.unit(first.text("unit"))));
      found.values().forEach(all -> entries.add(value(all, line)));
      rows.add(new Row(false, entries));
    }
    return new TableView(
        "definitions__%s__%s__%sfps".formatted(home.dataset(), home.protocol(), home.fpsText()),
        "Every definition: %s. Median over seeds, no filter.".formatted(home.words()),
        columns,
        rows,
        List.of(
            "diagnosis/rosetta.csv, column meaning, gives the exact meaning of each line.",
            "A published number that rounds to one of these does not prove that its authors used"
                + " that definition, and on other data than theirs it means nothing."));
  }

  private static Entry value(List<DiagnosisRow> rows, int line) {
    return line < rows.size() && rows.get(line).number("value").isPresent()
        ? Entry.number(rows.get(line).number("value").getAsDouble(), 2)
        : Entry.none();
  }
}
