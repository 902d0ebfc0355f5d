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

class DetectorRecipeTest {

  private static final Path PROJECT = Shared.projectRoot();
  private static final Path SHIPPED = Path.of("rendered-detector");

  private static TrainingReader reader() {
    return new TrainingReader(PROJECT, PROJECT, ConfigNames.vocabulary(Extensions.all()));
  }

  @Test
  void the_recipe_that_ships_is_one_of_whole_pictures() {
    DetectorRecipe recipe = reader().readDetector(SHIPPED, List.of("training.steps=7"));

    assertThat(reader().isOfDetector(SHIPPED)).isTrue();
    assertThat(reader().isOfPictures(SHIPPED)).isFalse();
    assertThat(reader().isOfDetector(Path.of("rendered-backbone"))).isFalse();
    assertThat(reader().isRecipe(PROJECT.resolve("configs/training/rendered-detector.yaml")))
        .isTrue();
    assertThat(recipe.pictures()).isEqualTo(new DetectorRecipe.Pictures(160, 16, 1));
    assertThat(recipe.training().steps()).isEqualTo(7);
    assertThat(recipe.output()).isEqualTo(PROJECT.resolve("models/rendered-detector"));
  }

  @Test
  void every_value_that_cannot_be_is_named_with_its_key() {
    assertThatThrownBy(
            () ->
                reader()
                    .readDetector(
                        SHIPPED,
                        List.of(
                            "whole-pictures.side=32", "training.calm=2", "validation.batches=0")))
        .isInstanceOf(Fault.class)
        .hasMessageContaining("whole-pictures.side: must be from 64 to 512, got 32")
        .hasMessageContaining("training.calm: must be from 0 to 1, got 2")
        .hasMessageContaining("validation.batches: must be above 0, got 0");
    assertThatThrownBy(() -> reader().readDetector(SHIPPED, List.of("training.boxes=0")))
        .hasMessageContaining("training.boxes: must be above 0, got 0");
    assertThatThrownBy(() -> reader().readDetector(SHIPPED, List.of("whole-pictures.size=64")))
        .hasMessageContaining("whole-pictures.size: unknown key; did you mean side?");
  }
}
