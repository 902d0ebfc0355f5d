package hmrbench.report.table;

import hmrbench.report.chart.SvgText;
import hmrbench.report.table.TableView.Entry;
import hmrbench.report.table.TableView.Heading;
import hmrbench.report.table.TableView.Row;

/** A table as an element of a page. */
public final class HtmlTable {

  private HtmlTable() {}

  /**
   * The table with caption, column heads that can be sorted by, and its notes.
   *
   * @param sortable whether a click on a head sorts
   */
  public static String of(TableView table, boolean sortable) {
    StringBuilder out = new StringBuilder();
    String caption = SvgText.escaped(table.caption());
    out.append("<div class=\"table-box\"><p class=\"caption\">")
        .append(caption)
        .append("</p><div class=\"table-scroll\" tabindex=\"0\" role=\"region\" aria-label=\"")
        .append(caption)
        .append("\"><table")
        .append(sortable ? " data-sortable" : "")
        .append(">\n<thead><tr>");
    table.columns().forEach(column -> out.append(head(column)));
    out.append("</tr></thead>\n<tbody>\n");
    table.rows().forEach(row -> out.append(row(table, row)));
    out.append("</tbody></table></div></div>\n");
    if (!table.notes().isEmpty()) {
      out.append("<ul class=\"notes\">");
      table.notes().forEach(n -> out.append("<li>").append(SvgText.escaped(n)).append("</li>"));
      out.append("</ul>\n");
    }
    return out.toString();
  }

  private static String head(Heading column) {
    String unit =
        column.unit().isEmpty()
            ? ""
            : "<span class=\"unit\">%s</span>".formatted(SvgText.escaped(column.unit()));
    return "<th scope=\"col\"%s>%s%s</th>"
        .formatted(column.numeric() ? " class=\"num\"" : "", SvgText.escaped(column.title()), unit);
  }

  private static String row(TableView table, Row row) {
    StringBuilder out = new StringBuilder(row.reference() ? "<tr class=\"reference\">" : "<tr>");
    for (int i = 0; i < row.entries().size(); i++) {
      out.append(field(table.columns().get(i), row.entries().get(i), i == 0));
    }
    return out.append("</tr>\n").toString();
  }

  private static String field(Heading column, Entry entry, boolean first) {
    String tag = first ? "th" : "td";
    StringBuilder out = new StringBuilder("<").append(tag).append(first ? " scope=\"row\"" : "");
    out.append(column.numeric() ? " class=\"num\"" : "");
    entry.value().ifPresent(value -> out.append(" data-v=\"").append(value).append('"'));
    out.append('>');
    entry
        .color()
        .ifPresent(
            c -> out.append("<i class=\"swatch\" style=\"background:%s\"></i>".formatted(c)));
    String text = SvgText.escaped(entry.text().isEmpty() ? "–" : entry.text());
    out.append(entry.best() ? "<strong>" + text + "</strong>" : text);
    if (!entry.mark().isEmpty()) {
      out.append("<sup>").append(SvgText.escaped(entry.mark())).append("</sup>");
    }
    if (!entry.interval().isEmpty()) {
      out.append("<span class=\"ci\">").append(SvgText.escaped(entry.interval())).append("</span>");
    }
    return out.append("</").append(tag).append('>').toString();
  }
}
