package hmrbench.video.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import hmrbench.body.EmbeddedBody;
import hmrbench.config.ModelConfig;
import hmrbench.core.Fault;
import hmrbench.core.FloatGrid;
import hmrbench.io.npy.Npz;
import hmrbench.model.Models;
import hmrbench.model.Predictor;
import hmrbench.model.resnet.Hmr;
import hmrbench.model.resnet.ResNet50;
import hmrbench.picture.geometry.Box;
import hmrbench.picture.image.PersonCrops;
import hmrbench.picture.image.Picture;
import hmrbench.tensor.ComputeDevice;
import hmrbench.testing.Shared;
import hmrbench.testing.TinyModels;
import hmrbench.train.StartWeights;
import hmrbench.train.UntrainedBackbone;
import hmrbench.video.read.Video;
import hmrbench.video.read.VideoFrame;
import hmrbench.video.read.VideoInfo;
import hmrbench.video.read.VideoReader;
import hmrbench.video.track.BoxesFile;
import hmrbench.video.track.ChosenDetector;
import hmrbench.video.track.Detectors;
import hmrbench.video.track.PersonTrack;
import hmrbench.video.write.FilmClock;
import hmrbench.video.write.VideoWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * From a video to a film on a made-up clip: a patch that walks, and a small network whose features
 * are the mean levels of the crop.
 */
class VideoPipelineTest {

  private static final int FRAMES = 24;
  private static final int WIDTH = 160;
  private static final int HEIGHT = 120;

  private static final ChosenDetector HOG = Detectors.of("hog", Path.of(""), Path.of(""));

  @TempDir Path folder;

  private Path clip;
  private Predictor predictor;
  private int encoded;
  private final List<String> remarks = new ArrayList<>();

