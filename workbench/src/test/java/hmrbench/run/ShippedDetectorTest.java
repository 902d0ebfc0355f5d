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
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The detector that ships gives the numbers of its card, and sees no one where no one is. */
class ShippedDetectorTest {

  private static final Path PROJECT = Shared.projectRoot();
  private static final Pattern SCORE = Pattern.compile("^  ([a-z0-9_]+): ([0-9.]+)$");

  /** Any peak at all. */
  private static final double ANY_SCORE = 0.02;

  private static final DetectorRecipe RECIPE =
      new TrainingReader(PROJECT, PROJECT, ConfigNames.vocabulary(Extensions.all()))
          .readDetector(Path.of("rendered-detector"), List.of());

  /** Validation pictures, and what the detector sees in each batch's pixels. */
  private static final List<WholePictureBatch> PICTURES = DetectorTrainings.pictures(RECIPE);

  private static final IdentityHashMap<FloatGrid, FloatGrid> SEEN = new IdentityHashMap<>();

  @BeforeAll
  static void look() {
    Path weights = RECIPE.output().resolve("weights.safetensors");
    try (DetectionMaps maps = DetectionMaps.open(weights, ComputeDevice.CPU)) {
      PICTURES.forEach(batch -> SEEN.put(batch.pixels(), maps.of(batch.pixels())));
    }
  }

  private static List<FoundPerson> found(WholePictureBatch batch, int picture, double score) {
    return PeopleMaps.people(SEEN.get(batch.pixels()), picture, score, PeopleMaps.SAME_PERSON);
  }

  /** What share of the people is found from a score on, and what share of the boxes is somebody. */
  private record Share(double recall, double precision) {

    static Share at(double score) {
      int people = 0;
      List<DetectorScores.Decision> decisions = new ArrayList<>();
      for (WholePictureBatch batch : PICTURES) {
        for (int picture = 0; picture < batch.size(); picture++) {
          List<Box> truth = batch.people().get(picture);
          people += truth.size();
          decisions.addAll(DetectorScores.decided(truth, found(batch, picture, score)));
        }
      }
      double right = decisions.stream().filter(it -> it.overlap() > 0).count();
      return new Share(right / people, right / decisions.size());
    }
  }

  @Test
  void people_are_kept_from_the_lower_score_and_followed_from_the_higher_one() {
    double any = Share.at(ANY_SCORE).recall();
    Share kept = Share.at(RenderedDetector.LEAST_SCORE);
    assertThat(kept.recall()).isGreaterThan(0.97 * any);
    assertThat(Share.at(RenderedDetector.LEAST_SCORE + 0.1).recall()).isLessThan(0.95 * any);
    assertThat(kept.precision()).isLessThan(0.65);
    assertThat(Share.at(RenderedDetector.SURE_SCORE).precision()).isBetween(0.75, 0.9);
  }

  @Test
  void reaches_the_numbers_of_its_card_and_leaves_empty_places_empty() throws IOException {
    Map<String, Double> found = DetectorTrainings.score(PICTURES, SEEN::get);
    int empty = 0;
    int boxes = 0;
    for (WholePictureBatch batch : PICTURES) {
      for (int picture = 0; picture < batch.size(); picture++) {
        if (batch.people().get(picture).isEmpty()) {
          empty++;
          boxes += found(batch, picture, RenderedDetector.SURE_SCORE).size();
        }
      }
    }

    List<String> card =
        Files.readAllLines(RECIPE.output().resolve("model.yaml"), StandardCharsets.UTF_8);
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
