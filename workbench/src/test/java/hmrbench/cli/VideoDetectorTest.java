package hmrbench.cli;

import static org.assertj.core.api.Assertions.assertThat;

import hmrbench.testing.Shared;
import hmrbench.video.pipeline.BrightFilm;
import hmrbench.video.track.BoxesFile;
import hmrbench.video.track.PersonTrack;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code video INPUT --detector FILE} as it is typed. */
class VideoDetectorTest {

  @TempDir static Path folder;

  @BeforeAll
  static void makeFilm() throws IOException {
    BrightFilm.write(folder.resolve("film.mp4"));
    Files.writeString(folder.resolve("text.onnx"), "not a network");
    Files.writeString(folder.resolve("text.safetensors"), "not a network");
  }

  private static Typed video(String detector, String out) {
    return Typed.in(
        folder,
        "video",
        "run",
        "film.mp4",
        "--model",
        "tcmr",
        "--random-weights",
        "1",
        "--device",
        "cpu",
        "--detector",
        detector,
        "--detect-every",
        "2",
        "--out",
        out);
  }

  /** Sound weights, of another network. */
  private static String backbone() {
    return Shared.projectRoot().resolve("models/rendered-backbone/weights.safetensors").toString();
  }

  private static String network(String name) {
    return Shared.projectRoot()
        .resolve("workbench/src/test/resources/video")
        .resolve(name)
        .toString();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "nowhere.onnx | no such file; expected a YOLO network in ONNX format",
        "text.onnx | OpenCV cannot read this network (Failed to parse ONNX model: ",
        "raw_head.onnx | the network answers [1, 84, 20, 20]; expected [1, values, boxes] or",
        "selected.onnx | the network answers [1, 300, 6], boxes that it has selected itself",
        "nobody | there is no such detector; expected one of rendered-people, hog, FILE.onnx,",
        "text.safetensors | expected a .safetensors file, a PyTorch checkpoint",
        "other/weights.safetensors | tensor entry.weight [any, 3, 5, 5] is missing",
        "side_96.onnx | OpenCV cannot run this network on a picture [1, 3, 640, 640] (",
      })
  void a_bad_detector_is_reported_in_one_sentence_before_anything_is_written(
      String name, String message) {
    boolean typed =
        List.of("text.onnx", "nowhere.onnx", "nobody", "text.safetensors").contains(name);
    String file = typed ? name : name.startsWith("other") ? backbone() : network(name);
    Typed said = video(file, "bad");
    assertThat(said.code()).isEqualTo(2);
    assertThat(said.err())
        .startsWith("hmrbench: ")
        .contains(name.replace("other/", "rendered-backbone/") + ": " + message);
    assertThat(said.err().strip().lines()).hasSize(1);
    assertThat(folder.resolve("bad")).doesNotExist();
  }

  @Test
  @Tag("long")
  void two_people_are_found_followed_and_drawn_with_untrained_weights() {
    Typed said = video(network("bright_people.onnx"), "out");
    assertThat(said.code()).as(said.err()).isZero();
    assertThat(said.out()).startsWith("40 frames, 2 people, ");
    List<PersonTrack> tracks = BoxesFile.read(folder.resolve("out/boxes.csv"));
    assertThat(tracks).extracting(PersonTrack::firstFrame).containsExactly(0, 8);
    assertThat(folder.resolve("out/overlay.mp4")).isNotEmptyFile();
    assertThat(folder.resolve("out/predictions.npz")).isNotEmptyFile();
  }
}
