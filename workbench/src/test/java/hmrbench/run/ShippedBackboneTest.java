package hmrbench.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import hmrbench.config.ModelConfig;
import hmrbench.config.PictureRecipe;
import hmrbench.config.TrainingReader;
import hmrbench.core.Clip;
import hmrbench.core.OutputKind;
import hmrbench.core.SmplTrack;
import hmrbench.core.WindowRule;
import hmrbench.data.Windows;
import hmrbench.model.Models;
import hmrbench.model.NetworkPredictor;
import hmrbench.model.picture.PictureFeatures;
import hmrbench.scene.PictureBatch;
import hmrbench.tensor.ComputeDevice;
import hmrbench.testing.Shared;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * The network on pictures that ships: scenes, network and regressor still give the numbers of its
 * card, which its training wrote.
 */
class ShippedBackboneTest {

  private static final Path PROJECT = Shared.projectRoot();
  private static final Pattern SCORE = Pattern.compile("^  ([a-z0-9_]+): ([0-9.]+)$");

  @Test
  void reaches_the_numbers_of_its_card() throws IOException {
    PictureRecipe recipe =
        new TrainingReader(PROJECT, PROJECT, ConfigNames.vocabulary(Extensions.all()))
            .readPictures(Path.of("rendered-backbone"), List.of());
    Path weights = recipe.output().resolve("weights.safetensors");
    ModelConfig.Network model =
        Models.all().named("pictures").network("per-frame", List.of(weights));
    Map<String, Double> found;
    try (PictureFeatures features = PictureFeatures.open(weights, ComputeDevice.CPU);
        NetworkPredictor predictor = Models.all().open(model, 0, ComputeDevice.CPU)) {
      found =
          PictureTrainings.score(
              PictureTrainings.clips(recipe), pictures -> seen(features, predictor, pictures));
    }

    List<String> card =
        Files.readAllLines(recipe.output().resolve("model.yaml"), StandardCharsets.UTF_8);
    List<String> scores = card.subList(card.indexOf("validation:") + 1, card.size());
    assertThat(scores).hasSameSizeAs(found.keySet());
    for (String line : scores) {
      Matcher score = SCORE.matcher(line);
      assertThat(score.matches()).as(line).isTrue();
      // Other processors round otherwise: a pixel may be off by a level.
      assertThat(found.get(score.group(1)))
          .as(line)
          .isCloseTo(Double.parseDouble(score.group(2)), within(0.05));
    }
  }

  private static SmplTrack seen(
      PictureFeatures features, NetworkPredictor predictor, PictureBatch pictures) {
    int frames = pictures.size();
    Clip clip =
        Clip.of(
            "clip",
            30,
            features.of(pictures.pixels()),
            TrainingValidation.joints(PictureTrainings.truth(pictures), 30),
            Optional.empty());
    return predictor
        .predict(clip, Windows.plan(WindowRule.EDGE_PADDED, frames, 1, OutputKind.PER_FRAME))
        .smpl();
  }
}
