package hmrbench.campaign;

import hmrbench.testing.Shared;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * The one table of a campaign, {@code target/campaign/readers.md}: what each reader did with
 * damaged files. Every reader leaves its row in a file of its own, so that test classes may come in
 * any order and alone.
 */
final class CampaignTable {

  /** What one reader did. */
  record Row(String reader, int tried, int read, int clearErrors, int faults, long slowestMillis) {

    private String markdown() {
      return String.format(
          Locale.ROOT,
          "| %s | %d | %d | %d | %d | %d ms |",
          reader,
          tried,
          read,
          clearErrors,
          faults,
          slowestMillis);
    }
  }

  static final Path FOLDER = Shared.projectRoot().resolve("workbench/target/campaign");
  private static final Path ROWS = FOLDER.resolve("rows");

  private CampaignTable() {}

  /** Puts a row into the table, in place of an earlier one of this reader. */
  static synchronized void put(Row row) {
    try {
      Files.createDirectories(ROWS);
      Files.writeString(ROWS.resolve(fileName(row.reader())), row.markdown() + "\n");
      Files.writeString(FOLDER.resolve("readers.md"), table());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A reader's name as that of a file. */
  static String fileName(String reader) {
    return reader.replaceAll("[^A-Za-z0-9]+", "-");
  }

  private static String table() throws IOException {
    StringBuilder table =
        new StringBuilder("| reader | tried | read | clear errors | faults | slowest |\n");
    table.append("|---|---:|---:|---:|---:|---:|\n");
    try (Stream<Path> files = Files.list(ROWS)) {
      List<Path> rows = files.sorted(Comparator.comparing(Path::toString)).toList();
      for (Path row : rows) {
        table.append(Files.readString(row));
      }
    }
    return table.toString();
  }
}
