package hmrbench.report.table;

import hmrbench.report.table.TableView.Entry;
import hmrbench.report.table.TableView.Heading;
import java.util.stream.Collectors;

/** A table as comma-separated values: numbers unrounded, intervals in words, marks apart. */
public final class CsvTable {

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
    boolean plain = text.chars().noneMatch(c -> c == ',' || c == '"' || c == '\n');
    return plain ? text : '"' + text.replace("\"", "\"\"") + '"';
  }
}
