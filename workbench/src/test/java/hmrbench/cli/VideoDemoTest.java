package hmrbench.cli;

import static org.assertj.core.api.Assertions.assertThat;

import hmrbench.io.CsvFile;
import hmrbench.io.npy.Npz;
import hmrbench.testing.Shared;
import hmrbench.video.read.Video;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A second of film with one person, from pixels to bodies and their errors. */
class VideoDemoTest {

  private static final int FRAMES = 30;
  private static final String MARK = "trained on rendered people alone, never on a photograph";

  @TempDir static Path folder;

  private static Typed said;

  @BeforeAll
  static void film() throws IOException {
    // What a program left that was killed while it drew; no process has such a number.
    Path demo = Files.createDirectories(folder.resolve("demo"));
    Files.createFile(demo.resolve(".lock"));
    Files.writeString(demo.resolve("film.mp4.999999999999-1.part"), "half of a film");
    Files.writeString(demo.resolve("scores.csv"), "of another film");
    said =
        Typed.in(
            folder,
            "video",
            "demo",
            "--people",
            "1",
            "--seconds",
            "1",
            "--boxes",
            "true",
            "--out",
            "demo",
            "--table",
            "demo.md");
  }

  private static Typed type(String... words) {
    return Typed.in(folder, words);
  }

  private static Path demo(String file) {
    return folder.resolve("demo").resolve(file);
  }

  @Test
  void the_whole_path_is_scored_on_its_own_film() throws IOException {
    assertThat(said.code()).as(said.err()).isZero();
    List<List<String>> scores = CsvFile.lines(demo("scores.csv"));
    List<String> person = scores.get(1);

    assertThat(person.subList(0, 7)).containsExactly("1", "30", "30", "0", "1", "0", "0");
    // True boxes, but for smoothing over time.
    assertThat(Double.parseDouble(person.get(8))).isBetween(0.7, 1.0);
    // The network of the card is at 50 mm PA-MPJPE and 82 mm MPJPE on its validation clips.
    assertThat(Double.parseDouble(person.get(12))).isBetween(20.0, 400.0);
    assertThat(Double.parseDouble(person.get(13))).isBetween(20.0, 200.0);
    assertThat(Double.parseDouble(person.get(14))).isBetween(1.0, 300.0);
    assertThat(scores.get(2).subList(8, 15)).isEqualTo(person.subList(8, 15));
    assertThat(CsvFile.lines(demo("found.csv"))).hasSize(FRAMES + 1);
    assertThat(folder.resolve("demo.md")).content().contains("| 1 | 30 of 30 (100.0 %) | 0 | 1 |");
    assertThat(said.out()).contains("30 of 30 (100.0 %)").contains("page: " + demo("index.html"));
  }

  @Test
  void film_overlay_truth_and_page_belong_together() throws IOException {
    assertThat(Video.open(demo("film.mp4"), OptionalDouble.empty()).frames()).isEqualTo(FRAMES);
    assertThat(Video.open(demo("overlay.mp4"), OptionalDouble.empty()).frames()).isEqualTo(FRAMES);
    Npz truth = Npz.open(demo("truth.npz"));
    assertThat(truth.get("person_1.joints").shape()).containsExactly(FRAMES, 24, 3);
    assertThat(truth.get("person_1.boxes").shape()).containsExactly(FRAMES, 4);
    assertThat(truth.get("size").longs()).containsExactly(640, 360);
    assertThat(Npz.open(demo("predictions.npz")).get("person_1.joints").shape())
        .containsExactly(FRAMES, 24, 3);
    assertThat(demo("index.html"))
        .content()
        .contains("Against the truth")
        .contains("30 of 30 (100.0 %)")
        .contains(MARK)
        .contains("to 96 \u00d7 96 pixels");
    try (var files = Files.list(folder.resolve("demo"))) {
      assertThat(files.map(Path::toString)).noneMatch(it -> it.endsWith(".part"));
    }
  }

  @Test
  void a_model_of_rendered_people_runs_on_any_film_and_marks_every_frame() {
    Typed run =
        type(
            "video",
            "run",
            demo("film.mp4").toString(),
            "--model",
            "rendered-per-frame",
            "--tracks",
            demo("true-boxes.csv").toString(),
            "--out",
            "run");
    assertThat(run.code()).as(run.err()).isZero();
    assertThat(folder.resolve("run/index.html"))
        .content()
        .contains(MARK)
        .doesNotContain("Against the truth");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--people=0 | a film is of 1 to 3 people, got 0",
        "--people=-2 | a film is of 1 to 3 people, got -2",
        "--seconds=0 | a film takes 0.5 to 60.0 seconds, got 0.0",
        "--seconds=-5 | a film takes 0.5 to 60.0 seconds, got -5.0",
        "--size=9x9 | a filmed picture must be from 32 to 4096 pixels wide and high, got 9 x 9",
        "--size=large | --size large: expected for example 1280x720",
        "--boxes=mine | --boxes mine: expected found or true",
        "--model=spin | --model spin: was not trained on rendered people; name one that was, such",
        "--model=reference-frozen | --model reference-frozen: is no network; a video needs one",
        "--model=nobody | got \"nobody\"",
        "--people=two | two",
        "--png=150 | --png 150: the film has the frames 0 to 149",
        "--films=0 | --films must be from 1 to 100, got 0",
      })
  void what_cannot_be_filmed_is_said_in_one_sentence_and_nothing_is_written(
      String option, String message) {
    Typed asked = type("video", "demo", option, "--out", "never");

    assertThat(asked.code()).as(asked.err()).isEqualTo(2);
    assertThat(asked.err()).contains(message).doesNotContain("Exception");
    assertThat(folder.resolve("never")).doesNotExist();
  }

  @Test
  void a_folder_of_others_is_left_as_it_is() throws IOException {
    Path theirs = Files.createDirectories(folder.resolve("theirs"));
    Files.writeString(theirs.resolve("film.mp4"), "precious");
    Typed asked = type("video", "demo", "--out", "theirs");

    assertThat(asked.code()).isEqualTo(2);
    assertThat(asked.err()).contains("is no folder of a video and not empty (film.mp4)");
    assertThat(theirs.resolve("film.mp4")).hasContent("precious");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "tcmr | --checkpoint=models/tcmr-simulated/seed-1/weights.safetensors"
            + " | was trained on features of the simulated set, which no picture has, not of",
        "rendered-per-frame | --checkpoint=nowhere.safetensors | there is no such file",
      })
  void weights_that_do_not_go_together_are_refused(String model, String option, String message) {
    Path root = Shared.projectRoot();
    Typed asked =
        type(
            "video",
            "run",
            demo("film.mp4").toString(),
            "--model",
            model,
            option.replace("=models", "=" + root.resolve("models")),
            "--backbone",
            root.resolve("models/rendered-backbone/weights.safetensors").toString(),
            "--out",
            "never");

    assertThat(asked.code()).as(asked.err()).isEqualTo(2);
    assertThat(asked.err()).contains(message);
    assertThat(folder.resolve("never")).doesNotExist();
  }
}
