package hmrbench.cli;

import static org.assertj.core.api.Assertions.assertThat;

import hmrbench.io.NdArray;
import hmrbench.io.safetensors.SafeTensors;
import hmrbench.picture.image.Picture;
import hmrbench.picture.image.Png;
import hmrbench.video.draw.Palette;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Films of records that somebody edited. */
class EditedFilmTest {

  private static final int WIDTH = 480;
  private static final float NO_POSE = 1e30f;

  @TempDir static Path folder;

  private static Path record;
  private static byte[] written;

  @BeforeAll
  static void makeRun() throws IOException {
    Typed.twoModels(folder, "run");
    try (Stream<Path> files = Files.list(folder.resolve("run/predictions"))) {
      record =
          files
              .filter(file -> file.getFileName().toString().startsWith("tcmr__"))
              .filter(file -> file.getFileName().toString().contains("__none__"))
              .findFirst()
              .orElseThrow();
    }
    written = Files.readAllBytes(record);
  }

  @BeforeEach
  void restore() throws IOException {
    Files.write(record, written);
    Files.deleteIfExists(folder.resolve("film.mp4"));
  }

  /** Puts a number no body has into some frames of the record. */
  private void edit(String tensor, int... frames) {
    SafeTensors tensors = SafeTensors.open(record);
    Map<String, NdArray> all = new LinkedHashMap<>();
    for (String name : tensors.names()) {
      float[] values = tensors.floats(name).toArray();
      int[] shape = tensors.shape(name);
      int row = values.length / shape[0];
      for (int frame : name.equals(tensor) ? frames : new int[0]) {
        java.util.Arrays.fill(values, frame * row, (frame + 1) * row, NO_POSE);
      }
      all.put(name, NdArray.of(values, shape));
    }
    SafeTensors.write(record, all, tensors.metadata());
  }

  private Typed render(String... more) {
    String[] words = {
      "video",
      "render",
      "run/test-000-walk",
      "--models",
      "tcmr",
      "--size",
      WIDTH + "x320",
      "--out",
      "film.mp4",
      "--png",
      "5,15"
    };
    return Typed.in(
        folder, Stream.concat(Stream.of(words), Stream.of(more)).toArray(String[]::new));
  }

  /** Whether a row of the picture is the stamp from side to side, but for its letters. */
  private boolean isStamped(int frame) {
    Picture picture = Png.read(folder.resolve("film-frame-%d.png".formatted(frame)));
    for (int y = 0; y < picture.height(); y++) {
      int coloured = 0;
      for (int x = 0; x < WIDTH; x++) {
        coloured += (picture.colour(x, y) & 0xffffff) == Palette.WARNING ? 1 : 0;
      }
      if (coloured == WIDTH) {
        return true;
      }
    }
    return false;
  }

  @Test
  void a_film_of_sound_records_has_no_stamp() {
    Typed said = render();
    assertThat(said.code()).as(said.err()).isZero();
    assertThat(said.err()).doesNotContain("hmrbench: ");
    assertThat(isStamped(5)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "predicted.rotations",
        "predicted.betas",
        "predicted.camera",
        "predicted.body_joints"
      })
  void a_pose_that_no_body_has_is_reported_and_not_drawn_and_every_frame_is_stamped(String tensor) {
    edit(tensor, 0, 15);
    Typed refused = render();
    assertThat(refused.code()).isEqualTo(2);
    assertThat(refused.err())
        .contains("not as the run wrote it: predictions/" + record.getFileName());
    assertThat(folder.resolve("film.mp4")).doesNotExist();

    Typed said = render("--accept-edited");
    assertThat(said.code()).as(said.err()).isZero();
    assertThat(said.err().lines().filter(line -> line.startsWith("hmrbench: ")))
        .containsExactly(
            "hmrbench: %s: not as the run wrote it: predictions/%s; these numbers are not to be cited"
                .formatted(folder.resolve("run"), record.getFileName()),
            "hmrbench: tcmr: 2 of 75 frames, the first is 0, have a pose or a camera that no"
                + " body can have (more than 10 m from the hips): they are not drawn");
    assertThat(isStamped(5)).isTrue();
    assertThat(isStamped(15)).isTrue();
    assertThat(orange(5)).isGreaterThan(500);
    assertThat(orange(15)).isLessThan(orange(5) / 2);
  }

  /** How much of the model's panel has the model's colour. */
  private int orange(int frame) {
    Picture picture = Png.read(folder.resolve("film-frame-%d.png".formatted(frame)));
    int count = 0;
    for (int y = 70; y < 180; y++) {
      for (int x = WIDTH / 2 + 20; x < WIDTH - 20; x++) {
        int colour = picture.colour(x, y);
        count += (colour >> 16 & 255) > (colour & 255) + 60 ? 1 : 0;
      }
    }
    return count;
  }
}
