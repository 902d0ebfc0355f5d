package hmrbench.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hmrbench.core.Fault;
import hmrbench.report.testing.SyntheticRun;
import hmrbench.testing.Shared;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReadmesTest {

  private static final String BLOCK =
      "# Quickstart\n\n<!-- list results/findings__simulated-test__tcmr__30fps | verdict | claim |"
          + " rows: finding = residual-acceleration -->\n<!-- end -->\n";

  private final Path project;

  ReadmesTest(@TempDir Path project) {
    this.project = project;
  }

  @Test
  void every_table_of_a_page_is_what_the_records_beside_its_experiment_give() {
    if (Boolean.getBoolean("readmes.renew")) {
      Readmes.renew(Shared.projectRoot());
    }
    assertThat(Readmes.stale(Shared.projectRoot())).isEmpty();
  }

  /**
   * Pages whose tables a program makes whole, and a test holds to what that program says; nothing
   * else may have a table of numbers outside of a block.
   */
  private static final Map<String, String> MADE_WHOLE =
      Map.of(
          "docs/claims.md", "`check-claims` prints its table, ClaimsPageTest holds the page to it",
          "docs/campaign.md", "CampaignPage writes it, CampaignPageTest reads it",
          "docs/joint-orders.md", "JointOrdersPageTest makes it of the joint sets",
          "docs/conventions.md", "DetectStudyTest makes its table",
          "docs/scaling.md", "`bench scaling` writes it, ScalingPageTest works it out again",
          "docs/stress.md", "`stress all` prints its table, StressPageTest holds the page to it");

  @Test
  void no_page_has_a_table_of_numbers_that_was_made_by_hand() throws IOException {
    Path root = Shared.projectRoot();
    List<String> found = new ArrayList<>();
    for (Path page : Readmes.pages(root)) {
      String name = root.relativize(page).toString().replace('\\', '/');
      for (String table : HandMadeTables.of(Files.readString(page))) {
        found.add(name + ": " + table);
      }
    }
    found.removeIf(it -> MADE_WHOLE.containsKey(it.substring(0, it.indexOf(':'))));
    assertThat(found).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "tcmr, 52.7, true",
    "tcmr, **52.7** [50.1 to 53.0], true",
    "tcmr, −0.5, true",
    "tcmr, 11 %, true",
    "tcmr, 0.77 / 0.77, true",
    "tcmr, 187 px, true",
    "tcmr, 1\u2009200, true",
    "`mem`, one of them such as `24G`, false",
    "2 or 3 frames, wrong, false",
    "`time`, minutes or `d-hh:mm:ss`, false",
    "tcmr, –, false"
  })
  void a_table_is_of_numbers_where_a_field_is_one(String first, String second, boolean measured) {
    String table = "text\n\n| model | error |\n|---|---:|\n| %s | %s |\n\ntext\n";
    assertThat(HandMadeTables.of(table.formatted(first, second)))
        .isEqualTo(measured ? List.of("| model | error |") : List.of());
    String block = "<!-- table results/a -->\n%s<!-- end -->\n";
    assertThat(HandMadeTables.of(block.formatted(table.strip().substring(6)))).isEmpty();
  }

  @Test
  void a_table_beside_a_page_is_enough_to_renew_it() throws IOException {
    Path docs = Files.createDirectories(project.resolve("docs/tables"));
    Files.writeString(docs.resolve("a.md"), "| x | y |\n|---|---:|\n| a | 1.0 |\n");
    Path page = project.resolve("docs/page.md");
    Files.writeString(page, "<!-- table tables/a | y -->\n<!-- end -->\n");
    assertThat(Readmes.renew(project)).containsExactly(page);
    assertThat(page)
        .hasContent("<!-- table tables/a | y -->\n| y |\n| ---: |\n| 1.0 |\n<!-- end -->\n");
    assertThat(Readmes.renew(project)).isEmpty();
  }

  @Test
  void a_report_renews_the_pages_of_its_experiment_and_keeps_what_they_show() throws IOException {
    Path run = SyntheticRun.small().writeTo(project.resolve("reports/quickstart"));
    Report.write(run);
    Path page = Files.createDirectories(project.resolve("experiments/quickstart"));
    Files.writeString(page.resolve("README.md"), BLOCK);

    assertThat(Readmes.renew(project, run)).containsExactly(page.resolve("README.md"));

    String renewed = Files.readString(page.resolve("README.md"));
    assertThat(renewed)
        .contains("**: Removing the residual connection of the current frame lowers the");
    assertThat(page.resolve("results/findings__simulated-test__tcmr__30fps.md")).exists();
    assertThat(page.resolve("results/run.txt")).content().startsWith("experiment quickstart, ");
    assertThat(Readmes.stale(project)).isEmpty();
    Files.writeString(page.resolve("README.md"), renewed.replace("lowers", "raises"));
    assertThat(Readmes.stale(project)).containsExactly(page.resolve("README.md"));
  }

  @Test
  void a_table_that_the_run_does_not_have_is_reported() throws IOException {
    Path run = SyntheticRun.small().writeTo(project.resolve("reports/quickstart"));
    Report.write(run);
    Path page = Files.createDirectories(project.resolve("experiments/quickstart"));
    Files.writeString(page.resolve("README.md"), BLOCK.replace("simulated-test", "elsewhere"));
    assertThatThrownBy(() -> Readmes.renew(project, run))
        .isInstanceOf(Fault.class)
        .hasMessage(
            "%s: shows findings__elsewhere__tcmr__30fps.md, which this run does not have; see %s"
                + " for those that it has",
            page.resolve("README.md"), run.resolve("tables"));
  }
}