  @BeforeEach
  void makeClip() {
    clip = folder.resolve("clip.mp4");
    long[] ticks = new long[FRAMES];
    for (int t = 0; t < FRAMES; t++) {
      // The gap after frame 9 is three times as long.
      ticks[t] = 512L * (t > 9 ? t + 2 : t);
    }
    write(clip, ticks);
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

  private static Video video(Path file) {
    return Video.open(file, OptionalDouble.empty());
  }

  private static void write(Path file, long... ticks) {
    FilmClock clock = FilmClock.of(new VideoInfo.Ratio(1, 12800), 25);
    try (VideoWriter writer =
        VideoWriter.open(file, WIDTH, HEIGHT, clock, VideoWriter.Content.DRAWN)) {
      for (int t = 0; t < ticks.length; t++) {
        Picture picture = Picture.black(WIDTH, HEIGHT);
        for (int y = 20; y < 100; y++) {
          for (int x = 10 + 4 * t; x < Math.min(WIDTH, 40 + 4 * t); x++) {
            picture.colour(x, y, 0x80c040 + 1000 * y);
          }
        }
        writer.add(picture, ticks[t]);
      }
      writer.finish();
    }
  }

  /** The person is where the patch is. */
  private Path boxes(int from, int to) {
    TreeMap<Integer, Box> boxes = new TreeMap<>();
    for (int t = from; t < to; t++) {
      boxes.put(t, Box.between(10 + 4 * t, 20, 40 + 4 * t, 100));
    }
    Path file = folder.resolve("boxes-%d-%d.csv".formatted(from, to));
    BoxesFile.write(file, List.of(PersonTrack.given(1, boxes)));
    return file;
  }

  private VideoTask task(Path video, Path boxes, String out, Optional<String> mark) {
    UnaryOperator<FloatGrid> levels =
        images -> {
          encoded += images.size(0);
          return Levels.of(images);
        };
    return new VideoTask(
        video(video),
        folder.resolve(out),
        new VideoTask.People(Optional.of(boxes), HOG, OptionalInt.empty()),
        new VideoTask.OpenModels(
            "tiny",
            new VideoTask.Backbone(
                levels, "levels", TinyModels.FEATURES, 16, new PersonCrops.Official()),
            predictor,
            EmbeddedBody.model(),
            mark,
            Map.of("model", "made up"),
            1),
        1.2);
  }

  private VideoPipeline.Written run(VideoTask task) {
    return VideoPipeline.run(task, new KeptRemarks(remarks));
  }

  @Test
  void the_film_has_the_frames_and_times_of_the_video() {
    VideoPipeline.Written written = run(task(clip, boxes(0, FRAMES), "out", Optional.empty()));
    assertThat(written.frames()).isEqualTo(FRAMES);
    assertThat(seconds(written.film())).hasSize(FRAMES);
    for (int t = 0; t < FRAMES; t++) {
      assertThat(seconds(written.film()).get(t)).isCloseTo(seconds(clip).get(t), within(1e-9));
    }
    assertThat(remarks)
        .anyMatch(it -> it.startsWith("clip.mp4: variable frame rate: gaps from 40.0 to"));
  }

  @Test
  void numbers_of_every_frame_are_left_beside_the_film() throws IOException {
    run(task(clip, boxes(4, FRAMES), "out", Optional.empty()));
    Path out = folder.resolve("out");
    int frames = FRAMES - 4;
    Npz features = Npz.open(out.resolve("features.npz"));
    assertThat(features.get("person_1.features").shape())
        .containsExactly(frames, TinyModels.FEATURES);
    Npz predictions = Npz.open(out.resolve("predictions.npz"));
    assertThat(predictions.get("person_1.frames").longs()).startsWith(4, 5).endsWith(FRAMES - 1);
    assertThat(predictions.get("person_1.rotations").shape()).containsExactly(frames, 24, 3, 3);
    assertThat(predictions.get("person_1.joints").shape()).containsExactly(frames, 24, 3);
    assertThat(predictions.get("person_1.attention").shape()).containsExactly(frames, 3);
    List<String> lines = Files.readAllLines(out.resolve("frames.csv"));
    assertThat(lines).hasSize(1 + frames);
    assertThat(lines.get(1)).startsWith("4,0.160000,1,");
    assertThat(Files.readString(out.resolve("index.html")))
        .contains("overlay.mp4")
        .contains("frames</th>")
        .contains("[[0.");
  }

  @Test
  void a_second_run_takes_features_again_and_gives_the_same_bytes() throws IOException {
    VideoTask task = task(clip, boxes(0, FRAMES), "out", Optional.empty());
    run(task);
    assertThat(encoded).isEqualTo(FRAMES);
    byte[] film = Files.readAllBytes(folder.resolve("out/overlay.mp4"));
    byte[] numbers = Files.readAllBytes(folder.resolve("out/predictions.npz"));
    run(task);
    assertThat(encoded).isEqualTo(FRAMES);
    assertThat(remarks).anyMatch(it -> it.startsWith("features: taken from "));
    assertThat(Files.readAllBytes(folder.resolve("out/overlay.mp4"))).isEqualTo(film);
    assertThat(Files.readAllBytes(folder.resolve("out/predictions.npz"))).isEqualTo(numbers);
  }

  @Test
  void other_boxes_or_another_video_need_other_features() {
    run(task(clip, boxes(0, FRAMES), "out", Optional.empty()));
    run(task(clip, boxes(0, FRAMES - 1), "out", Optional.empty()));
    assertThat(encoded).isEqualTo(2 * FRAMES - 1);
    Path other = folder.resolve("other.mp4");
    write(other, 0, 512, 1024);
    run(task(other, boxes(0, 3), "out", Optional.empty()));
    assertThat(encoded).isEqualTo(2 * FRAMES + 2);
  }

  @Test
  void random_weights_are_marked_on_every_frame_and_in_the_page() throws IOException {
    VideoPipeline.Written plain = run(task(clip, boxes(0, FRAMES), "plain", Optional.empty()));
    VideoPipeline.Written marked =
        run(task(clip, boxes(0, FRAMES), "marked", Optional.of("RANDOM")));
    List<Integer> before = warnings(plain.film());
    List<Integer> after = warnings(marked.film());
    assertThat(after).hasSize(FRAMES);
    for (int t = 0; t < FRAMES; t++) {
      assertThat(after.get(t)).isGreaterThan(before.get(t) + 50);
    }
    assertThat(Files.readString(marked.page())).contains("RANDOM");
  }

  /** Per frame the number of orange pixels near the lower edge. */
  private static List<Integer> warnings(Path film) {
    List<Integer> counts = new ArrayList<>();
    for (VideoFrame frame : frames(film)) {
      int count = 0;
      for (int y = HEIGHT - 18; y < HEIGHT; y++) {
        for (int x = 0; x < 80; x++) {
          int colour = frame.picture().colour(x, y);
          count += (colour >> 16 & 255) > 120 && (colour & 255) < 110 ? 1 : 0;
        }
      }
      counts.add(count);
    }
    return counts;
  }

  @Test
  void a_track_that_is_shorter_than_a_window_is_filled_up_and_said_so() {
    VideoPipeline.Written written = run(task(clip, boxes(3, 8), "out", Optional.empty()));
    assertThat(written.frames()).isEqualTo(FRAMES);
    assertThat(remarks)
        .contains(
            "person 1: is there for 5 frames, a window has 16: filled up with the first and last"
                + " frame");
  }

  @Test
  void one_frame_is_enough() {
    Path one = folder.resolve("one.mp4");
    write(one, 0);
    assertThat(run(task(one, boxes(0, 1), "out", Optional.empty())).frames()).isEqualTo(1);
  }

  @Test
  void who_walks_out_of_the_picture_is_followed_to_the_end() {
    TreeMap<Integer, Box> boxes = new TreeMap<>();
    for (int t = 0; t < FRAMES; t++) {
      boxes.put(t, Box.between(100 + 20 * t, 20, 130 + 20 * t, 100));
    }
    Path file = folder.resolve("leaving.csv");
    BoxesFile.write(file, List.of(PersonTrack.given(1, boxes)));
    assertThat(run(task(clip, file, "out", Optional.empty())).frames()).isEqualTo(FRAMES);
  }

  @Test
  void a_turned_video_is_seen_upright() throws IOException {
    Path turned = Shared.projectRoot().resolve("workbench/src/test/resources/video/turned.mp4");
    Path file = folder.resolve("turned.csv");
    Files.writeString(
        file, "frame,person,left,top,width,height\n0,1,5,5,30,50\n", StandardCharsets.UTF_8);
    VideoPipeline.Written written = run(task(turned, file, "out", Optional.empty()));
    assertThat(frames(written.film()).get(0).picture().toString()).isEqualTo("Picture[48 x 64]");
    assertThat(Files.readString(written.page())).contains("turned upright by");
  }

  @Test
  void boxes_beyond_the_end_are_reported_before_anything_is_computed() {
    Path late = boxes(0, FRAMES + 5);
    assertThatThrownBy(() -> run(task(clip, late, "out", Optional.empty())))
        .isInstanceOf(Fault.class)
        .hasMessage("%s: person 1 has a box in frame 28, the video ends with frame 23", late);
    assertThat(encoded).isZero();
  }

  @Test
  void nobody_in_the_video_is_a_clear_failure() {
    VideoTask given = task(clip, boxes(0, 1), "out", Optional.empty());
    VideoTask detecting =
        new VideoTask(
            video(clip),
            given.out(),
            new VideoTask.People(Optional.empty(), HOG, OptionalInt.of(6)),
            given.models(),
            1.2);
    assertThatThrownBy(() -> run(detecting))
        .isInstanceOfSatisfying(
            Fault.class, fault -> assertThat(fault.kind()).isEqualTo(Fault.Kind.FAILED_RUNNING))
        .hasMessage(
            "%s: opencv-hog found no one in 24 frames; name another detector with --detector"
                + " (`list detectors`) or boxes with --tracks",
            clip);
    assertThat(folder.resolve("out/overlay.mp4")).doesNotExist();
  }

  @Test
  void a_run_that_breaks_off_leaves_no_features_that_look_whole() throws IOException {
    VideoTask sound = task(clip, boxes(0, FRAMES), "out", Optional.empty());
    VideoTask.OpenModels models = sound.models();
    VideoTask.OpenModels broken =
        new VideoTask.OpenModels(
            models.name(),
            new VideoTask.Backbone(
                images -> {
                  if (encoded > 0) {
                    throw Fault.running("out of memory");
                  }
                  return models.backbone().features().apply(images);
                },
                models.backbone().key(),
                TinyModels.FEATURES,
                16,
                new PersonCrops.Official()),
            predictor,
            models.body(),
            Optional.empty(),
            Map.of(),
            1);
    assertThatThrownBy(
            () -> run(new VideoTask(video(clip), sound.out(), sound.people(), broken, 1.2)))
        .hasMessage("out of memory");
    assertThat(folder.resolve("out/stages")).isEmptyDirectory();
    assertThat(folder.resolve("out/overlay.mp4")).doesNotExist();
  }

  @Test
  void a_place_that_cannot_be_written_is_reported_first() throws IOException {
    Files.createFile(folder.resolve("file"));
    assertThatThrownBy(() -> run(task(clip, boxes(0, FRAMES), "file/out", Optional.empty())))
        .isInstanceOf(Fault.class)
        .hasMessageContaining("file/out: cannot be written")
        .hasMessageEndingWith("name another folder with --out");
    assertThat(encoded).isZero();
  }

  @ParameterizedTest
  @Tag("long")
  @CsvSource({"single_person_12fps.mp4, 40", "single_person_60fps.mp4, 100"})
  void real_clips_go_from_pixels_to_a_film_with_untrained_weights(String name, int frames) {
    Path video = Shared.data("video/" + name);
    ModelConfig.Network tcmr = Models.all().named("tcmr").network("tcmr", List.of());
    try (Hmr backbone = Hmr.of(UntrainedBackbone.drawn(1), "random", ComputeDevice.CPU);
        Predictor model =
            Models.all()
                .of(
                    tcmr,
                    StartWeights.untrained(Models.all(), tcmr, ResNet50.FEATURES, 1),
                    "random",
                    ComputeDevice.CPU)) {
      VideoTask task =
          new VideoTask(
              video(video),
              folder.resolve("real"),
              new VideoTask.People(Optional.empty(), HOG, OptionalInt.empty()),
              new VideoTask.OpenModels(
                  "tcmr",
                  new VideoTask.Backbone(
                      backbone::features,
                      "random 1",
                      ResNet50.FEATURES,
                      backbone.imagesAtOnce(),
                      new PersonCrops.Official()),
                  model,
                  EmbeddedBody.model(),
                  Optional.of("RANDOM"),
                  Map.of(),
                  2),
              1.2);
      VideoPipeline.Written written = run(task);
      assertThat(written.people()).isEqualTo(1);
      assertThat(written.frames()).isEqualTo(frames);
      assertThat(seconds(written.film())).isEqualTo(seconds(video));
      FloatGrid features =
          Npz.open(folder.resolve("real/features.npz")).get("person_1.features").toFloatGrid();
      assertThat(features.isFinite()).isTrue();
    }
  }

  private static List<Double> seconds(Path film) {
    List<VideoFrame> frames = frames(film);
    try (VideoReader reader = VideoReader.open(film)) {
      double tick = reader.info().clock().tick().value();
      long first = frames.get(0).ticks();
      return frames.stream()
          .map(frame -> Math.round((frame.ticks() - first) * tick * 1e6) / 1e6)
          .toList();
    }
  }

  private static List<VideoFrame> frames(Path film) {
    List<VideoFrame> frames = new ArrayList<>();
    try (VideoReader reader = VideoReader.open(film)) {
      for (Optional<VideoFrame> next = reader.next(); next.isPresent(); next = reader.next()) {
        frames.add(next.get());
      }
    }
    return frames;
  }
}
