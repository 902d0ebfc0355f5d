package hmrbench.campaign;

import hmrbench.testing.Shared;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * Rows of the one table of a campaign, which {@link CampaignPage} puts together. Every trouble
 * leaves its row in a file of its own, so that test classes may come in any order and one by one.
 */
final class CampaignTable {

  /**
   * What came of one kind of trouble.
   *
   * @param trouble in words; one of {@link CampaignRows}
   * @param tried how often
   * @param done how often the work was done as if nothing had been
   * @param clearErrors how often one sentence said why it could not be
   * @param faults how often neither
   * @param started when the first try was
   * @param took how long all tries took together
   */
  record Row(
      String trouble,
      int tried,
      int done,
      int clearErrors,
      int faults,
      Instant started,
      Duration took) {

    String markdown() {
      return String.format(
          Locale.ROOT,
          "| %s | %d | %d | %d | %d | %d s |%n",
          trouble,
          tried,
          done,
          clearErrors,
          faults,
          Math.max(1, Math.round(took.toMillis() / 1000.0)));
    }

    /** As a line of a file. */
    private String line() {
      return String.join(
          "\t",
          trouble,
          Integer.toString(tried),
          Integer.toString(done),
          Integer.toString(clearErrors),
          Integer.toString(faults),
          started.toString(),
          took.toString());
    }

    private static Row ofLine(String line) {
      String[] cells = line.strip().split("\t", -1);
      return new Row(
          cells[0],
          Integer.parseInt(cells[1]),
          Integer.parseInt(cells[2]),
          Integer.parseInt(cells[3]),
          Integer.parseInt(cells[4]),
          Instant.parse(cells[5]),
          Duration.parse(cells[6]));
    }
  }

  static final Path FOLDER = Shared.projectRoot().resolve("workbench/target/campaign");

  /** Columns of a row. */
  static final String HEAD =
      """
      | trouble | tried | done | clear errors | faults | took |
      |---|---:|---:|---:|---:|---:|
      """;

  private static final Map<String, Row> SHOWN = new TreeMap<>();

  private CampaignTable() {}

  /** Where the rows of a commit are, since a page is of one. */
  private static Path rows() {
    return FOLDER.resolve("rows-" + CampaignPage.commit());
  }

  /** Puts a row into the table, in place of an earlier one of this trouble and commit. */
  static synchronized void put(Row row) {
    if (!CampaignRows.all().contains(row.trouble())) {
      throw new IllegalArgumentException("name the row in CampaignRows: " + row.trouble());
    }
    try (FileChannel one = oneAtATime()) {
      one.lock(); // Until it is closed.
      Files.createDirectories(rows());
      Files.writeString(rows().resolve(fileName(row.trouble())), row.line());
      Map<String, Row> all = new TreeMap<>();
      for (String trouble : CampaignRows.all()) {
        Path file = rows().resolve(fileName(trouble));
        if (Files.exists(file)) {
          all.put(trouble, Row.ofLine(Files.readString(file)));
        }
      }
      CampaignPage.write(all);
      show(row);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Test programs side by side write one page. */
  private static FileChannel oneAtATime() throws IOException {
    Files.createDirectories(FOLDER);
    return FileChannel.open(
        FOLDER.resolve(".lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
  }

  /** Shows a row at the end of this program, with those that it put. */
  static synchronized void show(Row row) {
    SHOWN.put(row.trouble(), row);
  }

  /** The rows of this program as a table; empty where there is none. */
  static synchronized String shown() {
    StringBuilder table = new StringBuilder(SHOWN.isEmpty() ? "" : HEAD);
    SHOWN.values().forEach(row -> table.append(row.markdown()));
    return table.toString();
  }

  /** Words as the name of a file. */
  static String fileName(String words) {
    return words.replaceAll("[^A-Za-z0-9]+", "-");
  }
}
