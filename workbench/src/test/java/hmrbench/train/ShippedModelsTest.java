package hmrbench.train;

import static org.assertj.core.api.Assertions.assertThat;

import hmrbench.config.ModelConfig;
import hmrbench.config.TrainingConfig;
import hmrbench.config.TrainingReader;
import hmrbench.core.FloatGrid;
import hmrbench.core.OutputKind;
import hmrbench.core.Prediction;
import hmrbench.core.WindowRule;
import hmrbench.data.WindowPlan;
import hmrbench.data.Windows;
import hmrbench.model.Models;
import hmrbench.model.NetworkPredictor;
import hmrbench.run.ConfigNames;
import hmrbench.run.Extensions;
import hmrbench.tensor.ComputeDevice;
import hmrbench.testing.Clips;
import hmrbench.testing.Shared;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The checkpoints below {@code models/} and the recipe that made them. */
class ShippedModelsTest {

  private static final long LARGEST = 5_000_000;
  private static final Path PROJECT = Shared.projectRoot();

  static TrainingConfig recipe() {
    return new TrainingReader(PROJECT, PROJECT, ConfigNames.vocabulary(Extensions.all()))
        .read(PROJECT.resolve("experiments/train-simulated"), List.of());
  }

  static List<ModelConfig.Network> models() {
    return recipe().models();
  }

  @ParameterizedTest
  @MethodSource("models")
  void has_a_checkpoint_per_seed_that_the_recipe_made(ModelConfig.Network model)
      throws IOException {
    assertThat(model.checkpoint()).hasSameSizeAs(recipe().seeds());
    for (int i = 0; i < model.checkpoint().size(); i++) {
      Path weights = model.checkpoint().get(i);
      assertThat(weights).isRegularFile();
      assertThat(Files.size(weights)).isLessThan(LARGEST);
      String card = Files.readString(weights.resolveSibling("model.yaml"), StandardCharsets.UTF_8);
      assertThat(card)
          .contains(ModelCard.recipe(model, recipe(), 128, recipe().seeds().get(i)))
          .contains("sha256: " + ModelCard.sha256(weights));
    }
  }

  @ParameterizedTest
  @MethodSource("models")
  void answers_with_rotations(ModelConfig.Network model) {
    try (NetworkPredictor predictor = Models.all().open(model, 0, ComputeDevice.CPU)) {
      WindowRule rule =
          predictor.output() == OutputKind.SEQUENCE ? WindowRule.CHUNKS : WindowRule.EDGE_PADDED;
      WindowPlan plan = Windows.plan(rule, 20, predictor.windowFrames(), predictor.output());
      Prediction prediction = predictor.predict(Clips.random(20, 128, 1), plan);
      assertThat(prediction.rows()).isEqualTo(20);
      FloatGrid rotations = prediction.smpl().rotations();
      assertThat(rotations.isFinite()).isTrue();
      assertThat(prediction.attention().isPresent())
          .isEqualTo(Models.all().facts(model).hasAttention());
    }
  }
}
