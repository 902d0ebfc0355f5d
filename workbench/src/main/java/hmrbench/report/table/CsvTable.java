package hmrbench.report.table;

import hmrbench.report.table.TableView.Entry;
import hmrbench.report.table.TableView.Heading;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A table as comma-separated values: numbers unrounded, intervals in words, marks apart. Words that
 * would be a formula of a spreadsheet begin with an apostrophe.
 */
public final class CsvTable {

  /** A number, or an interval of two. */
  private static final Pattern NUMBERS =
      Pattern.compile("[-+]?[0-9.]+([eE][-+]?[0-9]+)?( to [-+]?[0-9.]+)?");

  private CsvTable() {}

  /** One line per row under a line of heads. */
  public static String of(TableView table) {
    StringBuilder out = new StringBuilder();
    out.append(
        table.columns().stream()
            .flatMap(
                column ->
                    column.numeric()
                        ? java.util.stream.Stream.of(
                            head(column), head(column) + " interval", head(column) + " mark")
                        : java.util.stream.Stream.of(head(column)))
            .map(CsvTable::quoted)
            .collect(Collectors.joining(",", "", "\n")));
    for (TableView.Row row : table.rows()) {
      StringBuilder line = new StringBuilder();
      for (int i = 0; i < row.entries().size(); i++) {
        line.append(i == 0 ? "" : ",").append(field(table.columns().get(i), row.entries().get(i)));
      }
      out.append(line).append('\n');
    }
    return out.toString();
  }

  private static String head(Heading column) {
    return column.unit().isEmpty() ? column.title() : column.title() + " (" + column.unit() + ")";
  }

  private static String field(Heading column, Entry entry) {
    if (!column.numeric()) {
      return quoted(entry.text());
    }
    String value = entry.value().map(number -> Double.toString(number)).orElse("");
    return value
        + ","
        + quoted(entry.interval().replace('\u2212', '-'))
        + ","
        + quoted((entry.best() ? "best" : "") + entry.mark());
  }

  private static String quoted(String text) {
    String cell = asText(text);
    boolean plain = cell.chars().noneMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
    return plain ? cell : '"' + cell.replace("\"", "\"\"") + '"';
  }

  /**
   * Words that a spreadsheet would run as a formula, behind an apostrophe, which makes them text:
   * those that begin with =, +, @, a tab or a line break, and with - where they are no number.
   */
  static String asText(String text) {
    if (text.isEmpty() || NUMBERS.matcher(text).matches()) {
      return text;
    }
    return "=+-@\t\r\n".indexOf(text.charAt(0)) < 0 ? text : "'" + text;
  }
}
