package hmrbench.report.page;

import hmrbench.record.ledger.PublishedResult;
import hmrbench.record.ledger.RunLedger;
import hmrbench.record.ledger.RunLedger.Line;
import hmrbench.record.ledger.Verdict;
import hmrbench.report.table.LedgerTable;
import hmrbench.report.table.TableView;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Each measured number beside what is in print, with a verdict. */
final class LedgerSection implements Section {

  @Override
  public String id() {
    return "ledger";
  }

  @Override
  public String shortName() {
    return "Ledger";
  }

  @Override
  public String heading() {
    return "Beside published numbers";
  }

  @Override
  public String body(PageData data, PageParts page) {
    List<Line> lines = RunLedger.of(data.run().folder());
    if (lines.isEmpty()) {
      return "";
    }
    List<Line> asked = lines.stream().filter(Line::asked).toList();
    List<Line> elsewhere = lines.stream().filter(line -> !line.asked()).toList();
    StringBuilder out = new StringBuilder();
    out.append(
        Html.paragraph(
            "%s. Reproduced: the same printed digits. Within interval: other digits, but the"
                    .formatted(count(lines))
                + " printed number lies in the 95 % interval of this run."
                + " Differs: by how much, and which other definition of the metric gives the"
                + " printed number. Released checkpoints and data sets are known by their file"
                + " names."));
    if (!asked.isEmpty()) {
      out.append(shown("ledger", "Published numbers that this experiment asks for.", asked, page));
    }
    if (!elsewhere.isEmpty()) {
      String summary =
          "What other pages print for the same systems (%s)".formatted(elsewhere.size());
      String table =
          shown("ledger__elsewhere", "Printed elsewhere for the same systems.", elsewhere, page);
      out.append(asked.isEmpty() ? table : Html.details(summary, table));
    }
    return out.toString();
  }

  private static String count(List<Line> lines) {
    Map<Verdict.Kind, Integer> counts = new EnumMap<>(Verdict.Kind.class);
    lines.forEach(line -> counts.merge(line.verdict().kind(), 1, Integer::sum));
    List<String> words = new ArrayList<>();
    counts.forEach((kind, number) -> words.add("%s %s".formatted(number, kind)));
    return "Of %s published numbers: %s".formatted(lines.size(), String.join(", ", words));
  }

  private static String shown(String name, String caption, List<Line> lines, PageParts page) {
    TableView table = LedgerTable.of(name, caption, lines);
    page.keep(table);
    List<Map<String, String>> shown = new ArrayList<>();
    String before = "";
    for (int i = 0; i < lines.size(); i++) {
      String group = group(lines.get(i));
      Map<String, String> row = row(lines.get(i), table.rows().get(i));
      row.put("group", group.equals(before) ? "" : group);
      shown.add(row);
      before = group;
    }
    return Templates.fill(
        "ledger",
        Map.of(
            "caption",
            caption,
            "lines",
            shown,
            "hasNotes",
            !table.notes().isEmpty(),
            "notes",
            table.notes()));
  }

  private static String group(Line line) {
    return "%s on %s, protocol %s, beside %s, %s"
        .formatted(
            line.cell().model(),
            line.cell().dataset(),
            line.cell().protocol(),
            line.published().system(),
            line.published().table());
  }

  private static Map<String, String> row(Line line, TableView.Row row) {
    TableView.Entry measured = row.entries().get(4);
    TableView.Entry published = row.entries().get(5);
    Verdict verdict = line.verdict();
    PublishedResult inPrint = line.published();
    Map<String, String> words = new HashMap<>();
    words.put("metric", row.entries().get(3).text());
    words.put("measured", measured.text().isEmpty() ? "–" : measured.text());
    words.put("interval", measured.interval());
    words.put("published", published.text());
    words.put("mark", published.mark());
    words.put("kind", verdict.kind().name().toLowerCase(Locale.ROOT).replace('_', '-'));
    words.put("verdict", verdict.kind().toString());
    words.put("explanation", verdict.explanation());
    words.put("source", "%s; %s".formatted(inPrint.version().words(), inPrint.place().source()));
    return words;
  }
}
