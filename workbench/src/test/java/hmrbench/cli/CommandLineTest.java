package hmrbench.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Commands as they are typed, on this very project; licensed files are not there. */
class CommandLineTest {

  @TempDir Path folder;

  private Typed type(String... words) {
    return Typed.in(folder, words);
  }

  @Test
  void a_mistyped_option_is_asked_wrongly_and_names_the_nearest() {
    Typed said = type("run", "quickstart", "--limt", "2");
    assertThat(said.code()).isEqualTo(2);
    assertThat(said.err()).contains("--limt").contains("--limit");
  }

  /** Each is built alone when it is asked for, and all for the help of the program. */
  @Test
  void each_command_is_known_by_its_name_alone_and_among_all() {
    String all = type("--help").out();
    for (String name : Main.COMMANDS) {
      assertThat(type("--debug", name, "--help").out()).contains("hmrbench " + name + " ");
      // The command of a worker is hidden.
      assertThat(all.contains("\n  " + name + " ")).as(name).isEqualTo(!name.equals("run-shard"));
    }
  }

  @Test
  void a_mistyped_command_names_the_nearest() {
    Typed said = type("validat");
    assertThat(said.code()).isEqualTo(2);
    assertThat(said.err()).contains("validate");
  }

  @Test
  void an_experiment_that_is_not_there_is_one_sentence() {
    Typed said = type("run", "nowhere");
    assertThat(said.code()).isEqualTo(2);
    assertThat(said.err())
        .isEqualToIgnoringNewLines(
            "hmrbench: %s: there is no such experiment; name a folder with an experiment.yaml, or a"
                    .formatted(folder.resolve("nowhere"))
                + " YAML file");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "quickstart",
        "residual-ablation",
        "acceleration-vs-fps",
        "attention-weights",
        "why-bidirectional",
        "smoothing",
        "train-simulated",
        "tcmr-table-4",
        "tcmr-table-6",
        "vibe-3dpw",
        "mpsnet-3dpw",
        "glot-3dpw",
        "hmmr-3dpw",
        "foresight",
        "fixed-clips",
        "pretext",
        "warm-start-few",
        "warm-start-many",
        "discriminator",
        "rendered-backbone",
        "rendered-detector",
        "rendered-temporal",
        "rendered-ablation",
        "rendered-acceleration-vs-fps",
        "rendered-attention",
        "rendered-smoothing",
        "boxes"
      })
  void the_experiments_that_ship_are_sound(String name) {
    Typed said = type("validate", name);
    assertThat(said.err()).isEmpty();
    assertThat(said.code()).isZero();
    assertThat(said.out()).startsWith(name + ": sound");
  }

  @ParameterizedTest
  @CsvSource({
    "fixed-clips, temporal.steps",
    "foresight, temporal.steps",
    "pretext, training.steps",
    "rendered-backbone, training.steps",
    "rendered-detector, training.steps"
  })
  void a_recipe_is_found_by_its_name(String name, String key) {
    Typed said = type("train", name, "--set", key + "=none");
    assertThat(said.code()).isEqualTo(2);
    assertThat(said.err()).contains(key).doesNotContain("no such recipe");
  }

  @Test
  void a_licensed_experiment_lists_every_file_with_its_page() {
    Typed said = type("run", "tcmr-table-4");
    assertThat(said.code()).isEqualTo(2);
    assertThat(said.err())
        .contains("missing file " + folder.resolve("licensed/tcmr/tcmr_table4_3dpw_test.pth.tar"))
        .contains("get it from https://github.com/hongsukchoi/TCMR_RELEASE")
        .contains("missing file " + folder.resolve("licensed/base_data/SMPL_NEUTRAL.pkl"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "models",
        "datasets",
        "protocols",
        "metrics",
        "filters",
        "detectors",
        "experiments"
      })
  void whatever_can_be_named_is_listed(String kind) {
    Typed said = type("list", kind);
    assertThat(said.code()).isZero();
    assertThat(said.out().lines()).hasSizeGreaterThan(3);
  }

  @Test
  void verify_prints_one_line_per_check() {
    Typed said = type("verify");
    assertThat(said.code()).isZero();
    assertThat(said.out().lines())
        .hasSize(11)
        .last()
        .asString()
        .startsWith("10 of 10 checks passed");
  }

  @Test
  void a_run_prints_its_table_and_the_path_of_its_page() throws IOException {
    Files.writeString(
        folder.resolve("small.yaml"),
        """
        name: small
        models: [reference-frozen, reference-float16]
        datasets: [{name: walks, format: simulated, split: test, sequences: 2, seconds: 2}]
        """);
    Typed planned = type("plan", "small.yaml", "--out", "out");
    assertThat(planned.out())
        .contains("missing  reference-frozen on walks")
        .contains("0 of 2 shards are there; 240 frames to predict, 240 to score");
    Typed ran = type("run", "small.yaml", "--out", "out");
    assertThat(ran.err()).doesNotContain("hmrbench:");
    assertThat(ran.code()).isZero();
    assertThat(ran.out())
        .contains("reference-frozen")
        .contains("report: " + folder.resolve("out/report.html"));
    assertThat(type("plan", "small.yaml", "--out", "out").out())
        .contains("2 of 2 shards are there; 0 frames to predict, 0 to score");
    Typed compared = type("compare", "out", "out");
    assertThat(compared.code()).isZero();
    assertThat(compared.out())
        .startsWith("configs: the same")
        .contains("the same in every sequence")
        .doesNotContain("B minus A");
    assertThat(type("compare", "out", "small.yaml").err())
        .contains("one is a folder; name two runs, or two checkpoints");
  }

  @Test
  void a_run_that_is_asked_for_other_seeds_is_refused_in_the_same_folder() throws IOException {
    Files.writeString(
        folder.resolve("small.yaml"),
        """
        name: small
        models: [reference-frozen]
        datasets: [{name: walks, format: simulated, split: test, sequences: 2, seconds: 2}]
        """);
    type("run", "small.yaml", "--out", "out");
    Typed again = type("run", "small.yaml", "--out", "out", "--set", "seeds=[2]");
    assertThat(again.code()).isEqualTo(2);
    assertThat(again.err()).contains("holds another experiment").contains("--fresh");
  }
}
