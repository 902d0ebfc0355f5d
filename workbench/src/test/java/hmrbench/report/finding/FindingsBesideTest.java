package hmrbench.report.finding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hmrbench.core.Fault;
import hmrbench.record.RunFolder;
import hmrbench.report.table.TableView;
import hmrbench.report.table.TableView.Heading;
import hmrbench.report.view.RunView;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Two runs of which one loses acceleration error with the residual and the other gains it. */
class FindingsBesideTest {

  private static final String CLAIM = "residual-acceleration";

  @TempDir private Path folder;

  private RunView run(double residual) throws IOException {
    return new KnownRun(folder)
        .run(
            KnownRun.SEQUENCES,
            KnownRun.ACCELERATION,
            it -> it.base() + it.ripple() + (it.noResidual() ? residual : 0));
  }

  /** The same records, as of another data set. */
  private RunView elsewhere(RunView run) throws IOException {
    Path to = Files.createTempDirectory(folder, "other");
    try (Stream<Path> files = Files.list(run.folder().folder())) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        String text = Files.readString(file).replace("simulated-test", "rendered-test");
        Files.writeString(to.resolve(file.getFileName()), text);
      }
    }
    return RunView.open(to, RunFolder.Edited.ACCEPT);
  }

  private static FindingsBeside beside(RunView... runs) {
    return new FindingsBeside(
        Stream.of(runs)
            .map(it -> new FindingsBeside.Judged(it, it.home().orElseThrow(), List.of()))
            .toList());
  }

  private static List<String> row(TableView table, String finding, String what) {
    return table.rows().stream()
        .map(row -> row.entries().stream().map(it -> it.text() + it.mark()).toList())
        .filter(it -> it.get(0).equals(finding) && it.get(1).equals(what))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void a_claim_that_flips_from_set_to_set_is_said_to() throws IOException {
    RunView lower = run(-5);
    RunView higher = elsewhere(run(5));
    TableView table = beside(lower, higher).table();
    assertThat(table.columns())
        .extracting(Heading::title)
        .containsExactly(
            "finding",
            "comparison",
            "unit",
            "simulated-test",
            "rendered-test",
            "over sets",
            "in print");
    List<String> row = row(table, CLAIM, "middle-residual → middle");
    assertThat(row.subList(2, 6)).containsExactly("mm/frame²", "−5.00 ✓", "+5.00 ✗", "flips");
    assertThat(row.get(6)).startsWith("TCMR paper, Table 1");
  }

  @Test
  void of_two_runs_of_one_set_the_first_counts() throws IOException {
    TableView table = beside(run(-5), run(5)).table();
    assertThat(table.columns()).hasSize(6);
    assertThat(row(table, CLAIM, "middle-residual → middle").subList(3, 5))
        .containsExactly("−5.00 ✓", "holds on every set");
  }

  @Test
  void runs_that_compare_nothing_are_refused() throws IOException {
    RunView alone = run(-5).only(it -> it.name().equals("frozen"));
    assertThatThrownBy(() -> beside(alone))
        .isInstanceOf(Fault.class)
        .hasMessageContaining("these runs compare nothing");
  }

  @ParameterizedTest
  @CsvSource({
    "'tcmr-rendered middle-rendered', 'tcmr spin', 'tcmr middle'",
    "'tcmr-rendered', 'tcmr', 'tcmr'",
    "'tcmr-rendered middle-rendered', 'spin', ''", // No one is called so elsewhere.
    "'tcmr-rendered middle', 'tcmr middle', ''", // Not all have the ending.
    "'vibe-seq vibe-nores-seq', 'vibe-seq', ''",
  })
  void an_ending_goes_where_all_have_it_and_another_run_has_the_name_without_it(
      String names, String elsewhere, String renamed) {
    assertThat(
            String.join(
                " ",
                FindingsBeside.withoutEnding(
                        List.of(names.split(" ", -1)), Set.of(elsewhere.split(" ", -1)))
                    .values()))
        .isEqualTo(renamed);
  }
}
