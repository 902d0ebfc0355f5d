package hmrbench.cli;

import static org.assertj.core.api.Assertions.assertThat;

import hmrbench.io.safetensors.SafeTensors;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code train} of encoders without labels, and of networks that start from them. */
class PretextCommandTest {

  private static final String PRETEXT =
      """
      name: pretext
      models: [vibe-nores-seq]
      seeds: [1, 2]
      data: {clips: 8, seed: 1, fps: 30, features: 16}
      sizes: {hidden: 8, layers: 1, attention: 8}
      pretexts:
        - {kind: order, pieces: 2, apart: 1}
        - {kind: forecast, steps: 3}
      training: {steps: 12, batch: 4, rate: 0.002, final-rate: 0.05, longest-gradient: 100}
      validation: {sequences: 2, seed: 1, every: 4}
      output: out
      """;

  /** A rate that changes nothing: what is written is what was started from. */
  private static final String WARM =
      """
      name: warm
      models:
        - spin
        - {name: cold, architecture: vibe, residual: false}
        - {name: warm, architecture: vibe, residual: false}
      seeds: [1, 2]
      data: {clips: 8, seed: 1, fps: 30, features: 16}
      sizes: {hidden: 8, layers: 1, regressor: 8, attention: 8}
      regressor: {steps: 2, batch: 4, rate: 0.002}
      temporal:
        steps: 1
        batch: 4
        rate: 0.000000000001
        encoders: {warm: out/vibe-nores-seq-order-simulated}
      optimiser: {final-rate: 1, longest-gradient: 100}
      validation: {sequences: 2, seed: 1, every: 1}
      output: out
      """;

  @TempDir private Path folder;

  private Typed train(String recipe) {
    return Typed.in(folder, "train", recipe, "--device", "cpu", "--work", "work-" + recipe);
  }

  @Test
  void networks_start_from_what_was_trained_without_labels() throws IOException {
    Files.writeString(folder.resolve("pretext.yaml"), PRETEXT);
    Files.writeString(folder.resolve("warm.yaml"), WARM);
    Typed early = train("warm.yaml");
    assertThat(early.code()).isEqualTo(2);
    assertThat(early.err())
        .contains("temporal.encoders: warm: there is no checkpoint ")
        .contains("; train the recipe that makes it, or name another");

    Typed pretext = train("pretext.yaml");
    assertThat(pretext.code()).as(pretext.err()).isZero();
    assertThat(pretext.out()).contains("checkpoints: ", "losses: ", "page: ", "table: ");
    assertThat(folder.resolve("work-pretext.yaml/tables/training.csv"))
        .content()
        .contains("order or its reversal", "vibe-nores-seq-forecast", "vibe-nores-seq-order")
        .doesNotContain("MPJPE");
    assertThat(train("pretext.yaml").err())
        .contains("vibe-nores-seq-order seed 2 is trained already")
        .doesNotContain("making");

    Typed warm = train("warm.yaml");
    assertThat(warm.code()).as(warm.err()).isZero();
    for (String seed : new String[] {"seed-1", "seed-2"}) {
      SafeTensors encoder = checkpoint("vibe-nores-seq-order-simulated", seed);
      SafeTensors started = checkpoint("warm-simulated", seed);
      SafeTensors cold = checkpoint("cold-simulated", seed);
      SafeTensors spin = checkpoint("spin-simulated", seed);
      for (String name : encoder.names()) {
        assertThat(started.floats(name)).as(name).isEqualTo(encoder.floats(name));
        assertThat(cold.floats(name)).as(name).isNotEqualTo(encoder.floats(name));
      }
      for (String name : spin.names()) {
        assertThat(started.floats(name)).as(name).isEqualTo(spin.floats(name));
      }
    }
    assertThat(folder.resolve("out/warm-simulated/seed-1/model.yaml"))
        .content()
        .contains("  starts-from: spin\n  encoder: \"SHA-256 ");
    assertThat(folder.resolve("out/cold-simulated/seed-1/model.yaml"))
        .content()
        .doesNotContain("encoder");
  }

  private SafeTensors checkpoint(String model, String seed) {
    return SafeTensors.open(
        folder.resolve("out").resolve(model).resolve(seed).resolve("weights.safetensors"));
  }
}
