package hmrbench.record;

import hmrbench.io.CsvFile;
import hmrbench.record.SummaryRow.Range;
import hmrbench.record.SummaryRow.Value;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.apache.commons.csv.CSVPrinter;
import org.apache.commons.csv.CSVRecord;

/** {@code sequences.csv} and {@code summary.csv}: means, by sequence and by cell. */
public final class SummaryFiles {

  /** Name of the file of {@link SequenceRow}s. */
  public static final String SEQUENCES = "sequences.csv";

  /** Name of the file of {@link SummaryRow}s. */
  public static final String SUMMARY = "summary.csv";

  private SummaryFiles() {}

  /**
   * Writes sequences.csv.
   *
   * @param metrics columns of metrics, in this order
   * @param rows gives them, twice
   */
  public static void writeSequences(
      Path file, List<String> metrics, Supplier<Stream<SequenceRow>> rows) {
    Set<String> tags = new LinkedHashSet<>();
    rows.get().forEach(row -> tags.addAll(row.tags().keySet()));
    List<String> header = CellColumns.before(List.of(Column.SEQUENCE, Column.FRAMES));
    header.addAll(metrics);
    tags.forEach(tag -> header.add(Column.TAG + tag));
    CsvFile.write(
        file,
        header,
        out -> {
          for (SequenceRow row : (Iterable<SequenceRow>) rows.get()::iterator) {
            printAll(CellColumns.of(row.cell()), out);
            out.print(row.sequence());
            out.print(row.frames());
            for (String metric : metrics) {
              Double value = row.metrics().get(metric);
              out.print(value == null ? "" : Decimal.text(value));
            }
            for (String tag : tags) {
              out.print(row.tags().getOrDefault(tag, ""));
            }
            out.println();
          }
        });
  }

  /** Writes summary.csv; see {@link #writeSequences}. */
  public static void writeSummary(Path file, List<String> metrics, List<SummaryRow> rows) {
    List<String> header = CellColumns.before(List.of(Column.SEQUENCES, Column.FRAMES));
    for (String metric : metrics) {
      header.addAll(
          List.of(
              metric,
              metric + Column.CI_LOW,
              metric + Column.CI_HIGH,
              metric + Column.PER_SEQUENCE));
    }
    CsvFile.write(
        file,
        header,
        out -> {
          for (SummaryRow row : rows) {
            printAll(CellColumns.of(row.cell()), out);
            out.print(row.sequences());
            out.print(row.frames());
            for (String metric : metrics) {
              printValue(row.metrics().get(metric), out);
            }
            out.println();
          }
        });
  }

  private static void printAll(List<String> fields, CSVPrinter out) throws IOException {
    for (String field : fields) {
      out.print(field);
    }
  }

  private static void printValue(@org.jspecify.annotations.Nullable Value value, CSVPrinter out)
      throws IOException {
    if (value == null) {
      for (int field = 0; field < 4; field++) {
        out.print("");
      }
    } else {
      out.print(Decimal.text(value.mean()));
      out.print(value.interval().map(range -> Decimal.text(range.low())).orElse(""));
      out.print(value.interval().map(range -> Decimal.text(range.high())).orElse(""));
      out.print(Decimal.text(value.perSequence()));
    }
  }

  static List<SequenceRow> readSequences(Path file) {
    return CellColumns.read(
        file,
        (record, header) ->
            new SequenceRow(
                CellColumns.read(record),
                record.get(Column.SEQUENCE),
                Integer.parseInt(record.get(Column.FRAMES)),
                sequenceMetrics(record, header),
                tags(record, header)));
  }

  static List<SummaryRow> readSummary(Path file) {
    return CellColumns.read(
        file,
        (record, header) ->
            new SummaryRow(
                CellColumns.read(record),
                Integer.parseInt(record.get(Column.SEQUENCES)),
                Integer.parseInt(record.get(Column.FRAMES)),
                summaryMetrics(record, header)));
  }

  private static Map<String, Double> sequenceMetrics(CSVRecord record, List<String> header) {
    Map<String, Double> metrics = new LinkedHashMap<>();
    for (String column : header.subList(header.indexOf(Column.FRAMES) + 1, header.size())) {
      if (!column.startsWith(Column.TAG) && !record.get(column).isEmpty()) {
        metrics.put(column, Double.parseDouble(record.get(column)));
      }
    }
    return metrics;
  }

  private static Map<String, String> tags(CSVRecord record, List<String> header) {
    Map<String, String> tags = new LinkedHashMap<>();
    for (String column : header) {
      if (column.startsWith(Column.TAG) && !record.get(column).isEmpty()) {
        tags.put(column.substring(Column.TAG.length()), record.get(column));
      }
    }
    return tags;
  }

  private static Map<String, Value> summaryMetrics(CSVRecord record, List<String> header) {
    Map<String, Value> metrics = new LinkedHashMap<>();
    for (String column : header.subList(header.indexOf(Column.FRAMES) + 1, header.size())) {
      if (header.contains(column + Column.PER_SEQUENCE) && !record.get(column).isEmpty()) {
        metrics.put(
            column,
            new Value(
                Double.parseDouble(record.get(column)),
                range(record, column),
                Double.parseDouble(record.get(column + Column.PER_SEQUENCE))));
      }
    }
    return metrics;
  }

  private static Optional<Range> range(CSVRecord record, String column) {
    String low = record.get(column + Column.CI_LOW);
    String high = record.get(column + Column.CI_HIGH);
    return low.isEmpty()
        ? Optional.empty()
        : Optional.of(new Range(Double.parseDouble(low), Double.parseDouble(high)));
  }
}
