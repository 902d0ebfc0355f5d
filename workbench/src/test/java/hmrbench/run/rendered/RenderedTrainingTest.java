package hmrbench.run.rendered;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hmrbench.config.ExperimentBuilder;
import hmrbench.config.ModelConfig;
import hmrbench.config.PathRoots;
import hmrbench.config.TrainingConfig;
import hmrbench.config.TrainingReader;
import hmrbench.core.Fault;
import hmrbench.data.rendered.Boxes;
import hmrbench.data.rendered.Rendered;
import hmrbench.data.rendered.Surroundings;
import hmrbench.data.sim.SimulatedSplit;
import hmrbench.io.safetensors.SafeTensors;
import hmrbench.model.Models;
import hmrbench.record.RunFolder;
import hmrbench.record.RunStore.Existing;
import hmrbench.record.SequenceRow;
import hmrbench.record.SummaryRow;
import hmrbench.run.ConfigNames;
import hmrbench.run.ExperimentRun;
import hmrbench.run.Extensions;
import hmrbench.run.Trainings;
import hmrbench.tensor.ComputeDevice;
import hmrbench.testing.StrictListener;
import hmrbench.testing.TinyBackbone;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Networks trained on what a network on pictures sees, from recipe to summary. */
class RenderedTrainingTest {

  private static final String RECIPE =
      """
      name: tiny-rendered
      models:
        - {name: tcmr, architecture: tcmr, checkpoint: none.safetensors}
        - {name: vibe, architecture: vibe, checkpoint: none.safetensors}
      seeds: [1]
      sets:
        training: {name: t, format: rendered, split: train, sequences: 2, seconds: 0.6, size: 32, surroundings: bare, backbone: weights.safetensors}
        validation: {name: v, format: rendered, split: validation, sequences: 1, seconds: 0.6, size: 32, surroundings: bare, backbone: weights.safetensors}
      start: weights.safetensors
      sizes: {hidden: 4, layers: 1, regressor: 8, attention: 4}
      temporal: {steps: 4, batch: 2, rate: 0.001}
      optimiser: {final-rate: 0.1, longest-gradient: 100}
      validation: {every: 2}
      output: models
      """;

  @TempDir private Path folder;
  private final List<String> said = new ArrayList<>();

  @BeforeEach
  void make_a_backbone() {
    TinyBackbone.write(folder.resolve("weights.safetensors"), 1);
  }

  private TrainingConfig read(String recipe, String... overrides) throws IOException {
    Path file = Files.writeString(folder.resolve("recipe.yaml"), recipe);
    return new TrainingReader(folder, folder, ConfigNames.vocabulary(Extensions.all()))
        .read(file, List.of(overrides));
  }

  private void train(TrainingConfig config) {
    Trainings.run(
        config,
        folder.resolve("work"),
        "test",
        1,
        ComputeDevice.parse("cpu"),
        false,
        said::add,
        Clock.systemUTC());
  }

  @Test
  void temporal_networks_start_from_the_backbones_regressor_and_are_scored_beside_it()
      throws IOException {
    train(read(RECIPE));

    Path tcmr = folder.resolve("models/tcmr-rendered/seed-1/weights.safetensors");
    assertThat(SafeTensors.open(tcmr).floats("regressor.init_shape").shape())
        .containsExactly(1, 10);
    String card = Files.readString(tcmr.resolveSibling("model.yaml"));
    assertThat(card)
        .contains("  features: 16\n")
        .contains("  starts-from: \"the regressor of SHA-256 ")
        .contains("    format: rendered\n    split: \"train\"\n    sequences: 2\n")
        .contains("    backbone: \"SHA-256 ");
    train(read(RECIPE));
    assertThat(said).contains("tcmr seed 1: done before", "vibe seed 1: done before");

    List<SummaryRow> rows = run(tcmr);
    assertThat(rows).extracting(row -> row.cell().model()).contains("per-frame", "tcmr");
    requireCropsOfEverySequence();

    // The same again draws only what is damaged.
    Path sheets = folder.resolve("out/crops/seen__30fps");
    List<Path> files;
    try (Stream<Path> found = Files.list(sheets)) {
      files = found.sorted().toList();
    }
    byte[] whole = Files.readAllBytes(files.get(0));
    Files.write(files.get(0), new byte[] {1});
    FileTime written = Files.getLastModifiedTime(files.get(1));
    run(tcmr);
    assertThat(Files.readAllBytes(files.get(0))).isEqualTo(whole);
    assertThat(Files.getLastModifiedTime(files.get(1))).isEqualTo(written);
  }

