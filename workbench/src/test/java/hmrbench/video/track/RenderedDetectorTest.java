package hmrbench.video.track;

import static org.assertj.core.api.Assertions.assertThat;

import hmrbench.body.EmbeddedBody;
import hmrbench.picture.geometry.Box;
import hmrbench.picture.image.Picture;
import hmrbench.scene.CaptureSettings;
import hmrbench.scene.FilmedPeople;
import hmrbench.scene.Scene;
import hmrbench.testing.Shared;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class RenderedDetectorTest {

  private static final Path MODELS = Shared.projectRoot().resolve("models");
  private static final CaptureSettings FILMING = new CaptureSettings(640, 360, 0.012, 3, false, 1);

  private static PersonDetector shipped() {
    return Detectors.of("rendered-people", Path.of(""), MODELS).open();
  }

  @Test
  void finds_people_of_films_in_pixels_of_the_film() {
    int found = 0;
    try (PersonDetector detector = shipped()) {
      for (long seed = 1; seed <= 6; seed++) {
        FilmedPeople.Asked asked = new FilmedPeople.Asked(1, false, 1, 10, seed, FILMING);
        FilmedPeople film = new FilmedPeople(asked, new Scene.Bodies(EmbeddedBody.model()));
        Box person = film.truth().get(0).boxes().get(4);
        List<Detection> people = detector.detect(film.camera().take(4));
        found +=
            people.stream()
                    .anyMatch(
                        it ->
                            it.confidence() >= detector.newcomerConfidence()
                                && it.box().overlap(person) > 0.5)
                ? 1
                : 0;
      }
    }
    assertThat(found).isGreaterThanOrEqualTo(5);
  }

  @Test
  void an_empty_picture_of_any_size_starts_no_track() {
    try (PersonDetector detector = shipped()) {
      assertThat(detector.detect(Picture.black(640, 480))).isEmpty();
      assertThat(detector.detect(Picture.black(3, 900)))
          .noneMatch(it -> it.confidence() >= detector.newcomerConfidence());
      assertThat(detector.name()).isEqualTo("rendered:weights.safetensors");
    }
  }

  @Test
  void its_key_names_the_file_by_its_hash() {
    assertThat(Detectors.of("rendered-people", Path.of(""), MODELS).key())
        .matches("rendered-people weights.safetensors, SHA-256 [0-9a-f]{64}");
    assertThat(Detectors.of("hog", Path.of(""), MODELS).key()).isEqualTo("opencv-hog");
    assertThat(Detectors.all()).extracting(DetectorKind::usage).doesNotHaveDuplicates();
  }
}
