package hmrbench.cli;

import static org.assertj.core.api.Assertions.assertThat;

import hmrbench.testing.Shared;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A file that is named twice looks like two results that agree. */
class SameFileTwiceTest {

  private static final String WEIGHTS =
      Shared.projectRoot().resolve("models/spin-simulated/seed-1/weights.safetensors").toString();

  private static final String FEW =
      "datasets: [{name: few, format: simulated, split: test, sequences: 2, seconds: 2}]";

  @TempDir Path folder;

  @BeforeEach
  void filesUnderOtherNames() throws IOException {
    Files.copy(Path.of(WEIGHTS), folder.resolve("copy.safetensors"));
    Files.createSymbolicLink(folder.resolve("link.safetensors"), Path.of(WEIGHTS));
  }

  @AfterEach
  void noLinkOutOfTheFolder() throws IOException {
    Files.delete(folder.resolve("link.safetensors"));
  }

  private Typed typed(String command, String... lines) throws IOException {
    Files.writeString(folder.resolve("x.yaml"), "name: x\n" + String.join("\n", lines) + "\n");
    return command.equals("validate")
        ? Typed.in(folder, "validate", "x.yaml")
        : Typed.in(folder, "run", "x.yaml", "--out", "out", command);
  }

  @ParameterizedTest
  @CsvSource({"WEIGHTS, WEIGHTS", "WEIGHTS, link.safetensors", "link.safetensors, WEIGHTS"})
  void two_seeds_of_one_file_are_a_mistake(String one, String other) throws IOException {
    String first = one.replace("WEIGHTS", WEIGHTS);
    String second = other.replace("WEIGHTS", WEIGHTS);
    Typed said =
        typed(
            "validate",
            "models: [{name: a, architecture: spin, checkpoint: [\"%s\", \"%s\"]}]"
                .formatted(first, second),
            FEW);
    assertThat(said.code()).isEqualTo(2);
    assertThat(said.out() + said.err())
        .contains(
            "x.yaml:2: models.a.checkpoint: names ",
            " twice: two seeds of one file are one; name each file once");
  }

  @Test
  void a_model_under_two_names_is_a_mistake() throws IOException {
    Typed said =
        typed(
            "validate",
            "models:",
            "  - {name: a, architecture: spin, checkpoint: \"%s\"}".formatted(WEIGHTS),
            "  - {name: b, architecture: spin, checkpoint: link.safetensors}",
            FEW);
    assertThat(said.code()).isEqualTo(2);
    assertThat(said.out() + said.err())
        .contains(
            "x.yaml:4: models[1]: b is a under another name, with the same files and options; leave"
                + " one out");
  }

  @Test
  void a_data_set_under_two_names_is_a_mistake() throws IOException {
    Typed said =
        typed(
            "validate",
            "models: [reference-frozen]",
            "datasets:",
            "  - {name: few, format: simulated, split: test, sequences: 2, seconds: 2}",
            "  - {name: other, format: simulated, split: test, sequences: 2, seconds: 2.0}");
    assertThat(said.code()).isEqualTo(2);
    assertThat(said.out() + said.err())
        .contains(
            "x.yaml:5: datasets[1]: other is few under another name, with the same keys; leave one"
                + " out");
  }

  @Test
  void one_file_under_other_options_is_no_mistake() throws IOException {
    Typed said =
        typed(
            "validate",
            "models: [reference-frozen]",
            "datasets:",
            "  - {name: few, format: simulated, split: test, sequences: 2, seconds: 2}",
            "  - {name: other, format: simulated, split: test, sequences: 2, seconds: 3}");
    assertThat(said.code()).as(said.out() + said.err()).isZero();
  }

  @Test
  void a_copy_is_doubted_and_refused_where_strict() throws IOException {
    String[] lines = {
      "models: [{name: a, architecture: spin, checkpoint: [\"%s\", copy.safetensors]}]"
          .formatted(WEIGHTS),
      FEW
    };
    String doubt =
        "%s: holds the same bytes as %s, so model a has no result besides that of a; name each file"
                .formatted(folder.toRealPath().resolve("copy.safetensors"), WEIGHTS)
            + " once";
    Typed strict = typed("--strict", lines);
    assertThat(strict.code()).isEqualTo(2);
    assertThat(strict.err()).contains(doubt);
    assertThat(folder.resolve("out")).doesNotExist();
    Typed said = typed("--fresh", lines);
    assertThat(said.code()).as(said.err()).isZero();
    assertThat(said.err()).contains("hmrbench: in doubt: " + doubt);
  }

  @Test
  void a_protocol_that_is_asked_for_twice_is_a_mistake() throws IOException {
    Typed said = typed("validate", "models: [reference-frozen]", FEW, "protocols: [tcmr, tcmr]");
    assertThat(said.code()).isEqualTo(2);
    assertThat(said.out() + said.err()).contains("x.yaml:4: protocols[1]: has tcmr twice");
  }
}