  /** What the network saw is a record of the run: one sheet of 30 crops of 32 pixels each. */
  private void requireCropsOfEverySequence() throws IOException {
    RunFolder out = RunFolder.open(folder.resolve("out"));
    for (String sequence :
        out.sequences().stream().map(SequenceRow::sequence).distinct().toList()) {
      byte[] jpeg = out.crops("seen", 30, sequence).orElseThrow();
      BufferedImage sheet = ImageIO.read(new ByteArrayInputStream(jpeg));
      assertThat(sheet.getWidth()).isEqualTo(16 * 32);
      assertThat(sheet.getHeight()).isEqualTo(2 * 32);
      assertThat(sheet.getRGB(16, 16) & 0xffffff).isNotZero();
      // Two crops of the last row are none.
      assertThat(sheet.getRGB(15 * 32 + 16, 32 + 16) & 0xffffff).isLessThan(0x101010);
    }
    assertThat(out.crops("seen", 15, "test-000")).isEmpty();
  }

  private List<SummaryRow> run(Path tcmr) {
    ModelConfig perFrame =
        Models.all()
            .named("pictures")
            .network("per-frame", List.of(folder.resolve("weights.safetensors")));
    ModelConfig temporal = Models.all().named("tcmr").network("tcmr", List.of(tcmr));
    Rendered set =
        new Rendered(
            "seen",
            SimulatedSplit.TEST,
            Rendered.Motion.simulated(2, 1),
            1,
            30,
            new Rendered.Film(32, Boxes.SMOOTHED, Rendered.SHUTTER, Surroundings.BARE),
            folder.resolve("weights.safetensors"));
    ExperimentRun.Outcome outcome =
        ExperimentRun.run(
            new ExperimentRun.Request(
                new ExperimentBuilder("seen", List.of(perFrame, temporal), List.of(set))
                    .protocols("hmrbench")
                    .seeds(List.of(1))
                    .build(),
                new PathRoots(folder, folder.resolve("data")),
                folder.resolve("out"),
                Existing.CONTINUE,
                1),
            new StrictListener(),
            Clock.systemUTC());
    return outcome.summary();
  }

  @Test
  void what_a_recipe_lacks_or_has_twice_is_one_sentence() {
    assertRefused(
        "data",
        "data={clips: 4, fps: 30, features: 16}",
        "expected one of data, for simulated"
            + " clips, sets, with the names of data sets, and mixture, with official files; got"
            + " several");
    assertRefused(
        "validation",
        "validation={sequences: 3, every: 2}",
        "expected no sequences beside sets, whose validation set has its own");
    assertRefused(
        "sets.training.backbone",
        "sets.training.backbone=none.safetensors",
        "missing file " + folder.resolve("none.safetensors"));
    assertRefused(
        "sets.training",
        "sets={training: rendered-trian, validation: rendered-validation}",
        "expected a name in configs/datasets or a map, got \"rendered-trian\"");
    assertRefused(
        "models",
        "models=[{name: spin, architecture: spin, checkpoint: a.safetensors}]",
        "expected none of architecture spin beside a start that is a file");
  }

  private void assertRefused(String key, String override, String sentence) {
    assertThatThrownBy(() -> read(RECIPE, override))
        .isInstanceOf(Fault.class)
        .hasMessageContaining(key + ": " + sentence);
  }

  @Test
  void sizes_and_lengths_that_do_not_go_together_are_told_before_a_step() throws IOException {
    TrainingConfig wide = read(RECIPE, "sizes.regressor=32");
    assertThatThrownBy(() -> train(wide))
        .isInstanceOf(Fault.class)
        .hasMessage(
            "%s: its regressor has layers of 8 units, sizes.regressor says 32; set it to 8"
                .formatted(folder.resolve("weights.safetensors")));

    TrainingConfig brief = read(RECIPE, "sets.training.seconds=0.3");
    assertThatThrownBy(() -> train(brief))
        .isInstanceOf(Fault.class)
        .hasMessage(
            "model tcmr looks at windows of 16 frames, and the shortest training clip has 9; give"
                + " clips of more seconds");
  }
}
