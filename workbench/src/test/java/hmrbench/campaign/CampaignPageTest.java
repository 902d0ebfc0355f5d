package hmrbench.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import hmrbench.testing.Shared;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** {@code docs/campaign.md} is a page as a campaign writes it, of which no number was typed. */
class CampaignPageTest {

  private static final Path PAGE = Shared.projectRoot().resolve("docs/campaign.md");
  private static final String TIME = "\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d";
  private static final String MADE =
      "Commit [0-9a-f]{10}, seed \\d+; %s to %s UTC on .+, \\d+ cores, .+, Java .+:"
          .formatted(TIME, TIME);
  private static final String ROW = "\\| [^|]+ \\| \\d+ \\| \\d+ \\| \\d+ \\| 0 \\| \\d+ s \\|";

  @Test
  void the_page_has_every_row_or_says_that_it_was_not_tried_and_no_row_has_a_fault()
      throws IOException {
    String page = Files.readString(PAGE).split("\n## ", -1)[0];
    assertThat(page).startsWith(CampaignPage.INTRODUCTION).contains(CampaignTable.HEAD);
    int table = page.indexOf(CampaignTable.HEAD);
    assertThat(page.substring(CampaignPage.INTRODUCTION.length(), table).strip()).matches(MADE);
    List<String> lines = page.substring(table + CampaignTable.HEAD.length()).lines().toList();
    List<String> rows = lines.stream().filter(line -> line.startsWith("|")).toList();
    assertThat(troubles(rows, lines)).containsExactlyInAnyOrderElementsOf(CampaignRows.all());
    assertThat(rows).allSatisfy(row -> assertThat(row).matches(ROW));
    assertThat(rows).allSatisfy(CampaignPageTest::requireSum);
  }

  /** Those with a row, and those of which the page says that they were not tried. */
  private static List<String> troubles(List<String> rows, List<String> lines) {
    List<String> troubles = new ArrayList<>();
    rows.forEach(row -> troubles.add(row.split("\\|", -1)[1].strip()));
    lines.stream()
        .filter(line -> line.startsWith(CampaignPage.NOT_TRIED))
        .map(line -> line.substring(CampaignPage.NOT_TRIED.length(), line.length() - 1))
        .forEach(line -> troubles.addAll(List.of(line.split("; ", -1))));
    return troubles;
  }

  /** What was tried was done, was told or was a fault. */
  private static void requireSum(String row) {
    String[] cells = row.split("\\|", -1);
    int[] counts = new int[4];
    for (int i = 0; i < counts.length; i++) {
      counts[i] = Integer.parseInt(cells[i + 2].strip());
    }
    assertThat(counts[1] + counts[2] + counts[3]).as(row).isEqualTo(counts[0]);
  }
}
