package hmrbench.record;

import hmrbench.core.Fault;
import hmrbench.core.FrameMask;
import hmrbench.core.Reason;
import hmrbench.core.Series;
import hmrbench.io.CsvFile;
import hmrbench.metric.Metrics;
import hmrbench.record.FrameTable.Attention;
import hmrbench.record.FrameTable.SequenceRange;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVPrinter;
import org.apache.commons.csv.CSVRecord;

/**
 * The CSV file of one cell: a header, then one line per row. A value that does not exist is an
 * empty field.
 */
final class ShardFile {

  /** Columns of metrics that every file has, whether or not it has values of them. */
  private static final List<String> FIRST_METRICS = Metrics.columnsOfEveryRecord();

  private ShardFile() {}

  /** The columns that every file of rows begins with. */
  static List<String> firstColumns() {
    List<String> header =
        CellColumns.before(List.of(Column.SEQUENCE, Column.FRAME, Column.TIME_S, Column.SCORED));
    header.addAll(FIRST_METRICS);
    return header;
  }

  /** The columns of a table, in the order of the file. */
  static List<String> header(FrameTable table) {
    List<String> header = firstColumns();
    header.addAll(furtherMetrics(table));
    table.signals().keySet().forEach(signal -> header.add(Column.SIGNAL + signal));
    return header;
  }

  static List<String> furtherMetrics(FrameTable table) {
    return table.metrics().keySet().stream()
        .filter(column -> !FIRST_METRICS.contains(column))
        .toList();
  }

  /** Writes a shard: aside, then to its place. */
  static void write(FrameTable table, Path file) {
    CsvFile.write(file, header(table), out -> print(table, out));
  }

  /** Prints the rows of a table, without a header. */
  static void print(FrameTable table, CSVPrinter out) throws IOException {
    print(table, header(table), out);
  }

  /** Prints the rows of a table under columns that may be more than it has. */
  static void print(FrameTable table, List<String> header, CSVPrinter out) throws IOException {
    Series absent = Series.of(FrameMask.of(new boolean[table.rows()]), t -> 0);
    Map<String, Series> columns = new LinkedHashMap<>(table.columns());
    table.signals().forEach((name, series) -> columns.put(Column.SIGNAL + name, series));
    List<Series> values = new ArrayList<>();
    for (String column : header.subList(header.indexOf(Column.SCORED) + 1, header.size())) {
      values.add(columns.getOrDefault(column, absent));
    }
    List<String> cell = CellColumns.of(table.cell());
    for (SequenceRange sequence : table.sequences()) {
      for (int row = sequence.from(); row < sequence.to(); row++) {
        printRow(table, cell, sequence.name(), row, values, out);
      }
    }
  }

  private static void printRow(
      FrameTable table,
      List<String> cell,
      String sequence,
      int row,
      List<Series> values,
      CSVPrinter out)
      throws IOException {
    for (String field : cell) {
      out.print(field);
    }
    out.print(sequence);
    out.print(table.frames().get(row));
    out.print(Decimal.text(table.timeSeconds().get(row)));
    out.print(table.scored().get(row) ? "1" : "0");
    for (Series series : values) {
      out.print(series.has(row) ? Decimal.text(series.get(row)) : "");
    }
    out.println();
  }

  /**
   * Reads a shard.
   *
   * @throws Fault if it is not there or is no shard of this cell
   */
  static FrameTable read(Path file, Cell cell) {
    return read(file, cell, column -> true);
  }

  /**
   * Reads a shard, of its metrics and signals at least those that are wanted.
   *
   * @throws Fault if it is not there or is no shard of this cell
   */
  static FrameTable read(Path file, Cell cell, Predicate<String> wanted) {
    try {
      Predicate<String> columns = wanted.or(Attention::isColumn);
      Optional<FrameTable> scanned = ShardScan.read(Files.readAllBytes(file), columns, file, cell);
      return scanned.isPresent() ? scanned.get() : parsed(file, cell);
    } catch (IOException | UncheckedIOException | IllegalArgumentException e) {
      throw new Fault(
          Fault.Kind.ASKED_WRONGLY,
          "%s: cannot be read as a shard of %s: %s; run the experiment again"
              .formatted(file, cell, Reason.of(e)),
          e);
    }
  }

