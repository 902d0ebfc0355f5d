package hmrbench.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hmrbench.core.Fault;
import hmrbench.report.testing.SyntheticRun;
import hmrbench.testing.Shared;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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
    assertThat(Readmes.stale(Shared.projectRoot())).isEmpty();
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
