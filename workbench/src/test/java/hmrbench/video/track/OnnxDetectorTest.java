package hmrbench.video.track;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import hmrbench.core.Fault;
import hmrbench.video.draw.Sketch;
import hmrbench.video.image.Picture;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OnnxDetectorTest {

  private final Path folder;

  OnnxDetectorTest(@TempDir Path folder) {
    this.folder = folder;
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void finds_white_people_where_they_are_in_either_layout(boolean objectness) throws IOException {
    Path file = folder.resolve("tiny.onnx");
    Files.write(file, TinyOnnx.model(objectness));
    // 1280 x 720: half the size, with 140 black rows above. Cell (3, 4) of the network's picture is
    // (384 .. 512, 232 .. 360) here.
    Picture picture = Picture.black(1280, 720);
    new Sketch(picture).rectangle(384, 232, 128, 128, 0xffffff, 1);
    try (OnnxDetector detector = OnnxDetector.open(file)) {
      assertThat(detector.name()).isEqualTo("onnx:tiny.onnx");
      List<Detection> people = detector.detect(picture);
      assertThat(people).hasSize(1);
      assertThat(people.get(0).confidence()).isCloseTo(1, within(0.02));
      assertThat(people.get(0).box().centreX()).isCloseTo(448, within(1e-6));
      assertThat(people.get(0).box().centreY()).isCloseTo(296, within(1e-6));
      assertThat(people.get(0).box().width()).isCloseTo(128, within(1e-6));
      assertThat(people.get(0).box().height()).isCloseTo(256, within(1e-6));
    }
  }

  @Test
  void an_empty_picture_has_nobody() throws IOException {
    Path file = folder.resolve("tiny.onnx");
    Files.write(file, TinyOnnx.model(false));
    try (OnnxDetector detector = OnnxDetector.open(file)) {
      assertThat(detector.detect(Picture.black(320, 240))).isEmpty();
    }
  }

  @Test
  void refuses_a_missing_file() {
    Path file = folder.resolve("none.onnx");
    assertThatThrownBy(() -> OnnxDetector.open(file))
        .isInstanceOf(Fault.class)
        .hasMessage("%s: no such file; expected a YOLO network in ONNX format".formatted(file));
  }

  @Test
  void refuses_what_is_no_network() throws IOException {
    Path file = folder.resolve("text.onnx");
    Files.writeString(file, "not a network");
    assertThatThrownBy(() -> OnnxDetector.open(file))
        .isInstanceOf(Fault.class)
        .hasMessageStartingWith("%s: OpenCV cannot read this network: ".formatted(file));
  }
}
