package hmrbench.report.table;

import hmrbench.report.table.TableView.Entry;
import hmrbench.report.table.TableView.Heading;
import hmrbench.report.table.TableView.Row;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** A table for a terminal: columns line up, and intervals are only in the files. */
public final class TerminalTable {

  /** Columns of a terminal that a table may take. */
  public static final int WIDTH = 110;

  /** Behind the best numbers of a column. */
  private static final String BEST = "◂";

  private TerminalTable() {}

  /** The table under its caption, with what its signs mean. */
  public static String of(TableView table) {
    StringBuilder out = new StringBuilder(columns(table)).append('\n');
    table.bestNote().ifPresent(note -> out.append(wrapped(BEST + " " + note)).append('\n'));
    return out.append("Intervals and notes: report.\n").toString();
  }

  /** The caption and the columns that fit, without the lines below them. */
  static String columns(TableView table) {
    List<List<String>> lines = new ArrayList<>();
    lines.add(table.columns().stream().map(Heading::title).toList());
    if (table.columns().stream().anyMatch(it -> !it.unit().isEmpty())) {
      lines.add(table.columns().stream().map(Heading::unit).toList());
    }
    table.rows().forEach(row -> lines.add(fields(table, row)));
    StringBuilder out = new StringBuilder(wrapped(table.caption())).append("\n\n");
    int shown = fitting(lines);
    for (List<String> line : lines) {
      out.append(line(table, lines, line, shown)).append('\n');
    }
    return out.toString();
  }

  /** Numbers stay under each other: those without signs have room for them. */
  private static List<String> fields(TableView table, Row row) {
    List<String> fields = new ArrayList<>();
    for (int column = 0; column < row.entries().size(); column++) {
      Entry entry = row.entries().get(column);
      String number = entry.text().isEmpty() ? "–" : entry.text();
      int at = column;
      int room =
          table.rows().stream().mapToInt(r -> signs(r.entries().get(at)).length()).max().orElse(0);
      String signs = signs(entry);
      fields.add(number + signs + " ".repeat(room - signs.length()));
    }
    return fields;
  }

  private static String signs(Entry entry) {
    return (entry.best() ? BEST : "") + entry.mark();
  }

  private static int width(List<List<String>> lines, int column) {
    return lines.stream().mapToInt(line -> line.get(column).length()).max().orElse(0);
  }

  /** How many columns, from the left, fit. */
  private static int fitting(List<List<String>> lines) {
    int used = -2;
    int columns = lines.get(0).size();
    for (int column = 0; column < columns; column++) {
      used += 2 + width(lines, column);
      if (used > WIDTH) {
        return column;
      }
    }
    return columns;
  }

  private static String line(
      TableView table, List<List<String>> lines, List<String> line, int shown) {
    List<String> fields = new ArrayList<>();
    for (int column = 0; column < shown; column++) {
      String pad = " ".repeat(width(lines, column) - line.get(column).length());
      boolean numeric = table.columns().get(column).numeric();
      fields.add(numeric ? pad + line.get(column) : line.get(column) + pad);
    }
    return fields.stream().collect(Collectors.joining("  ")).stripTrailing();
  }

  private static String wrapped(String text) {
    StringBuilder out = new StringBuilder();
    int column = 0;
    for (String word : text.split(" ", -1)) {
      if (column > 0 && column + 1 + word.length() > WIDTH) {
        out.append('\n');
        column = 0;
      }
      out.append(column > 0 ? " " : "").append(word);
      column += word.length() + (column > 0 ? 1 : 0);
    }
    return out.toString();
  }
}
