package hmrbench.cli;

import static org.assertj.core.api.Assertions.assertThat;

import hmrbench.testing.Shared;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a program that was killed left half-written is swept by the next one that writes there. */
class LeftoversSweptTest {

  /** No process has this number: the largest that Linux gives is 4194304. */
  private static final String OF_NO_PROCESS = ".999999999999-1.part";

  @TempDir Path folder;

  private void typed(String... words) {
    Typed said = Typed.in(folder, words);
    assertThat(said.code()).as("%s: %s", Arrays.toString(words), said.err()).isZero();
  }

  /** Leaves parts at the top and below, runs a command, and looks what is left of them. */
  private void assertSwept(String below, String... words) throws IOException {
    Path out = folder.resolve("out");
    List<Path> left =
        List.of(
            out.resolve("manifest.json" + OF_NO_PROCESS),
            Files.createDirectories(out.resolve(below)).resolve("x.csv" + OF_NO_PROCESS));
    Path theirs = out.resolve(below).resolve("download.part");
    for (Path file : left) {
      Files.writeString(file, "half");
    }
    Files.writeString(theirs, "theirs");
    typed(words);
    assertThat(left).allSatisfy(file -> assertThat(file).doesNotExist());
    assertThat(theirs).hasContent("theirs");
    Files.delete(theirs);
  }

  @Test
  void run_and_report_sweep_their_folder() throws IOException {
    Files.writeString(
        folder.resolve("x.yaml"),
        """
        name: x
        models: [reference-frozen]
        datasets: [{name: few, format: simulated, split: test, sequences: 2, seconds: 2}]
        """);
    typed("run", "x.yaml", "--out", "out");
    assertSwept("shards", "run", "x.yaml", "--out", "out");
    assertSwept("tables", "report", "out");
  }

  @Test
  void score_sweeps_its_folder() throws IOException {
    String[] words = {
      "score",
      Shared.cases("predictions/ok.npz").toString(),
      "--dataset",
      "simulated-quick",
      "--out",
      "out"
    };
    typed(words);
    assertSwept("shards", words);
  }

  @Test
  void train_sweeps_its_folder() throws IOException {
    Files.writeString(
        folder.resolve("tiny.yaml"),
        """
        name: tiny
        models: [spin]
        seeds: [1]
        data: {clips: 64, seed: 1, fps: 30, features: 16}
        sizes: {hidden: 8, layers: 1, regressor: 8, attention: 8}
        regressor: {steps: 40, batch: 8, rate: 0.002}
        temporal: {steps: 40, batch: 4, rate: 0.0015}
        optimiser: {final-rate: 0.05, longest-gradient: 100}
        validation: {sequences: 2, seed: 1, every: 10}
        output: trained
        """);
    String[] words = {"train", "tiny.yaml", "--work", "out"};
    typed(words);
    assertSwept("tables", words);

    // A checkpoint without its card is not done: it is what a kill leaves.
    Path seed = folder.resolve("trained/spin-simulated/seed-1");
    Files.delete(seed.resolve("model.yaml"));
    Path half = Files.writeString(seed.resolve("weights.safetensors" + OF_NO_PROCESS), "half");
    typed(words);
    assertThat(half).doesNotExist();
    assertThat(seed.resolve("model.yaml")).exists();
  }
}
