package hmrbench.record;

import hmrbench.core.Fault;
import hmrbench.io.CsvFile;
import hmrbench.io.TextFile;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVPrinter;
import org.apache.commons.csv.CSVRecord;

/**
 * {@code frames.csv}: all shards in one table, in the order of the plan; columns that a shard lacks
 * are empty. Gzipped where it is large.
 */
public final class FramesFile {

  /** Its name; with {@code .gz} where it is gzipped. */
  public static final String NAME = "frames.csv";

  /** Shards that are larger than this together are gzipped; editors still open what is smaller. */
  private static final long LARGE_BYTES = 32L << 20;

  private FramesFile() {}

  /**
   * Joins shards.
   *
   * @param folder of the run
   * @param cells in this order
   * @return the file
   */
  public static Path write(Path folder, List<Cell> cells) {
    List<Path> shards =
        cells.stream().map(cell -> folder.resolve(RunStore.shardFile(cell))).toList();
    Path plain = folder.resolve(NAME);
    Path gzipped = folder.resolve(NAME + ".gz");
    try {
      boolean large = size(shards) > LARGE_BYTES;
      Path file = large ? gzipped : plain;
      List<String> header = header(shards);
      TextFile.write(file, out -> join(shards, header, out));
      Files.deleteIfExists(large ? plain : gzipped);
      return file;
    } catch (IOException e) {
      throw Fault.of(Fault.Kind.FAILED_RUNNING, plain, "cannot be joined", e);
    }
  }

  private static long size(List<Path> shards) throws IOException {
    long bytes = 0;
    for (Path shard : shards) {
      bytes += Files.size(shard);
    }
    return bytes;
  }

  /** First columns, then the metrics of any shard, then the signals of any. */
  private static List<String> header(List<Path> shards) throws IOException {
    Set<String> metrics = new LinkedHashSet<>(ShardFile.firstColumns());
    Set<String> signals = new LinkedHashSet<>();
    for (Path shard : shards) {
      try (Reader in = Files.newBufferedReader(shard, StandardCharsets.UTF_8);
          CSVParser parser = CSVParser.parse(in, CsvFile.WITH_HEADER)) {
        for (String column : parser.getHeaderNames()) {
          (column.startsWith(Column.SIGNAL) ? signals : metrics).add(column);
        }
      }
    }
    List<String> header = new ArrayList<>(metrics);
    header.addAll(signals);
    return header;
  }

  private static void join(List<Path> shards, List<String> header, Writer out) throws IOException {
    CSVPrinter printer = new CSVPrinter(out, CsvFile.FORMAT);
    printer.printRecord(header);
    printer.flush();
    String headerLine = String.join(",", header);
    for (Path shard : shards) {
      try (BufferedReader in = Files.newBufferedReader(shard, StandardCharsets.UTF_8)) {
        in.mark(1 << 16);
        if (headerLine.equals(in.readLine())) {
          in.transferTo(out);
        } else {
          in.reset();
          rearrange(in, header, printer);
        }
      }
    }
  }

  /** Prints the rows of a file under other columns; those that it lacks are empty. */
  static void rearrange(Reader in, List<String> header, CSVPrinter printer) throws IOException {
    try (CSVParser parser = CSVParser.parse(in, CsvFile.WITH_HEADER)) {
      List<String> columns = parser.getHeaderNames();
      int[] sources = header.stream().mapToInt(columns::indexOf).toArray();
      for (CSVRecord record : parser) {
        for (int source : sources) {
          printer.print(source < 0 ? "" : record.get(source));
        }
        printer.println();
      }
    }
  }
}
