package hmrbench.cli;

import static org.assertj.core.api.Assertions.assertThat;

import hmrbench.body.EmbeddedBody;
import hmrbench.picture.image.Picture;
import hmrbench.picture.image.Png;
import hmrbench.record.RunFolder;
import hmrbench.testing.Shared;
import hmrbench.video.film.ClipFilm;
import hmrbench.video.film.FilmFormat;
import hmrbench.video.film.FilmMaker;
import hmrbench.video.film.RecordedClip;
import hmrbench.video.read.PictureCheck;
import hmrbench.video.read.Playback;
import hmrbench.video.read.Video;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Films of a run that is really made: two shipped models, one sequence. */
class VideoCommandTest {

  private static final String SEQUENCE = "test-000-walk";
  private static final int FRAMES = 75;

  @TempDir static Path folder;

  private static Path run;

  @BeforeAll
  static void makeRun() {
    run = folder.resolve("run");
    Typed.twoModels(folder, "run");
  }

  private static Typed type(String... words) {
    return Typed.in(folder, words);
  }

  @Test
  void a_film_has_the_frames_and_the_rate_of_the_record() {
    Path film = folder.resolve("film.mp4");
    Typed said =
        type(
            "video",
            "render",
            "run/" + SEQUENCE,
            "--models",
            "vibe-seq,tcmr",
            "--size",
            "480x320",
            "--view",
            "camera",
            "--out",
            "film.mp4",
            "--png",
            "20");
    assertThat(said.code()).as(said.err()).isZero();
    assertThat(said.out()).contains("75 frames of 480x320").contains("video: " + film);
    Video video = Video.open(film, OptionalDouble.empty());
    assertThat(video.frames()).isEqualTo(FRAMES);
    assertThat(video.times().framesPerSecond()).isEqualTo(15);
    PictureCheck check = new PictureCheck();
    try (Playback playback = video.play()) {
      for (int frame = 0; frame < FRAMES; frame++) {
        check.add(playback.next());
      }
    }
    assertThat(check.repeated()).isEmpty();
    assertThat(Png.read(folder.resolve("film-frame-20.png")).toString())
        .isEqualTo("Picture[480 x 320]");
  }

  @Test
  void every_panel_shows_somebody_in_their_colour() {
    ClipFilm film = film();
    Picture picture = film.draw(10, film.painter());
    for (int panel = 0; panel < 3; panel++) {
      int inside = 0;
      for (int y = 70; y < 180; y++) {
        for (int x = panel * 160 + 20; x < panel * 160 + 140; x++) {
          int colour = picture.colour(x, y);
          int red = colour >> 16 & 255;
          int blue = colour & 255;
          boolean orange = red > blue + 60;
          boolean sky = blue > red + 60;
          boolean grey = Math.abs(red - blue) < 25 && red > 80;
          inside += (panel == 0 ? grey : panel == 1 ? orange : sky) ? 1 : 0;
        }
      }
      assertThat(inside).as("panel %d", panel).isGreaterThan(500);
    }
  }

  @Test
  void the_film_does_not_depend_on_the_number_of_threads() throws IOException {
    Path one = folder.resolve("one.mp4");
    Path three = folder.resolve("three.mp4");
    FilmMaker.make(film(), one, 1, done -> {});
    FilmMaker.make(film(), three, 3, done -> {});
    assertThat(Files.mismatch(one, three)).isEqualTo(-1);
  }

