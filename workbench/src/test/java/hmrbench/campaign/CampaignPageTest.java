package hmrbench.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import hmrbench.testing.Shared;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** {@code docs/campaign.md} is a page as a campaign writes it, of which no number was typed. */
class CampaignPageTest {

  private static final Path PAGE = Shared.projectRoot().resolve("docs/campaign.md");
  private static final String ROW =
      "\\| [^|]+ \\| \\d+ \\| \\d+ \\| \\d+ \\| 0 \\| ([0-9.]+ s)? \\| [0-9a-f]{10} \\|";

  @Test
  void the_page_is_one_that_a_campaign_writes_without_a_fault_in_it() throws IOException {
    String page = Files.readString(PAGE);
    assertThat(page).startsWith(CampaignPage.INTRODUCTION).contains(CampaignTable.HEAD);
    List<String> rows =
        page.substring(page.indexOf(CampaignTable.HEAD) + CampaignTable.HEAD.length())
            .lines()
            .toList();
    assertThat(rows).isNotEmpty().allSatisfy(row -> assertThat(row).matches(ROW));
    assertThat(rows).allSatisfy(CampaignPageTest::requireSum);
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
