package hmrbench.campaign;

import hmrbench.run.Program;
import hmrbench.testing.Shared;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * Rows of the one table of a campaign, which {@link CampaignPage} puts together. Every trouble
 * leaves its row in a file of its own, so that test classes may come in any order, alone and at
 * different times.
 */
final class CampaignTable {

  /**
   * What came of one kind of trouble.
   *
   * @param trouble in words; those of one kind begin alike, since the table is in their order
   * @param tried how often
   * @param done how often the work was done as if nothing had been
   * @param clearErrors how often one sentence said why it could not be
   * @param faults how often neither
   * @param slowestMillis the longest try, in milliseconds; 0 where that says nothing
   */
  record Row(String trouble, int tried, int done, int clearErrors, int faults, long slowestMillis) {

    private String markdown() {
      return String.format(
          Locale.ROOT,
          "| %s | %d | %d | %d | %d | %s | %s |%n",
          trouble,
          tried,
          done,
          clearErrors,
          faults,
          slowestMillis == 0
              ? ""
              : String.format(Locale.ROOT, "%.2f s", Math.max(10, slowestMillis) / 1000.0),
          commit());
    }
  }

  static final Path FOLDER = Shared.projectRoot().resolve("workbench/target/campaign");
  static final Path ROWS = FOLDER.resolve("rows");

  private static final int COMMIT_LETTERS = 10;

  /** Columns of a row. */
  static final String HEAD =
      """
      | trouble | tried | done | clear errors | faults | slowest | commit |
      |---|---:|---:|---:|---:|---:|---|
      """;

  private static final Map<String, String> SHOWN = new TreeMap<>();

  private CampaignTable() {}

  /** Puts a row into the table, in place of an earlier one of this trouble. */
  static synchronized void put(Row row) {
    try {
      Files.createDirectories(ROWS);
      Files.writeString(ROWS.resolve(fileName(row.trouble())), row.markdown());
      CampaignPage.write();
      show(row);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Shows a row at the end of this program, with those that it put. */
  static synchronized void show(Row row) {
    SHOWN.put(row.trouble(), row.markdown());
  }

  /** The rows of this program as a table; empty where there is none. */
  static synchronized String shown() {
    return SHOWN.isEmpty() ? "" : HEAD + String.join("", SHOWN.values());
  }

  private static String commit() {
    String commit = Program.commit(Shared.projectRoot()).orElse("unknown");
    boolean changed = commit.endsWith("-changed");
    return commit.substring(0, Math.min(COMMIT_LETTERS, commit.length()))
        + (changed ? ", changed" : "");
  }

  /** Words as the name of a file. */
  static String fileName(String words) {
    return words.replaceAll("[^A-Za-z0-9]+", "-");
  }
}
