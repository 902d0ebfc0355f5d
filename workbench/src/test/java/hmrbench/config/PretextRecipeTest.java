package hmrbench.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hmrbench.core.Fault;
import hmrbench.run.ConfigNames;
import hmrbench.run.Extensions;
import hmrbench.testing.Shared;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class PretextRecipeTest {

  private static final Path PROJECT = Shared.projectRoot();
  private static final Path SHIPPED = Path.of("pretext");

  private static TrainingReader reader() {
    return new TrainingReader(PROJECT, PROJECT, ConfigNames.vocabulary(Extensions.all()));
  }

  private static void assertRefused(String override, String told) {
    assertThatThrownBy(() -> reader().readPretexts(SHIPPED, List.of(override)))
        .isInstanceOf(Fault.class)
        .hasMessageContaining(told);
  }

  @Test
  void the_recipe_that_ships_asks_for_order_and_for_a_forecast() {
    PretextRecipe recipe = reader().readPretexts(SHIPPED, List.of("training.steps=7"));

    assertThat(reader().isOfPretexts(SHIPPED)).isTrue();
    assertThat(reader().isOfPretexts(Path.of("fixed-clips"))).isFalse();
    assertThat(reader().isRecipe(PROJECT.resolve("configs/training/pretext.yaml"))).isTrue();
    assertThat(recipe.pretexts())
        .containsExactly(new PretextRecipe.Order(3, 4), new PretextRecipe.Forecast(8));
    assertThat(recipe.training().steps()).isEqualTo(7);
    assertThat(recipe.folder(recipe.models().get(0), recipe.pretexts().get(0), 2))
        .isEqualTo(PROJECT.resolve("models/vibe-nores-seq-order-simulated/seed-2"));
  }

  @Test
  void every_value_that_cannot_be_is_named_with_its_key() {
    assertRefused(
        "pretexts=[{kind: shuffle, pieces: 4}]",
        "pretexts[0].kind: expected one of [order, forecast], got \"shuffle\"");
    assertRefused("pretexts=[{pieces: 4}]", "pretexts[0].kind: is missing; expected one of");
    assertRefused(
        "pretexts=[{kind: order, pieces: 6}]", "pretexts[0].pieces: must be from 2 to 5, got 6");
    assertRefused(
        "pretexts=[{kind: order, pieces: 4, apart: -1}]",
        "pretexts[0].apart: must not be below 0, got -1");
    assertRefused(
        "pretexts=[{kind: forecast, steps: 0}]", "pretexts[0].steps: must be above 0, got 0");
    assertRefused(
        "pretexts=[{kind: forecast, steps: 5, pieces: 4}]",
        "pretexts[0].pieces: unknown key; known are [kind, steps]");
    assertRefused("pretexts=[order]", "pretexts[0]: expected a map, got \"order\"");
    assertRefused("pretexts=[]", "pretexts: must not be empty");
    assertRefused(
        "pretexts=[{kind: forecast, steps: 5}, {kind: forecast, steps: 9}]",
        "pretexts[1]: has forecast twice");
    assertRefused("training.rate=0", "training.rate: must be above 0, got 0");
    assertRefused("training.final-rate=2", "training.final-rate: must be from 0 to 1, got 2");
    assertRefused("sizes.hidden=0", "sizes.hidden: must be from 1 to 16384, got 0");
    assertRefused("sizes.regressor=128", "sizes.regressor: unknown key");
    assertRefused(
        "sets={training: simulated-test, validation: simulated-test}",
        "expected either data, for simulated clips, or sets, with the names of data sets; got both");
  }

  @Test
  void an_encoder_is_given_to_a_temporal_model_of_the_recipe() {
    TrainingConfig config = reader().read(Path.of("warm-start-few"), List.of());
    assertThat(config.temporal().encoders())
        .containsEntry("order-few", PROJECT.resolve("models/vibe-nores-seq-order-simulated"));
    assertThat(config.ofLength(7).temporal().encoders()).isEqualTo(config.temporal().encoders());
    assertThatThrownBy(
            () ->
                reader()
                    .read(Path.of("warm-start-few"), List.of("temporal.encoders={spin: models}")))
        .isInstanceOf(Fault.class)
        .hasMessageEndingWith(
            "temporal: encoders has spin, which is no temporal model of this recipe; these are"
                + " [cold-few, order-few, forecast-few]");
  }
}
