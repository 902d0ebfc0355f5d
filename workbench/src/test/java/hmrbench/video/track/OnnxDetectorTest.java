package hmrbench.video.track;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import hmrbench.core.Fault;
import hmrbench.picture.image.Picture;
import hmrbench.testing.Shared;
import hmrbench.video.draw.Sketch;
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
        .hasMessage(
            "%s: OpenCV cannot read this network (Failed to parse ONNX model: %s); expected a YOLO"
                    .formatted(file, file)
                + " network exported to ONNX");
  }

  @Test
  void a_network_for_smaller_pictures_is_given_smaller_pictures() {
    // As wide as high: 320 pixels of the network are 240 of the picture.
    Picture picture = Picture.black(240, 240);
    new Sketch(picture).rectangle(100, 80, 30, 90, 0xffffff, 1);
    try (OnnxDetector detector = OnnxDetector.open(resource("side_320.onnx"))) {
      List<Detection> people = detector.detect(picture);
      assertThat(people).hasSize(1);
      assertThat(people.get(0).box().centreX()).isCloseTo(115, within(1.5));
      assertThat(people.get(0).box().centreY()).isCloseTo(125, within(1.5));
      assertThat(people.get(0).box().height()).isCloseTo(90, within(6.0));
    }
  }

  @Test
  void an_answer_of_another_layout_is_refused_before_any_picture() {
    Path file = resource("raw_head.onnx");
    assertThatThrownBy(() -> OnnxDetector.open(file))
        .isInstanceOf(Fault.class)
        .hasMessage(
            "%s: the network answers [1, 84, 20, 20]; expected [1, values, boxes] or [1, boxes,"
                    .formatted(file)
                + " values] of a YOLO network");
  }

  @Test
  void boxes_that_the_network_selected_itself_are_refused() {
    Path file = resource("selected.onnx");
    assertThatThrownBy(() -> OnnxDetector.open(file))
        .isInstanceOf(Fault.class)
        .hasMessageContaining("answers [1, 300, 6], boxes that it has selected itself");
  }

  @Test
  void a_network_for_pictures_of_an_unknown_size_is_refused() {
    Path file = resource("side_96.onnx");
    assertThatThrownBy(() -> OnnxDetector.open(file))
        .isInstanceOf(Fault.class)
        .hasMessageStartingWith(
            "%s: OpenCV cannot run this network on a picture [1, 3, 640, 640] (".formatted(file))
        .hasMessageEndingWith(
            "), nor on one with a side of 320, 416, 512, 960, 1280; export a YOLO network with one"
                + " of these sizes");
  }

  private static Path resource(String name) {
    return Shared.projectRoot().resolve("workbench/src/test/resources/video").resolve(name);
  }
}
