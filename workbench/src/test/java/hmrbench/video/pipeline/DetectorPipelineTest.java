package hmrbench.video.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import hmrbench.body.EmbeddedBody;
import hmrbench.core.Fault;
import hmrbench.io.npy.Npz;
import hmrbench.model.Models;
import hmrbench.model.Predictor;
import hmrbench.picture.geometry.Box;
import hmrbench.picture.image.PersonCrops;
import hmrbench.tensor.ComputeDevice;
import hmrbench.testing.Shared;
import hmrbench.testing.TinyModels;
import hmrbench.video.read.Video;
import hmrbench.video.track.BoxesFile;
import hmrbench.video.track.Detectors;
import hmrbench.video.track.PersonTrack;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * From a video to a film with a network that finds the people: it measures bright boxes in the
 * pixels ({@code make_detectors.py} beside the networks).
 */
class DetectorPipelineTest {

  /**
   * Cells of 8 pixels at twice the film's size, of which faint ones count less: the edges lie
   * within one cell, 4 pixels of the film.
   */
  private static final double CELL = 4;

  @TempDir Path folder;

  private Path film;
  private Predictor predictor;
  private final List<String> remarks = new ArrayList<>();

  @BeforeEach
  void makeFilm() {
    film = folder.resolve("film.mp4");
    BrightFilm.write(film);
    Path weights = TinyModels.tcmr(folder.resolve("tiny.safetensors"), 3);
    predictor =
        Models.all()
            .open(
                Models.all().named("tcmr").network("tiny", List.of(weights)), 0, ComputeDevice.CPU);
  }

  @AfterEach
  void close() {
    predictor.close();
  }

  @ParameterizedTest
  @CsvSource({"bright_people.onnx, 1", "bright_people.onnx, 3", "bright_people.onnx, 4"})
  void two_people_who_walk_are_two_tracks_along_their_true_boxes(String network, int every)
      throws IOException {
    VideoPipeline.Written written = run(network, every);
    assertThat(written.frames()).isEqualTo(BrightFilm.FRAMES);
    assertThat(written.people()).isEqualTo(2);
    List<PersonTrack> tracks = BoxesFile.read(folder.resolve("out/boxes.csv"));
    assertThat(tracks).hasSize(2);
    compare(tracks.get(0), every, 0, BrightFilm::first);
    compare(tracks.get(1), every, BrightFilm.ENTRANCE, BrightFilm::second);
    Npz predictions = Npz.open(folder.resolve("out/predictions.npz"));
    for (PersonTrack track : tracks) {
      assertThat(predictions.get("person_%d.frames".formatted(track.id())).longs())
          .containsExactly(
              IntStream.rangeClosed(track.firstFrame(), track.lastFrame())
                  .asLongStream()
                  .toArray());
    }
    assertThat(Files.readAllLines(folder.resolve("out/frames.csv")))
        .hasSize(1 + tracks.get(0).spanFrames() + tracks.get(1).spanFrames());
    assertThat(Files.readString(written.page()))
        .contains("bright_people.onnx")
        .contains("in every %d. frame".formatted(every));
  }

  private static void compare(
      PersonTrack track, int every, int entrance, IntFunction<Box> expected) {
    int firstLook = (entrance + every - 1) / every * every;
    // Every so many frames one looks, and at the last.
    int last = BrightFilm.FRAMES - 1;
    assertThat(track.firstFrame()).isEqualTo(firstLook);
    assertThat(track.lastFrame()).isEqualTo(last);
    assertThat(track.boxes()).hasSize((last - firstLook) / every + 1 + (last % every == 0 ? 0 : 1));
    track
        .boxes()
        .forEach(
            (frame, seen) -> {
              Box box = expected.apply(frame);
              assertThat(seen.centreX())
                  .as("x, frame %d", frame)
                  .isCloseTo(box.centreX(), within(CELL / 4));
              assertThat(seen.centreY())
                  .as("y, frame %d", frame)
                  .isCloseTo(box.centreY(), within(CELL / 4));
              assertThat(seen.width())
                  .as("width, frame %d", frame)
                  .isCloseTo(box.width(), within(CELL));
              assertThat(seen.height())
                  .as("height, frame %d", frame)
                  .isCloseTo(box.height(), within(CELL));
            });
  }

  @Test
  void the_same_people_are_found_again_without_looking() throws IOException {
    run("bright_people.onnx", 2);
    byte[] boxes = Files.readAllBytes(folder.resolve("out/boxes.csv"));
    run("bright_people.onnx", 2);
    assertThat(remarks).anyMatch(it -> it.startsWith("people: taken from "));
    assertThat(Files.readAllBytes(folder.resolve("out/boxes.csv"))).isEqualTo(boxes);
  }

  @Test
  void a_network_without_any_detection_is_a_clear_failure() {
    assertThatThrownBy(() -> run("nobody.onnx", 4))
        .isInstanceOfSatisfying(
            Fault.class, fault -> assertThat(fault.kind()).isEqualTo(Fault.Kind.FAILED_RUNNING))
        .hasMessage(
            "%s: onnx:nobody.onnx found no one in 40 frames; name another detector with"
                    .formatted(film)
                + " --detector (`list detectors`) or boxes with --tracks");
    assertThat(folder.resolve("out/stages")).doesNotExist();
    assertThat(folder.resolve("out/overlay.mp4")).doesNotExist();
    assertThat(folder.resolve("out/boxes.csv")).doesNotExist();
  }

  private VideoPipeline.Written run(String network, int every) {
    Path file = Shared.projectRoot().resolve("workbench/src/test/resources/video").resolve(network);
    VideoTask task =
        new VideoTask(
            Video.open(film, OptionalDouble.empty()),
            folder.resolve("out"),
            new VideoTask.People(
                Optional.empty(),
                Detectors.of(file.toString(), folder, folder),
                OptionalInt.of(every)),
            new VideoTask.OpenModels(
                "tiny",
                new VideoTask.Backbone(
                    Levels::of, "levels", TinyModels.FEATURES, 16, new PersonCrops.Official()),
                predictor,
                EmbeddedBody.model(),
                Optional.empty(),
                Map.of(),
                2),
            1.2);
    return VideoPipeline.run(task, new KeptRemarks(remarks));
  }
}