  /** Reads a shard with the CSV library: the reference for {@link ShardScan}. */
  static FrameTable parsed(Path file, Cell cell) throws IOException {
    try (Reader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8);
        CSVParser parser = CSVParser.parse(reader, CsvFile.WITH_HEADER)) {
      Rows rows = new Rows(parser.getHeaderNames());
      for (CSVRecord record : parser) {
        if (!record.isConsistent()) {
          throw Fault.asked(
              "%s line %d: expected %d fields, got %d; run the experiment again",
              file, parser.getCurrentLineNumber(), parser.getHeaderNames().size(), record.size());
        }
        rows.add(record);
      }
      return rows.table(cell);
    }
  }

  /**
   * The columns of a shard as a table; metrics without a value and absent attention are left out.
   *
   * @param columns header of the shard
   * @param series values of a column
   */
  static FrameTable table(
      Cell cell,
      List<String> columns,
      List<SequenceRange> sequences,
      List<String> frames,
      FrameMask scored,
      Function<String, Series> series) {
    Map<String, Series> metrics = new LinkedHashMap<>();
    Map<String, Series> signals = new LinkedHashMap<>();
    int first = columns.indexOf(Column.SCORED) + 1;
    for (String column : columns.subList(first, columns.size())) {
      if (column.startsWith(Column.SIGNAL)) {
        signals.put(column.substring(Column.SIGNAL.length()), series.apply(column));
      } else if (!Attention.isColumn(column)) {
        Series values = series.apply(column);
        if (values.present().count() > 0) {
          metrics.put(column, values);
        }
      }
    }
    return new FrameTable(
        cell,
        sequences,
        frames,
        series.apply(Column.TIME_S),
        scored,
        metrics,
        Attention.of(series),
        signals);
  }

  /** What the field of a row says that is scored or not. */
  static boolean isScored(String field) {
    if (!field.equals("1") && !field.equals("0")) {
      throw new IllegalArgumentException("scored is \"%s\", expected 0 or 1".formatted(field));
    }
    return field.equals("1");
  }

  /** Rows as they come in. */
  private static final class Rows {

    private final List<String> columns;
    private final List<SequenceRange> sequences = new ArrayList<>();
    private final List<String> frames = new ArrayList<>();
    private final List<List<String>> cells = new ArrayList<>();

    Rows(List<String> header) {
      if (!header.containsAll(firstColumns()) || Set.copyOf(header).size() < header.size()) {
        throw new IllegalArgumentException("columns are " + header);
      }
      this.columns = header;
      header.forEach(column -> cells.add(new ArrayList<>()));
    }

    void add(CSVRecord record) {
      String sequence = record.get(Column.SEQUENCE);
      int row = frames.size();
      int last = sequences.size() - 1;
      if (last >= 0 && sequences.get(last).name().equals(sequence)) {
        sequences.set(last, new SequenceRange(sequence, sequences.get(last).from(), row + 1));
      } else {
        sequences.add(new SequenceRange(sequence, row, row + 1));
      }
      frames.add(record.get(Column.FRAME));
      for (int c = 0; c < columns.size(); c++) {
        cells.get(c).add(record.get(c));
      }
    }

    FrameTable table(Cell cell) {
      return ShardFile.table(cell, columns, sequences, frames, scored(), this::series);
    }

    private FrameMask scored() {
      List<String> texts = cells.get(columns.indexOf(Column.SCORED));
      boolean[] flags = new boolean[texts.size()];
      for (int row = 0; row < flags.length; row++) {
        flags[row] = isScored(texts.get(row));
      }
      return FrameMask.of(flags);
    }

    private Series series(String column) {
      List<String> texts = cells.get(columns.indexOf(column));
      boolean[] present = new boolean[texts.size()];
      double[] values = new double[texts.size()];
      for (int row = 0; row < values.length; row++) {
        present[row] = !texts.get(row).isEmpty();
        values[row] = present[row] ? Double.parseDouble(texts.get(row)) : 0;
      }
      return Series.of(values, FrameMask.of(present));
    }
  }
}
