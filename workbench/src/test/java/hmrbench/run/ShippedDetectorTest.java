package hmrbench.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import hmrbench.config.DetectorRecipe;
import hmrbench.config.TrainingReader;
import hmrbench.core.FloatGrid;
import hmrbench.model.picture.DetectionMaps;
import hmrbench.picture.people.PeopleMaps;
import hmrbench.scene.WholePictureBatch;
import hmrbench.tensor.ComputeDevice;
import hmrbench.testing.Shared;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The detector that ships gives the numbers of its card, and sees no one where no one is. */
class ShippedDetectorTest {

  private static final Path PROJECT = Shared.projectRoot();
  private static final Pattern SCORE = Pattern.compile("^  ([a-z0-9_]+): ([0-9.]+)$");

  /** From this score on somebody new is followed in a video. */
  private static final double NEWCOMER = 0.4;

  @Test
  void reaches_the_numbers_of_its_card_and_leaves_empty_places_empty() throws IOException {
    DetectorRecipe recipe =
        new TrainingReader(PROJECT, PROJECT, ConfigNames.vocabulary(Extensions.all()))
            .readDetector(Path.of("rendered-detector"), List.of());
    Path weights = recipe.output().resolve("weights.safetensors");
    List<WholePictureBatch> pictures = DetectorTrainings.pictures(recipe);
    Map<String, Double> found;
    int empty = 0;
    int boxes = 0;
    try (DetectionMaps maps = DetectionMaps.open(weights, ComputeDevice.CPU)) {
      found = DetectorTrainings.score(pictures, maps::of);
      for (WholePictureBatch batch : pictures) {
        FloatGrid seen = maps.of(batch.pixels());
        for (int picture = 0; picture < batch.size(); picture++) {
          if (batch.people().get(picture).isEmpty()) {
            empty++;
            boxes += PeopleMaps.people(seen, picture, NEWCOMER, PeopleMaps.SAME_PERSON).size();
          }
        }
      }
    }

    List<String> card =
        Files.readAllLines(recipe.output().resolve("model.yaml"), StandardCharsets.UTF_8);
    List<String> scores = card.subList(card.indexOf("validation:") + 1, card.size());
    assertThat(scores).hasSameSizeAs(found.keySet());
    for (String line : scores) {
      Matcher score = SCORE.matcher(line);
      assertThat(score.matches()).as(line).isTrue();
      // Other processors round otherwise: a pixel may be off by a level, a box find someone else.
      assertThat(found.get(score.group(1)))
          .as(line)
          .isCloseTo(Double.parseDouble(score.group(2)), within(0.02));
    }
    assertThat(empty).isGreaterThan(15);
    assertThat(boxes).as("boxes in %d pictures of no one", empty).isLessThan(empty / 5);
  }
}
