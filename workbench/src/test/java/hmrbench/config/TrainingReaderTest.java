package hmrbench.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hmrbench.core.Fault;
import hmrbench.run.ConfigNames;
import hmrbench.run.Extensions;
import hmrbench.testing.Shared;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrainingReaderTest {

  private static final Path PROJECT = Shared.projectRoot();

  @Test
  void the_recipe_that_ships_trains_ten_models_with_three_seeds() {
    TrainingConfig config = read(PROJECT.resolve("experiments/train-simulated"));
    assertThat(config.models())
        .extracting(ModelConfig.Network::name)
        .containsExactly(
            "spin",
            "tcmr",
            "middle",
            "middle-residual",
            "middle-residual-poseforecast",
            "vibe-seq",
            "vibe-nores-seq",
            "tcmr-no-all",
            "tcmr-sees-current",
            "conv");
    assertThat(config.seeds()).containsExactly(1L, 2L, 3L);
    assertThat(config.regressorModel().orElseThrow().name()).isEqualTo("spin");
    assertThat(config.output()).isEqualTo(PROJECT.resolve("models"));
    assertThat(config.temporal()).isEqualTo(new TrainingConfig.Stage(24000, 32, 0.0015));
    assertThat(config.untilFlat()).contains(new TrainingConfig.UntilFlat(3, 0.005, 0.1, 2, 0.2));
  }

  @Test
  void a_recipe_can_be_named_and_overridden() {
    TrainingConfig config =
        new TrainingReader(PROJECT, PROJECT, ConfigNames.vocabulary(Extensions.all()))
            .read(Path.of("fixed-clips"), List.of("temporal.steps=7", "seeds=[4]"));
    assertThat(config.name()).isEqualTo("fixed-clips");
    assertThat(config.temporal().steps()).isEqualTo(7);
    assertThat(config.seeds()).containsExactly(4L);
  }

  @Test
  void a_discriminator_has_a_weight_a_rate_and_a_size() {
    TrainingReader reader =
        new TrainingReader(PROJECT, PROJECT, ConfigNames.vocabulary(Extensions.all()));
    assertThat(reader.read(Path.of("discriminator"), List.of()).discriminator())
        .contains(new TrainingConfig.Discriminator(0.5, 1e-4, 128));
    assertThat(reader.read(Path.of("fixed-clips"), List.of()).discriminator()).isEmpty();
    assertThatThrownBy(
            () ->
                reader.read(
                    Path.of("fixed-clips"),
                    List.of("discriminator={weight: -1, rate: 0.1, hidden: 8}")))
        .hasMessageContaining("discriminator.weight: must not be below 0, got -1");
    assertThatThrownBy(
            () ->
                reader.read(
                    Path.of("fixed-clips"),
                    List.of("discriminator={weight: 1, rate: fast, hidden: 0, size: 8}")))
        .hasMessageContainingAll(
            "discriminator.rate: expected a number, got \"fast\"",
            "discriminator.size: unknown key");
  }

  @Test
  void a_training_ends_after_fixed_steps_or_when_flat_but_not_by_both() {
    Path shipped = Path.of("fixed-clips");
    String rule = "until-flat={looks: 3, loss: 0.01, pa-mpjpe-mm: 0.1, cuts: 1, cut: 0.1}";
    assertThatThrownBy(
            () ->
                new TrainingReader(PROJECT, PROJECT, ConfigNames.vocabulary(Extensions.all()))
                    .read(shipped, List.of(rule)))
        .isInstanceOf(Fault.class)
        .hasMessageEndingWith(
            "expected either final-rate, for a fixed number of steps, or until-flat beside it;"
                + " got both");
  }

  @Test
  void lengths_take_the_place_of_steps_and_start_that_of_a_regressor() {
    TrainingConfig config = read(PROJECT.resolve("experiments/how-long/training.yaml"));
    assertThat(config.lengths()).containsExactly(750, 1500, 3000, 6000);
    assertThat(config.start()).contains(PROJECT.resolve("models/spin-simulated"));
    assertThat(config.regressor()).isEmpty();
    assertThat(config.ofLength(1500).temporal())
        .isEqualTo(new TrainingConfig.Stage(1500, 32, 0.0015));
    assertRefused(
        List.of("regressor={steps: 5, batch: 8, rate: 0.002}"),
        "expected either regressor, to train one, or start, the folder of trained ones; got both");
    assertRefused(List.of("lengths=[750, 0]"), "lengths: must be above 0, got 0");
    assertRefused(List.of("lengths=[750, 750]"), "lengths");
    assertRefused(
        List.of(
            "optimiser={longest-gradient: 100}",
            "until-flat={looks: 3, loss: 0.01, pa-mpjpe-mm: 0.1, cuts: 1, cut: 0.1}"),
        "lengths: expected no until-flat beside it, which ends a training by a rule");
  }

  private static void assertRefused(List<String> overrides, String told) {
    Path recipe = PROJECT.resolve("experiments/how-long/training.yaml");
    assertThatThrownBy(
            () ->
                new TrainingReader(PROJECT, PROJECT, ConfigNames.vocabulary(Extensions.all()))
                    .read(recipe, overrides))
        .isInstanceOf(Fault.class)
        .hasMessageContaining(told);
  }

  @Test
  void every_mistake_is_reported_at_once_with_its_line(@TempDir Path folder) throws IOException {
    Path shipped = PROJECT.resolve("experiments/train-simulated/experiment.yaml");
    String text =
        Files.readString(shipped, StandardCharsets.UTF_8)
            .replace("regressor: {steps: 24000,", "regressor: {stepz: 24000,")
            .replace("temporal: {steps: 24000,", "temporal: {steps: 0,")
            .replace("- tcmr\n", "- tcmrr\n");
    Path file = Files.writeString(folder.resolve("a.yaml"), text);
    assertThatThrownBy(() -> read(file))
        .isInstanceOf(Fault.class)
        .hasMessageContaining("stepz")
        .hasMessageContaining("temporal.steps: must be above 0, got 0")
        .hasMessageContaining("tcmrr");
  }

  @Test
  void a_start_that_is_no_path_is_one_mistake_and_not_a_missing_regressor_too() {
    Path recipe = PROJECT.resolve("experiments/how-long/training.yaml");
    assertThatThrownBy(
            () ->
                new TrainingReader(PROJECT, PROJECT, ConfigNames.vocabulary(Extensions.all()))
                    .read(recipe, List.of("start=[]")))
        .hasMessage("--set start=[]: start: expected a text, got a list");
  }

  @Test
  void without_a_per_frame_regressor_there_is_nothing_to_start_from() {
    assertThatThrownBy(
            () ->
                new TrainingReader(PROJECT, PROJECT, ConfigNames.vocabulary(Extensions.all()))
                    .read(Path.of("fixed-clips"), List.of("models=[tcmr]")))
        .hasMessageContaining("models: must hold exactly one of architecture spin");
  }

  @Test
  void a_recipe_is_told_from_an_experiment() {
    TrainingReader reader =
        new TrainingReader(PROJECT, PROJECT, ConfigNames.vocabulary(Extensions.all()));
    assertThat(reader.isRecipe(PROJECT.resolve("experiments/train-simulated"))).isTrue();
    assertThat(reader.isRecipe(PROJECT.resolve("configs/models/tcmr.yaml"))).isFalse();
  }

  private static TrainingConfig read(Path recipe) {
    return new TrainingReader(PROJECT, PROJECT, ConfigNames.vocabulary(Extensions.all()))
        .read(recipe, List.of());
  }
}
