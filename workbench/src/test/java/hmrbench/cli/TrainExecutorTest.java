package hmrbench.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code train --executor}, with programs of its own on this machine. */
class TrainExecutorTest {

  /** Long enough for a worker to be killed in it. */
  private static final int STEPS = 600;

  @TempDir private Path folder;

  @BeforeEach
  void write_a_recipe() throws IOException {
    for (String name : List.of("apart", "one")) {
      Files.createDirectories(folder.resolve(name));
      Files.writeString(
          folder.resolve(name).resolve("tiny.yaml"),
          """
          name: tiny
          models: [spin, middle]
          seeds: [1]
          data: {clips: 16, seed: 1, fps: 30, features: 16}
          sizes: {hidden: 8, layers: 1, regressor: 8, attention: 8}
          regressor: {steps: %d, batch: 8, rate: 0.002}
          temporal: {steps: 20, batch: 4, rate: 0.0015}
          optimiser: {final-rate: 0.05, longest-gradient: 100}
          validation: {sequences: 2, seed: 1, every: 10}
          output: out
          """
              .formatted(STEPS));
    }
  }

  private Typed train(String where, String... more) {
    List<String> words =
        Stream.concat(
                Stream.of("train", "tiny.yaml", "--work", "work", "--device", "cpu"),
                Stream.of(more))
            .toList();
    return Typed.in(folder.resolve(where), words.toArray(String[]::new));
  }

  /** The process of the first worker, once it has saved a state. */
  private ProcessHandle worker() throws IOException, InterruptedException {
    Path state = folder.resolve("apart/work/spin/seed-1/state.safetensors");
    while (!Files.exists(state)) {
      Thread.sleep(20);
    }
    try (Stream<Path> files = Files.walk(folder.resolve("apart/work/jobs"))) {
      Path said =
          files.filter(it -> it.toString().endsWith("state/0.json")).findFirst().orElseThrow();
      String text = Files.readString(said);
      return ProcessHandle.of(Long.parseLong(text.replaceAll("(?s).*\"process\" : (\\d+).*", "$1")))
          .orElseThrow();
    }
  }

  @Test
  @Tag("long")
  void a_worker_that_is_killed_is_started_again_and_the_weights_are_those_of_one_program()
      throws IOException, InterruptedException {
    CompletableFuture<Typed> apart =
        CompletableFuture.supplyAsync(() -> train("apart", "--executor", "local"));
    assertThat(worker().destroyForcibly()).isTrue(); // kill -9
    Typed said = apart.join();
    assertThat(said.code()).as(said.err()).isZero();
    assertThat(said.out())
        .contains("2 trainings in 2 groups; 0 trainings are there, or on their way")
        .contains("checkpoints: ", "page: ", "table: ");
    assertThat(said.err())
        .contains("group 0 is submitted again: killed, exit code 137")
        .contains("2 of 2 trainings; groups: 2 done");

    Typed one = train("one");
    assertThat(one.code()).as(one.err()).isZero();
    for (String model : List.of("spin", "middle")) {
      for (String name : List.of("weights.safetensors", "loss.csv", "validation.csv")) {
        Path file = Path.of("out/%s-simulated/seed-1".formatted(model), name);
        assertThat(folder.resolve("apart").resolve(file))
            .as(file.toString())
            .hasSameBinaryContentAs(folder.resolve("one").resolve(file));
      }
    }
    assertThat(train("apart", "--executor", "local").out())
        .contains("0 trainings in 0 groups; 2 trainings are there, or on their way");
    Typed status = Typed.in(folder.resolve("apart"), "status", "work");
    assertThat(status.out()).contains("group 1, middle seed 1: done");
    Typed merged = Typed.in(folder.resolve("apart"), "merge", "work");
    assertThat(merged.code()).as(merged.err()).isZero();
    assertThat(merged.out()).contains("checkpoints: ", "table: ");
  }

  @Test
  void what_would_be_submitted_is_listed_and_nothing_is_written() {
    Typed said = train("apart", "--executor", "local", "--dry-run");
    assertThat(said.code()).as(said.err()).isZero();
    assertThat(said.out())
        .startsWith("2 trainings in 2 groups; 0 trainings are there, or on their way")
        .contains("2 programs on this machine");
    assertThat(folder.resolve("apart/work")).doesNotExist();
  }

  @Test
  void what_cannot_be_submitted_is_one_sentence() {
    assertThat(train("apart", "--executor", "local", "--readme").err())
        .isEqualTo(
            "hmrbench: --executor: goes with neither --estimate nor --readme; leave one out\n");
    Typed pictures = Typed.in(folder, "train", "rendered-backbone", "--executor", "local");
    assertThat(pictures.code()).isEqualTo(2);
    assertThat(pictures.err())
        .isEqualTo(
            "hmrbench: --executor: rendered-backbone trains one network on pictures, with all cores"
                + " of a machine; leave --executor out, or give this command to sbatch\n");
    Typed onCards = Typed.in(folder, "train", "rendered-backbone", "--device", "gpu:all");
    assertThat(onCards.err())
        .isEqualTo(
            "hmrbench: --device gpu:all: rendered-backbone trains one network on pictures, with all"
                + " cores of a machine; take one card: --device gpu\n");
    assertThat(train("apart", "--wait").err())
        .isEqualTo(
            "hmrbench: --slurm-config, --array-parallelism, --dry-run and --wait are for --executor"
                + " local or slurm; add it, or leave them out\n");
    Typed gone = Typed.in(folder, "status", "nothing.yaml");
    assertThat(gone.code()).isEqualTo(2);
    assertThat(gone.err())
        .isEqualTo(
            "hmrbench: nothing.yaml: nothing of it was submitted to an executor; `run nothing.yaml"
                + " --executor local` or slurm does that, or `train` for a recipe\n");
  }
}
