package hmrbench.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import hmrbench.record.TrainedCheckpoint;
import hmrbench.testing.Shared;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code train} where some checkpoints are missing: they come back as they were. */
class TrainAgainTest {

  private static final String RECIPE =
      """
      name: tiny
      models: [spin, middle]
      seeds: [1, 2]
      data: {clips: 16, seed: 1, fps: 30, features: 16}
      sizes: {hidden: 8, layers: 1, regressor: 8, attention: 8}
      regressor: {steps: 20, batch: 8, rate: 0.002}
      temporal: {steps: 20, batch: 4, rate: 0.0015}
      optimiser: {final-rate: 0.05, longest-gradient: 100}
      validation: {sequences: 2, seed: 1, every: 10}
      output: out
      """;

  @TempDir private Path folder;

  private void trainAll() throws IOException {
    Files.writeString(folder.resolve("tiny.yaml"), RECIPE);
    train();
  }

  private void train() {
    Typed said = Typed.in(folder, "train", "tiny.yaml", "--work", "work", "--device", "cpu");
    assertThat(said.code()).as(said.err()).isZero();
    assertThat(said.out()).contains("checkpoints: ").contains("losses: ").contains("page: ");
    assertThat(folder.resolve("work/training.html"))
        .content()
        .contains("The training has ended.")
        .contains("chart-validation-pa_mpjpe_mm")
        .doesNotContain("location.reload()");
  }

  @Test
  void seeds_are_named_and_other_trainings_stand_beside() throws IOException {
    Files.writeString(folder.resolve("tiny.yaml"), RECIPE);
    Typed one =
        Typed.in(folder, "train", "tiny.yaml", "--work", "one", "--seeds", "2", "--device", "cpu");
    assertThat(one.code()).as(one.err()).isZero();
    assertThat(checkpoints().keySet()).noneMatch(it -> it.contains("seed-1"));
    Typed both =
        Typed.in(
            folder,
            "train",
            "tiny.yaml",
            "--work",
            "both",
            "--seeds",
            "1-2",
            "--beside",
            "out",
            "--device",
            "cpu");
    assertThat(both.code()).as(both.err()).isZero();
    assertThat(both.err()).contains("seed 2: done before").contains("seed 1: ");
    assertThat(folder.resolve("both/training.html")).content().contains("(out)");

    Typed wrong = Typed.in(folder, "train", "tiny.yaml", "--beside", "nowhere");
    assertThat(wrong.code()).isEqualTo(2);
    assertThat(wrong.err()).contains("--beside").contains("has no training");
    assertThat(Typed.in(folder, "train", "tiny.yaml", "--seeds", "5-1").code()).isEqualTo(2);
  }

  /** Every file of the checkpoints, without what tells of the time that a training took. */
  private Map<String, String> checkpoints() throws IOException {
    Map<String, String> found = new TreeMap<>();
    Path out = folder.resolve("out");
    try (Stream<Path> files = Files.walk(out)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        String text = Files.readString(file, java.nio.charset.StandardCharsets.ISO_8859_1);
        found.put(out.relativize(file).toString(), text.replaceAll("(?m)^.*(seconds|date).*$", ""));
      }
    }
    return found;
  }

  private void remove(String name) throws IOException {
    try (Stream<Path> files = Files.walk(folder.resolve(name))) {
      for (Path path : files.sorted(java.util.Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }

  private String oneSeedOf(String model) throws IOException {
    try (Stream<Path> folders = Files.walk(folder.resolve("out"))) {
      Path seed =
          folders
              .filter(Files::isDirectory)
              .filter(it -> it.toString().contains(model) && it.endsWith("seed-1"))
              .findFirst()
              .orElseThrow();
      return folder.relativize(seed).toString();
    }
  }

  @Test
  void a_seed_that_was_removed_is_trained_to_the_same_card_and_weights() throws IOException {
    trainAll();
    Map<String, String> before = checkpoints();
    assertThat(before).hasSizeGreaterThanOrEqualTo(8);
    for (String model : new String[] {"spin", "middle"}) {
      remove(oneSeedOf(model));
      remove("work");
      assertThat(checkpoints()).hasSizeLessThan(before.size());
      train();
      assertThat(checkpoints()).as(model).isEqualTo(before);
    }
  }

  @Test
  void a_chart_that_failed_blocks_no_training() throws IOException {
    trainAll();
    Map<String, String> before = checkpoints();
    remove(oneSeedOf("middle"));
    try (Stream<Path> files = Files.walk(folder.resolve("work"))) {
      for (Path log : files.filter(it -> it.toString().endsWith(".csv")).toList()) {
        Files.writeString(log, "");
      }
    }
    Files.deleteIfExists(folder.resolve("work/loss.svg"));
    Files.createDirectories(folder.resolve("work/loss.svg/in the way"));
    Typed said = Typed.in(folder, "train", "tiny.yaml", "--work", "work", "--device", "cpu");
    assertThat(said.code()).as(said.err()).isZero();
    assertThat(checkpoints().keySet()).isEqualTo(before.keySet());
  }

  /** To the last byte on one kind of processor; on another one sums are rounded in other ways. */
  @Test
  @Tag("long")
  void a_seed_that_ships_is_trained_again_to_its_card() {
    Typed said =
        Typed.in(
            folder,
            "train",
            "train-simulated",
            "--set",
            "models=[spin]",
            "--set",
            "seeds=[1]",
            "--set",
            "output=" + folder.resolve("models"),
            "--work",
            "work",
            "--device",
            "cpu");
    assertThat(said.code()).as(said.err()).isZero();
    TrainedCheckpoint shipped = spin(Shared.projectRoot().resolve("models"));
    TrainedCheckpoint again = spin(folder.resolve("models"));
    assertThat(again.ended()).isEqualTo(shipped.ended()).isEqualTo("validation flat");
    assertThat(again.scores().keySet()).isEqualTo(shipped.scores().keySet());
    for (String metric : new String[] {"mpjpe_mm", "pa_mpjpe_mm", "accel_err_mm_per_frame2"}) {
      assertThat(again.scores().get(metric))
          .as(metric)
          .isCloseTo(shipped.scores().get(metric), within(0.5));
    }
  }

  private static TrainedCheckpoint spin(Path models) {
    return TrainedCheckpoint.all(models, "train-simulated").stream()
        .filter(it -> it.model().equals("spin"))
        .findFirst()
        .orElseThrow();
  }
}
