package hmrbench.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import hmrbench.config.DetectorRecipe;
import hmrbench.config.TrainingReader;
import hmrbench.core.FloatGrid;
import hmrbench.model.picture.DetectionMaps;
import hmrbench.picture.geometry.Box;
import hmrbench.picture.people.FoundPerson;
import hmrbench.picture.people.PeopleMaps;
import hmrbench.scene.WholePictureBatch;
import hmrbench.tensor.ComputeDevice;
import hmrbench.testing.Shared;
import hmrbench.video.track.RenderedDetector;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The detector that ships gives the numbers of its card, and sees no one where no one is. */
class ShippedDetectorTest {

  private static final Path PROJECT = Shared.projectRoot();
  private static final Pattern SCORE = Pattern.compile("^  ([a-z0-9_]+): ([0-9.]+)$");

  private static DetectorRecipe recipe() {
    return new TrainingReader(PROJECT, PROJECT, ConfigNames.vocabulary(Extensions.all()))
        .readDetector(Path.of("rendered-detector"), List.of());
  }

  private static Path weights(DetectorRecipe recipe) {
    return recipe.output().resolve("weights.safetensors");
  }

  /** Any peak at all. */
  private static final double ANY_SCORE = 0.02;

  /** What share of the people is found from a score on, and what share of the boxes is somebody. */
  private record Share(double recall, double precision) {

    static Share at(double score, List<WholePictureBatch> pictures, List<FloatGrid> seen) {
      int people = 0;
      int boxes = 0;
      int right = 0;
      for (int b = 0; b < seen.size(); b++) {
        for (int picture = 0; picture < pictures.get(b).size(); picture++) {
          List<Box> free = new ArrayList<>(pictures.get(b).people().get(picture));
          people += free.size();
          for (FoundPerson found :
              PeopleMaps.people(seen.get(b), picture, score, PeopleMaps.SAME_PERSON)) {
            boxes++;
            Optional<Box> person =
                free.stream().filter(each -> each.overlap(found.box()) >= 0.5).findFirst();
            person.ifPresent(free::remove);
            right += person.isPresent() ? 1 : 0;
          }
        }
      }
      return new Share((double) right / people, (double) right / boxes);
    }
  }

  @Test
  void people_are_kept_from_the_lower_score_and_followed_from_the_higher_one() {
    DetectorRecipe recipe = recipe();
    List<WholePictureBatch> pictures = DetectorTrainings.pictures(recipe);
    List<FloatGrid> seen;
    try (DetectionMaps maps = DetectionMaps.open(weights(recipe), ComputeDevice.CPU)) {
      seen = pictures.stream().map(batch -> maps.of(batch.pixels())).toList();
    }

    double any = Share.at(ANY_SCORE, pictures, seen).recall();
    Share kept = Share.at(RenderedDetector.LEAST_SCORE, pictures, seen);
    assertThat(kept.recall()).isGreaterThan(0.97 * any);
    assertThat(Share.at(RenderedDetector.LEAST_SCORE + 0.1, pictures, seen).recall())
        .isLessThan(0.95 * any);
    assertThat(kept.precision()).isLessThan(0.65);
    assertThat(Share.at(RenderedDetector.SURE_SCORE, pictures, seen).precision())
        .isBetween(0.75, 0.9);
  }

  @Test
  void reaches_the_numbers_of_its_card_and_leaves_empty_places_empty() throws IOException {
    DetectorRecipe recipe = recipe();
    List<WholePictureBatch> pictures = DetectorTrainings.pictures(recipe);
    Map<String, Double> found;
    int empty = 0;
    int boxes = 0;
    try (DetectionMaps maps = DetectionMaps.open(weights(recipe), ComputeDevice.CPU)) {
      found = DetectorTrainings.score(pictures, maps::of);
      for (WholePictureBatch batch : pictures) {
        FloatGrid seen = maps.of(batch.pixels());
        for (int picture = 0; picture < batch.size(); picture++) {
          if (batch.people().get(picture).isEmpty()) {
            empty++;
            boxes +=
                PeopleMaps.people(
                        seen, picture, RenderedDetector.SURE_SCORE, PeopleMaps.SAME_PERSON)
                    .size();
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
