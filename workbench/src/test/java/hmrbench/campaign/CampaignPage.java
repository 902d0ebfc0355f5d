package hmrbench.campaign;

import hmrbench.train.Machine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * The page of a campaign, {@code target/campaign/campaign.md}: the table, and how, where and of
 * what it was made. {@code docs/campaign.md} is such a page.
 */
final class CampaignPage {

  static final Path FILE = CampaignTable.FOLDER.resolve("campaign.md");

  static final String INTRODUCTION =
      """
      # What the program does in trouble

      Every row is one kind of trouble, tried many times. *Done*: the work came out as if nothing had been. A damaged file was read
      (most damage hits values, names and comments); records, weights and films were those of an undisturbed program. *Clear
      errors*: one sentence said what was wrong. *Faults*: all else, such as a crash, no end, a wrong result, hundreds of
      megabytes for a small file, or a file that is left over.

      What is killed is killed with `kill -9` at random moments of its work, and started again. Damaged files are made of sound ones, each
      by one to four changes: bits turned, bytes cut, doubled, moved or replaced, numbers replaced by odd ones.

      ```sh
      ./mvnw -Pcampaign test -pl workbench   # an hour or two; the page is then workbench/target/campaign/campaign.md
      ```
      """;

  private CampaignPage() {}

  /** Writes the page of all rows that there are. */
  static void write() throws IOException {
    String made =
        String.format(
            Locale.ROOT,
            "\nSeed %d, on %s, %d cores, %s, Java %s:\n\n%s",
            Campaign.SEED,
            Machine.processor(),
            Runtime.getRuntime().availableProcessors(),
            System.getProperty("os.name"),
            System.getProperty("java.version"),
            table());
    Files.writeString(FILE, INTRODUCTION + made);
  }

  /** All rows that there are. */
  static String table() throws IOException {
    StringBuilder table = new StringBuilder(CampaignTable.HEAD);
    try (Stream<Path> files = Files.list(CampaignTable.ROWS)) {
      for (Path row : files.sorted(Comparator.comparing(Path::toString)).toList()) {
        table.append(Files.readString(row));
      }
    }
    return table.toString();
  }
}