  private static ClipFilm film() {
    RecordedClip clip =
        RecordedClip.read(
            RunFolder.open(run),
            SEQUENCE,
            new RecordedClip.Choice(
                List.of("vibe-seq", "tcmr"), Optional.empty(), Optional.empty(), "none"));
    return ClipFilm.of(
        clip, List.of(EmbeddedBody.model()), new FilmFormat(480, 320, FilmFormat.Angle.PELVIS));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "run/nobody || no sequence nobody; there are test-000-walk",
        "elsewhere/test-000-walk || elsewhere/test-000-walk: names no run; expected",
        "run/test-000-walk | --models=tcmr,vib | no result of model vib; there are vibe-seq, tcmr",
        "run/test-000-walk | --size=12x9 | a film is 320 x 240 to 8192 x 8192 pixels, got 12 x 9",
        "run/test-000-walk | --size=wide | --size wide: expected for example 1280x720",
        "run/test-000-walk | --seed=7 | no result of model vibe-seq with filter none, seed 7",
        "run/test-000-walk | --png=75 | --png 75: the sequence has the frames 0 to 74",
      })
  void what_is_not_there_is_said_in_one_sentence(String clip, String option, String message) {
    Typed said =
        option == null ? type("video", "render", clip) : type("video", "render", clip, option);
    assertThat(said.code()).isEqualTo(2);
    assertThat(said.err()).startsWith("hmrbench: ").contains(message);
    assertThat(said.err().strip().lines()).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "--model=tcmr-simulated --body=embedded --backbone=none | --backbone none: without the"
            + " network that sees images nothing can be said of a video",
        "--random-weights=1 | --model is missing; name one of [conv, ",
        "--model=tcrm --random-weights=1 | got \"tcrm\"; did you mean tcmr?",
        "--model=tcmr | --backbone is missing: models read features of images",
        "--model=tcmr --backbone=nowhere.pt | --checkpoint is missing: the checkpoints that come",
        "--model=reference-frozen --random-weights=1 | --model reference-frozen: is no network",
      })
  void a_video_that_is_asked_for_wrongly_is_refused_with_the_reason(
      String options, String message) {
    List<String> words = new java.util.ArrayList<>(List.of("video", "run", clip("upright.mp4")));
    words.addAll(List.of(options.split(" ", -1)));
    Typed said = type(words.toArray(String[]::new));
    assertThat(said.code()).isEqualTo(2);
    assertThat(said.err()).startsWith("hmrbench: ").contains(message);
    assertThat(said.err().strip().lines()).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource({"sound.m4a, has sound but no pictures", "nowhere.mp4, no such file"})
  void what_is_no_video_is_reported_before_weights_are_made(String name, String message) {
    Typed said = type("video", "run", clip(name), "--model", "tcmr", "--random-weights", "1");
    assertThat(said.code()).isEqualTo(2);
    assertThat(said.err()).contains(message);
  }

  private static String clip(String name) {
    return Shared.projectRoot()
        .resolve("workbench/src/test/resources/video")
        .resolve(name)
        .toString();
  }

  @Test
  void a_folder_of_others_is_left_as_it_is() throws IOException {
    Path theirs = Files.createDirectories(folder.resolve("theirs"));
    Files.writeString(theirs.resolve("overlay.mp4"), "precious");
    for (Path out : java.util.List.of(theirs, run)) {
      Typed said =
          type(
              "video",
              "run",
              hmrbench.testing.Shared.cases("video/slowmo.mp4").toString(),
              "--model",
              "tcmr",
              "--random-weights",
              "1",
              "--out",
              out.toString());
      assertThat(said.code()).isEqualTo(2);
      assertThat(said.err())
          .contains(
              "hmrbench: %s is no folder of a video and not empty (%s): name another folder with --out"
                  .formatted(out, out.equals(run) ? "manifest.json" : "overlay.mp4"));
    }
    assertThat(theirs.resolve("overlay.mp4")).hasContent("precious");
  }

  @Test
  void a_place_that_cannot_be_written_is_a_failure_and_leaves_nothing() throws IOException {
    Path file = Files.createFile(folder.resolve("file"));
    Typed said = type("video", "render", "run/" + SEQUENCE, "--out", "file/film.mp4");
    assertThat(said.code()).isEqualTo(1);
    assertThat(said.err()).contains("film.mp4: cannot be written");
    assertThat(file).isEmptyFile();
  }

  @Test
  void spellings_of_version_0_1_work_with_a_note() {
    Typed said = type("video", "--render", "run/nobody");
    assertThat(said.code()).isEqualTo(2);
    assertThat(said.err().lines())
        .containsExactly(
            "hmrbench: note: `video --render` is spelled `video render` now",
            "hmrbench: %s: no sequence nobody; there are test-000-walk".formatted(run));
    said = type("video", clip("nowhere.mp4"), "--model", "tcmr", "--random-weights", "1");
    assertThat(said.err().lines())
        .containsExactly(
            "hmrbench: note: `video INPUT` is spelled `video run INPUT` now",
            "hmrbench: %s: no such file; expected a video".formatted(clip("nowhere.mp4")));
    said = type("video", "--crop-study", "3dpw-test");
    assertThat(said.err().lines())
        .containsExactly(
            "hmrbench: note: `video --crop-study` is spelled `video crop-study` now",
            "hmrbench: 3dpw-test: expected a simulated data set");
  }

  @Test
  void a_video_command_without_a_subject_says_what_there_is() {
    Typed said = type("video");
    assertThat(said.code()).isEqualTo(2);
    assertThat(said.err().strip())
        .isEqualTo(
            "hmrbench: expected one of `video run INPUT`, `video demo`, `video render RUN/SEQUENCE`"
                + " and `video crop-study DATASET`");
    assertThat(type("video", "render", "--help").out())
        .contains("RUN/SEQUENCE")
        .contains("--fps-cell");
    assertThat(type("video", "run", "--help").out()).contains("INPUT").contains("--fps=RATE");
    assertThat(type("bench", "film", "--help").out()).contains("RUN/SEQUENCE").contains("--rounds");
  }
}
