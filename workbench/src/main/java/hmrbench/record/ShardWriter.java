package hmrbench.record;

import hmrbench.io.CsvFile;
import hmrbench.io.GrowingFile;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Reader;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.apache.commons.csv.CSVPrinter;

/**
 * The CSV file of a cell, written as its sequences come in. Its columns are those of any of them:
 * where a later sequence brings a new one, the rows before get an empty field.
 */
final class ShardWriter implements AutoCloseable {

  private final Path path;
  private final GrowingFile file;
  private final Set<String> metrics = new LinkedHashSet<>(ShardFile.firstColumns());
  private final Set<String> signals = new LinkedHashSet<>();
  private List<String> header = List.of();

  ShardWriter(Path path) {
    this.path = path;
    this.file = new GrowingFile(path);
  }

  /** Adds rows. */
  void add(FrameTable rows) {
    metrics.addAll(ShardFile.furtherMetrics(rows));
    rows.signals().keySet().forEach(signal -> signals.add(Column.SIGNAL + signal));
    List<String> columns = new ArrayList<>(metrics);
    columns.addAll(signals);
    if (header.isEmpty()) {
      print(file, printer -> printer.printRecord(columns));
    } else if (columns.size() > header.size()) {
      widen(columns);
    }
    header = columns;
    print(file, printer -> ShardFile.print(rows, columns, printer));
  }

  private void widen(List<String> columns) {
    GrowingFile wider = new GrowingFile(path);
    print(
        wider,
        printer -> {
          printer.printRecord(columns);
          try (Reader in = Files.newBufferedReader(file.soFar(), StandardCharsets.UTF_8)) {
            FramesFile.rearrange(in, columns, printer);
          }
        });
    file.replaceBy(wider);
  }

  private interface Lines {
    void printTo(CSVPrinter out) throws IOException;
  }

  private static void print(GrowingFile file, Lines lines) {
    file.append(out -> print(out, lines));
  }

  private static void print(OutputStream bytes, Lines lines) throws IOException {
    Writer out = new BufferedWriter(new OutputStreamWriter(bytes, StandardCharsets.UTF_8));
    CSVPrinter printer = new CSVPrinter(out, CsvFile.FORMAT);
    lines.printTo(printer);
    printer.flush();
  }

  /** Moves it into place. */
  void finish() {
    file.finish();
  }

  @Override
  public void close() {
    file.close();
  }
}
