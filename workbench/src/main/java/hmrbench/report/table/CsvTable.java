package hmrbench.report.table;

import hmrbench.io.CsvFile;
import hmrbench.report.table.TableView.Entry;
import hmrbench.report.table.TableView.Heading;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * A table as comma-separated values: numbers unrounded, intervals in words, marks apart. Words that
 * would be a formula of a spreadsheet begin with an apostrophe.
 */
public final class CsvTable {

  private CsvTable() {}

  /** One line per row under a line of heads. */
  public static String of(TableView table) {
    List<String> heads = table.columns().stream().flatMap(CsvTable::heads).toList();
    List<List<String>> rows = new ArrayList<>();
    for (TableView.Row row : table.rows()) {
      List<String> fields = new ArrayList<>();
      for (int i = 0; i < row.entries().size(); i++) {
        fields.addAll(fields(table.columns().get(i), row.entries().get(i)));
      }
      rows.add(fields.stream().map(CsvFile::asText).toList());
    }
    return CsvFile.text(heads.stream().map(CsvFile::asText).toList(), rows);
  }

  /** The same of a table without intervals and marks: numbers as they are printed. */
  public static String ofPrinted(TableView table) {
    List<List<String>> rows =
        table.rows().stream()
            .map(row -> row.entries().stream().map(it -> CsvFile.asText(it.text())).toList())
            .toList();
    return CsvFile.text(
        table.columns().stream().map(it -> CsvFile.asText(head(it))).toList(), rows);
  }

  private static Stream<String> heads(Heading column) {
    String head = head(column);
    return column.numeric() ? Stream.of(head, head + " interval", head + " mark") : Stream.of(head);
  }

  private static String head(Heading column) {
    return column.unit().isEmpty() ? column.title() : column.title() + " (" + column.unit() + ")";
  }

  private static List<String> fields(Heading column, Entry entry) {
    return column.numeric()
        ? List.of(
            entry.value().map(number -> Double.toString(number)).orElse(""),
            entry.interval().replace('\u2212', '-'),
            (entry.best() ? "best" : "") + entry.mark())
        : List.of(entry.text());
  }
}
