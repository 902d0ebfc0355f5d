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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PictureRecipeTest {

  private static final Path PROJECT = Shared.projectRoot();
  private static final Path SHIPPED = Path.of("rendered-backbone");

  private static TrainingReader reader() {
    return new TrainingReader(PROJECT, PROJECT, ConfigNames.vocabulary(Extensions.all()));
  }

  @Test
  void the_recipe_that_ships_is_one_of_pictures() {
    PictureRecipe recipe = reader().readPictures(SHIPPED, List.of("training.steps=7"));

    assertThat(reader().isOfPictures(SHIPPED)).isTrue();
    assertThat(reader().isOfPictures(Path.of("fixed-clips"))).isFalse();
    assertThat(reader().isRecipe(PROJECT.resolve("configs/training/rendered-backbone.yaml")))
        .isTrue();
    assertThat(recipe.pictures()).isEqualTo(new PictureRecipe.Pictures(96, 64, 4, 1));
    assertThat(recipe.training().steps()).isEqualTo(7);
    assertThat(recipe.output()).isEqualTo(PROJECT.resolve("models/rendered-backbone"));
  }

  @Test
  void every_value_that_cannot_be_is_named_with_its_key() {
    assertThatThrownBy(
            () ->
                reader()
                    .readPictures(
                        SHIPPED,
                        List.of("pictures.size=100", "training.calm=2", "validation.frames=2")))
        .isInstanceOf(Fault.class)
        .hasMessageContaining(
            "pictures.size: must be a multiple of 16 from 32 to 512, which the network can halve,"
                + " got 100")
        .hasMessageContaining("training.calm: must be from 0 to 1, got 2")
        .hasMessageContaining("validation.frames: must be at least 3, for an acceleration, got 2");
    assertThatThrownBy(() -> reader().readPictures(SHIPPED, List.of("pictures.per-scene=3")))
        .hasMessageContaining("pictures.per-scene: must divide the batch of 64, got 3");
    assertThatThrownBy(() -> reader().readPictures(SHIPPED, List.of("pictures.batch=2000000000")))
        .hasMessageContaining("pictures.batch: must be from 1 to 77672, so many of 96 pixels");
    assertThatThrownBy(() -> reader().readPictures(SHIPPED, List.of("network.features=20000")))
        .hasMessageContaining("network.features: must be from 1 to 16384, got 20000");
    assertThatThrownBy(() -> reader().readPictures(SHIPPED, List.of("training.shares=5")))
        .hasMessageContaining("training.shares: must divide the batch of 64, got 5");
  }

  @ParameterizedTest
  @CsvSource({
    "matrix-rate=0, 'training.matrix-rate: must be above 0, got 0'",
    "precision=float16, 'training.precision: must be one of float32, bfloat16, got float16'",
    "shares=-1, 'training.shares: must be above 0, got -1'"
  })
  void keys_that_may_be_left_out_are_looked_at_too(String change, String message) {
    assertThatThrownBy(() -> reader().readPictures(SHIPPED, List.of("training." + change)))
        .isInstanceOf(Fault.class)
        .hasMessageContaining(message);
  }
}
