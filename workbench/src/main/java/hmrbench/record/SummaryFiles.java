package hmrbench.record;

import hmrbench.core.Fault;
import hmrbench.record.SummaryRow.Range;
import hmrbench.record.SummaryRow.Value;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVPrinter;
import org.apache.commons.csv.CSVRecord;

/** {@code sequences.csv} and {@code summary.csv}: means, by sequence and by cell. */
public final class SummaryFiles {

  /** Name of the file of {@link SequenceRow}s. */
  public static final String SEQUENCES = "sequences.csv";

  /** Name of the file of {@link SummaryRow}s. */
  public static final String SUMMARY = "summary.csv";

  private static final CSVFormat WITH_HEADER =
      ShardFile.FORMAT.builder().setHeader().setSkipHeaderRecord(true).get();

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
    List<String> header = new ArrayList<>(Column.CELL);
    header.addAll(List.of(Column.SEQUENCE, Column.FRAMES));
    header.addAll(metrics);
    tags.forEach(tag -> header.add(Column.TAG + tag));
    writeCsv(
        file,
        header,
        out -> {
          for (SequenceRow row : (Iterable<SequenceRow>) rows.get()::iterator) {
            printCell(row.cell(), out);
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
    List<String> header = new ArrayList<>(Column.CELL);
    header.addAll(List.of(Column.SEQUENCES, Column.FRAMES));
    for (String metric : metrics) {
      header.addAll(
          List.of(
              metric,
              metric + Column.CI_LOW,
              metric + Column.CI_HIGH,
              metric + Column.PER_SEQUENCE));
    }
    writeCsv(
        file,
        header,
        out -> {
          for (SummaryRow row : rows) {
            printCell(row.cell(), out);
            out.print(row.sequences());
            out.print(row.frames());
            for (String metric : metrics) {
              printValue(row.metrics().get(metric), out);
            }
            out.println();
          }
        });
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

  private static void printCell(Cell cell, CSVPrinter out) throws IOException {
    out.print(cell.model());
    out.print(cell.dataset());
    out.print(cell.protocol());
    out.print(cell.fpsText());
    out.print(cell.filter());
    out.print(cell.seed());
  }

  private interface Lines {
    void printTo(CSVPrinter out) throws IOException;
  }

  private static void writeCsv(Path file, List<String> header, Lines lines) {
    TextFile.write(
        file,
        out -> {
          CSVPrinter printer = new CSVPrinter(out, ShardFile.FORMAT);
          printer.printRecord(header);
          lines.printTo(printer);
          printer.flush();
        });
  }

  static List<SequenceRow> readSequences(Path file) {
    return readCsv(
        file,
        (record, header) ->
            new SequenceRow(
                cell(record),
                record.get(Column.SEQUENCE),
                Integer.parseInt(record.get(Column.FRAMES)),
                sequenceMetrics(record, header),
                tags(record, header)));
  }

  static List<SummaryRow> readSummary(Path file) {
    return readCsv(
        file,
        (record, header) ->
            new SummaryRow(
                cell(record),
                Integer.parseInt(record.get(Column.SEQUENCES)),
                Integer.parseInt(record.get(Column.FRAMES)),
                summaryMetrics(record, header)));
  }

  static Cell cell(CSVRecord record) {
    return new Cell(
        record.get("model"),
        record.get("dataset"),
        record.get("protocol"),
        Double.parseDouble(record.get("fps")),
        record.get("filter"),
        record.get("seed"));
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

  private interface RowReader<R> {
    R read(CSVRecord record, List<String> header);
  }

  private static <R> List<R> readCsv(Path file, RowReader<R> reader) {
    try (Reader in = Files.newBufferedReader(file, StandardCharsets.UTF_8);
        CSVParser parser = CSVParser.parse(in, WITH_HEADER)) {
      List<R> rows = new ArrayList<>();
      for (CSVRecord record : parser) {
        rows.add(reader.read(record, parser.getHeaderNames()));
      }
      return rows;
    } catch (IOException | UncheckedIOException | IllegalArgumentException e) {
      throw new Fault(
          Fault.Kind.ASKED_WRONGLY,
          "%s: cannot be read: %s; run the experiment again".formatted(file, Unreadable.why(e)),
          e);
    }
  }
}
