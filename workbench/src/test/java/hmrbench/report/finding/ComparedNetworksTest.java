package hmrbench.report.finding;

import static hmrbench.report.finding.KnownRun.ACCELERATION;
import static hmrbench.report.finding.KnownRun.SEQUENCES;
import static hmrbench.report.finding.KnownRun.home;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import hmrbench.metric.Metrics;
import hmrbench.record.Cell;
import hmrbench.record.ManifestFile;
import hmrbench.record.RunFolder;
import hmrbench.report.finding.KnownRun.Line;
import hmrbench.report.view.RunView;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which networks a claim compares, whatever their numbers. */
class ComparedNetworksTest {

  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir static Path folder;

  private static KnownRun known;

  @BeforeAll
  static void write() {
    known = new KnownRun(folder);
  }

  /** A run in which the facts of spin are those of another network, but for a change. */
  private static RunView withSpinLike(String other, Consumer<ObjectNode> change)
      throws IOException {
    Path run = known.written(SEQUENCES, ACCELERATION, Line::base);
    Path file = run.resolve(ManifestFile.NAME);
    JsonNode manifest = JSON.readTree(file.toFile());
    ObjectNode facts = null;
    for (JsonNode card : manifest.at("/subjects/models")) {
      if (card.get("name").textValue().equals(other)) {
        facts = card.get("facts").deepCopy();
      }
    }
    assertThat(facts).isNotNull();
    facts.put("name", "spin");
    change.accept(facts);
    for (JsonNode card : manifest.at("/subjects/models")) {
      if (card.get("name").textValue().equals("spin")) {
        ((ObjectNode) card).set("facts", facts);
      }
    }
    JSON.writeValue(file.toFile(), manifest);
    return RunView.open(run, RunFolder.Edited.ACCEPT);
  }

  private static List<String> compared(RunView run, String finding) {
    return Findings.of(run, home(run), List.of()).stream()
        .filter(it -> it.name().equals(finding))
        .flatMap(it -> it.evidence().stream())
        .map(Finding.Evidence::what)
        .toList();
  }

  private static void residual(ObjectNode facts, boolean residual) {
    ((ObjectNode) facts.get("network")).put("residual", residual);
  }

  @Test
  void networks_of_one_architecture_outside_the_grid_are_a_pair_of_the_residual()
      throws IOException {
    RunView run = withSpinLike("vibe-seq", facts -> residual(facts, false));
    assertThat(compared(run, "residual-acceleration"))
        .containsExactlyInAnyOrder(
            "vibe-seq → spin", "middle-residual → middle", "middle-residual-poseforecast → tcmr");
    assertThat(compared(run, "poseforecast-acceleration"))
        .containsExactly("middle-residual → middle-residual-poseforecast", "middle → tcmr");
  }

  @Test
  void networks_of_two_architectures_are_none() throws IOException {
    RunView run =
        withSpinLike(
            "vibe-seq",
            facts -> {
              residual(facts, false);
              facts.put("architecture", "glot");
            });
    assertThat(compared(run, "residual-acceleration"))
        .containsExactly("middle-residual → middle", "middle-residual-poseforecast → tcmr");
  }

  @Test
  void a_network_of_the_grid_and_one_outside_are_none() throws IOException {
    RunView run =
        withSpinLike(
            "middle",
            facts -> {
              residual(facts, true);
              ((ObjectNode) facts.at("/network/print")).remove("grid");
            });
    assertThat(compared(run, "residual-acceleration"))
        .containsExactly("middle-residual → middle", "middle-residual-poseforecast → tcmr");
  }

  @Test
  void the_baseline_is_compared_with_itself_behind_a_filter_alone() throws IOException {
    RunView run = withSpinLike("spin", facts -> {});
    BaselineTests tests = BaselineTests.of(run, home(run), List.of(Metrics.ACCEL_ERR.id()));
    assertThat(tests.rows())
        .extracting(BaselineTests.Row::cell)
        .filteredOn(cell -> cell.model().equals("vibe-seq"))
        .extracting(Cell::filter)
        .containsExactly("slerp-0.3");
    assertThat(tests.rows())
        .extracting(BaselineTests.Row::cell)
        .filteredOn(cell -> cell.model().equals("middle"))
        .extracting(Cell::filter)
        .containsExactly("none", "slerp-0.3");
  }

  @Test
  void nothing_is_tested_at_a_rate_that_the_baseline_was_not_scored_at() throws IOException {
    RunView run = withSpinLike("spin", facts -> {});
    BaselineTests tests = BaselineTests.of(run, home(run).at(60), List.of(Metrics.ACCEL_ERR.id()));
    assertThat(tests.baseline()).isEmpty();
    assertThat(tests.rows()).isEmpty();
  }
}
