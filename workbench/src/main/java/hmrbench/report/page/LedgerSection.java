package hmrbench.report.page;

import hmrbench.record.ledger.RunLedger;
import hmrbench.record.ledger.RunLedger.Line;
import hmrbench.record.ledger.Verdict;
import hmrbench.report.table.LedgerTable;
import hmrbench.report.table.TableView;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
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
    StringBuilder out = new StringBuilder();
    out.append("<div class=\"table-box\"><p class=\"caption\">")
        .append(Html.text(caption))
        .append("</p><div class=\"table-scroll\" tabindex=\"0\" role=\"region\" aria-label=\"")
        .append(Html.text(caption))
        .append("\"><table class=\"ledger\">\n<thead><tr><th scope=\"col\">metric</th>")
        .append("<th scope=\"col\" class=\"num\">this run</th>")
        .append("<th scope=\"col\" class=\"num\">published</th>")
        .append("<th scope=\"col\">verdict</th></tr></thead>\n<tbody>\n");
    String before = "";
    for (int i = 0; i < lines.size(); i++) {
      Line line = lines.get(i);
      String group = group(line);
      if (!group.equals(before)) {
        out.append("<tr class=\"group\"><th colspan=\"4\" scope=\"rowgroup\">")
            .append(Html.text(group))
            .append("</th></tr>\n");
        before = group;
      }
      out.append(row(line, table.rows().get(i)));
    }
    out.append("</tbody></table></div></div>\n");
    if (!table.notes().isEmpty()) {
      out.append("<ul class=\"notes\">");
      table.notes().forEach(note -> out.append("<li>").append(Html.text(note)).append("</li>"));
      out.append("</ul>\n");
    }
    return out.toString();
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

  private static String row(Line line, TableView.Row row) {
    TableView.Entry measured = row.entries().get(4);
    TableView.Entry published = row.entries().get(5);
    String interval =
        measured.interval().isEmpty()
            ? ""
            : "<span class=\"ci\">%s</span>".formatted(Html.text(measured.interval()));
    String mark =
        published.mark().isEmpty() ? "" : "<sup>%s</sup>".formatted(Html.text(published.mark()));
    return """
    <tr><th scope="row">%s</th><td class="num">%s%s</td><td class="num">%s%s</td>\
    <td class="wrap"><b class="is-%s">%s</b>: %s<span class="ci">%s</span></td></tr>
    """
        .formatted(
            Html.text(row.entries().get(3).text()),
            Html.text(measured.text().isEmpty() ? "–" : measured.text()),
            interval,
            Html.text(published.text()),
            mark,
            line.verdict().kind().name().toLowerCase(java.util.Locale.ROOT).replace('_', '-'),
            Html.text(line.verdict().kind().toString()),
            Html.text(line.verdict().explanation()),
            Html.text(
                "%s; %s"
                    .formatted(
                        line.published().version().words(), line.published().place().source())));
  }
}
