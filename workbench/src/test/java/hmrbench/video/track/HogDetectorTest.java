package hmrbench.video.track;

import static org.assertj.core.api.Assertions.assertThat;

import hmrbench.picture.geometry.Box;
import hmrbench.picture.image.Picture;
import hmrbench.testing.Shared;
import hmrbench.video.read.VideoReader;
import java.util.List;
import org.junit.jupiter.api.Test;

class HogDetectorTest {

  @Test
  void finds_the_person_on_the_treadmill() {
    try (VideoReader reader = VideoReader.open(Shared.data("video/single_person_60fps.mp4"));
        HogDetector detector = new HogDetector()) {
      List<Detection> people = detector.detect(reader.next().orElseThrow().picture());
      // Where the person stands, read off the picture by eye.
      Box person = Box.between(450, 420, 730, 1330);
      assertThat(people)
          .anyMatch(
              found ->
                  found.box().overlap(person) > 0.6
                      && found.confidence() >= detector.newcomerConfidence());
    }
  }

  @Test
  void a_grey_or_a_tiny_picture_has_nobody() {
    try (HogDetector detector = new HogDetector()) {
      assertThat(detector.detect(Picture.black(640, 480))).isEmpty();
      assertThat(detector.detect(Picture.black(20, 20))).isEmpty();
    }
  }
}
