package hmrbench.report.table;

import hmrbench.core.VisibleText;
import hmrbench.report.table.TableView.Entry;
import hmrbench.report.table.TableView.Heading;
import java.util.stream.Collectors;

/** A table in Markdown. */
public final class MarkdownTable {

  private MarkdownTable() {}

  /** The table under its caption, followed by its notes. */
  public static String of(TableView table) {
    StringBuilder out = new StringBuilder("**").append(escaped(table.caption())).append("**\n\n|");
    table.columns().forEach(column -> out.append(' ').append(head(column)).append(" |"));
    out.append("\n|");
    table.columns().forEach(column -> out.append(column.numeric() ? " ---: |" : " --- |"));
    out.append('\n');
    table
        .rows()
        .forEach(
            row ->
                out.append(
                    row.entries().stream()
                        .map(MarkdownTable::field)
                        .collect(Collectors.joining(" | ", "| ", " |\n"))));
    if (!table.notes().isEmpty()) {
      out.append('\n');
      table.notes().forEach(note -> out.append("- ").append(escaped(note)).append('\n'));
    }
    return out.toString();
  }

  private static String head(Heading column) {
    return escaped(column.title())
        + (column.unit().isEmpty() ? "" : " (" + escaped(column.unit()) + ")");
  }

  private static String field(Entry entry) {
    if (entry.text().isEmpty()) {
      return "–";
    }
    String text = escaped(entry.text());
    String number = (entry.best() ? "**" + text + "**" : text) + escaped(entry.mark());
    return entry.interval().isEmpty() ? number : number + " [" + escaped(entry.interval()) + "]";
  }

  /** Text that Markdown shows as it is: no emphasis, link, code or column, and no HTML. */
  private static String escaped(String text) {
    return VisibleText.line(text)
        .replace("\\", "\\\\")
        .replaceAll("[|*_`\\[\\]]", "\\\\$0")
        .replaceAll("&(?=[A-Za-z#])", "&amp;")
        .replaceAll("<(?=[A-Za-z/!?])", "&lt;");
  }
}
