package hmrbench.campaign;

import hmrbench.run.Program;
import hmrbench.testing.Shared;
import hmrbench.train.Machine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The page of a campaign, {@code target/campaign/campaign.md}: the table, and how, when, where and
 * of what it was made. {@code docs/campaign.md} is such a page.
 */
final class CampaignPage {

  static final Path FILE = CampaignTable.FOLDER.resolve("campaign.md");

  static final String INTRODUCTION =
      """
      # What the program does in trouble

      Every row is one kind of trouble, tried many times. *Done*: the work came out as if nothing had been. A damaged file was read
      (most damage hits values, names and comments); records, weights and films were those of an undisturbed program. *Clear
      errors*: one sentence said what was wrong, and the same command went on when there was enough of the machine. *Faults*: all
      else, such as a crash, no end, a wrong result, hundreds of megabytes for a small file, or a file that is left over.

      - *kill -9*: killed at random moments of its work, up to five times in a row, then left to end.
      - *full disk*: a file system in memory with a share of the room that the command needs, from none to almost all. Root may
        mount one, or who has `sudo` without a password; others skip these rows. *Files cannot grow* needs no rights: `ulimit -f`.
      - *low memory*: a heap of 12 to 48 MB (`-Xmx`); *few descriptors*: 16 to 96 open files (`ulimit -n`).
      - *two at once*: the same command twice in one folder, together and a second apart.
      - *edited records*: files that a run left, one by one with a changed digit, without its last row or with it twice.
      - *hostile names*: HTML, LaTeX, formulas, paths and control characters as names of experiments, data sets, models and videos.
      - *damaged files*: made of sound ones by one to four changes: bits turned, bytes cut, doubled, moved or replaced, numbers
        replaced by odd ones.

      `.ci/run` makes this campaign; a short form of these rows is among the long checks.

      ```sh
      ./mvnw -Pcampaign test -pl workbench   # 20 to 30 minutes on two cores; the page is then workbench/target/campaign/campaign.md
      ```
      """;

  /** Before the rows that a campaign has and this one lacks. */
  static final String NOT_TRIED = "Not tried this time: ";

  private static final int COMMIT_LETTERS = 10;
  private static final DateTimeFormatter MINUTES =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm", Locale.ROOT).withZone(ZoneOffset.UTC);

  private CampaignPage() {}

  /** Writes the page of these rows. */
  static void write(Map<String, CampaignTable.Row> rows) throws IOException {
    StringBuilder page = new StringBuilder(INTRODUCTION).append('\n').append(made(rows.values()));
    page.append('\n').append(CampaignTable.HEAD);
    for (String trouble : CampaignRows.all()) {
      if (rows.containsKey(trouble)) {
        page.append(rows.get(trouble).markdown());
      }
    }
    List<String> left =
        CampaignRows.all().stream().filter(trouble -> !rows.containsKey(trouble)).toList();
    if (!left.isEmpty()) {
      page.append('\n').append(NOT_TRIED).append(String.join("; ", left)).append(".\n");
    }
    Files.writeString(FILE, page);
  }

  private static String made(Collection<CampaignTable.Row> rows) {
    Instant start =
        rows.stream().map(CampaignTable.Row::started).min(Comparator.naturalOrder()).orElseThrow();
    Instant end =
        rows.stream()
            .map(row -> row.started().plus(row.took()))
            .max(Comparator.naturalOrder())
            .orElseThrow();
    return String.format(
        Locale.ROOT,
        "Commit %s, seed %d; %s to %s UTC on %s, %d cores, %s, Java %s:%n",
        commit(),
        Campaign.SEED,
        MINUTES.format(start),
        MINUTES.format(end),
        Machine.processor(),
        Runtime.getRuntime().availableProcessors(),
        System.getProperty("os.name"),
        System.getProperty("java.version"));
  }

  /** What was tried. */
  static String commit() {
    String commit = Program.commit(Shared.projectRoot()).orElse("unknown");
    return commit.substring(0, Math.min(COMMIT_LETTERS, commit.length()))
        + (commit.endsWith("-changed") ? "-changed" : "");
  }
}
