package hmrbench.video.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import hmrbench.core.Fault;
import hmrbench.core.Remark;
import hmrbench.picture.image.Picture;
import hmrbench.picture.image.Png;
import hmrbench.testing.Shared;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Videos as they come: their times are those of the film that they were made of. */
class VideoTest {

  private static final Path CLIPS =
      Shared.projectRoot().resolve("workbench/src/test/resources/video");

  private static final Path SLOW_MOTION =
      Shared.projectRoot().resolve("workbench/src/test/resources/cases/video/slowmo.mp4");

  @TempDir Path folder;

  private static Video open(Path file) {
    return Video.open(file, OptionalDouble.empty());
  }

  private static List<String> remarks(Video video) {
    return video.remarks().stream().map(Remark::toString).toList();
  }

  private static void assertSteady(Video video, int frames, double framesPerSecond) {
    assertThat(video.frames()).isEqualTo(frames);
    assertThat(video.times().framesPerSecond()).isCloseTo(framesPerSecond, within(1e-9));
    for (int frame = 0; frame < frames; frame++) {
      assertThat(video.times().seconds(frame))
          .as("frame %d", frame)
          .isCloseTo(frame / framesPerSecond, within(1e-9));
    }
  }

  @Test
  void an_avi_with_b_frames_is_timed_by_its_neighbours() {
    Video video = open(Shared.cases("video/xvid.avi"));
    assertSteady(video, 30, 30);
    assertThat(remarks(video))
        .containsExactly(
            "xvid.avi: 1 of 30 frames without a time stamp are timed by their neighbours");
  }

  @Test
  void recordings_that_were_joined_follow_each_other() {
    Video video = open(Shared.cases("video/joined.ts"));
    assertSteady(video, 42, 30);
    assertThat(remarks(video))
        .containsExactly(
            "joined.ts: time stamps go back by 0.667 s at frame 21, as where recordings were"
                + " joined: the parts follow each other; models take the frames on both sides as"
                + " neighbours: split the video there if the scene changes");
    assertThat(video.remarks().get(0).weight()).isEqualTo(Remark.Weight.DOUBT);
  }

  @Test
  void a_high_rate_is_reported_and_thinned_out_exactly() {
    Video whole = open(SLOW_MOTION);
    assertSteady(whole, 60, 240);
    assertThat(remarks(whole))
        .containsExactly(
            "slowmo.mp4: 240 frames/s: networks over time were trained on about 30, and see 8 times"
                + " as little motion per window here; --fps 30 thins the video out");
    Video thinned = Video.open(SLOW_MOTION, OptionalDouble.of(30));
    assertSteady(thinned, 8, 30);
    assertThat(thinned.stored(3)).isEqualTo(24);
    assertThat(remarks(thinned))
        .containsExactly(
            "slowmo.mp4: 8 of 60 frames are kept, for 30 of 240 frames/s; frames are numbered as in"
                + " the file");
    assertSame(whole, 24, thinned, 3);
  }

  private static void assertSame(Video left, int frame, Video right, int other) {
    assertThat(picture(left, frame).rgb()).isEqualTo(picture(right, other).rgb());
  }

  private static Picture picture(Video video, int frame) {
    try (Playback playback = video.play()) {
      for (int t = 0; t < frame; t++) {
        playback.skip();
      }
      VideoFrame found = playback.next();
      assertThat(found.index()).isEqualTo(frame);
      return found.picture();
    }
  }

  @Test
  void a_rate_that_does_not_divide_takes_the_nearest_frames() {
    Video video = Video.open(SLOW_MOTION, OptionalDouble.of(25));
    for (int frame = 0; frame < video.frames(); frame++) {
      assertThat(video.times().seconds(frame)).isCloseTo(frame / 25.0, within(0.5 / 240 + 1e-9));
    }
    assertThat(video.frames()).isEqualTo(7);
    assertThat(remarks(video)).anyMatch(it -> it.contains("variable frame rate: gaps from 37.5"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "30|--fps 30: %s has 25 frames/s, and frames are left out, never made up",
        "0|--fps 0.0: expected 1 to 1000 frames/s",
        "NaN|--fps NaN: expected 1 to 1000 frames/s",
      })
  void rates_that_cannot_be_are_refused(double rate, String message) {
    Path file = CLIPS.resolve("upright.mp4");
    assertThatThrownBy(() -> Video.open(file, OptionalDouble.of(rate)))
        .isInstanceOf(Fault.class)
        .hasMessage(message.formatted(file));
  }

  @Test
  void a_file_of_one_frame_cannot_change() throws IOException {
    Path file = folder.resolve("clip.mp4");
    Files.copy(CLIPS.resolve("upright.mp4"), file);
    Video video = open(file);
    Files.delete(file);
    Files.copy(CLIPS.resolve("one_frame.mp4"), file);
    try (Playback playback = video.play()) {
      playback.next();
      assertThatThrownBy(playback::next)
          .isInstanceOf(Fault.class)
          .hasMessage(
              "%s: ends after 1 frames, but had more when it was opened: it changed meanwhile;"
                      .formatted(file)
                  + " copy it elsewhere and start again");
    }
  }

  private void picture(String name, int width, int grey) {
    Picture picture = Picture.black(width, 48);
    for (int x = 0; x < width; x++) {
      for (int y = 0; y < 48; y++) {
        picture.colour(x, y, grey * 0x010101);
      }
    }
    Png.write(picture, folder.resolve(name));
  }

  @Test
  void pictures_of_a_folder_come_in_the_order_of_their_numbers() throws IOException {
    for (int t = 8; t < 12; t++) {
      picture("frame%d.png".formatted(t), 64, 10 * t);
    }
    Files.writeString(folder.resolve("notes.txt"), "none");
    Video video = Video.open(folder, OptionalDouble.of(29.97));
    assertSteady(video, 4, 29.97);
    assertThat(remarks(video)).isEmpty();
    for (int t = 0; t < 4; t++) {
      assertThat(picture(video, t).colour(5, 5) & 255).isEqualTo(10 * (t + 8));
    }
  }

  @Test
  void a_number_that_is_left_out_is_reported() {
    picture("a_007.png", 64, 1);
    picture("a_009.png", 64, 2);
    assertThat(remarks(Video.open(folder, OptionalDouble.of(25))))
        .containsExactly(
            folder.getFileName()
                + ": a_009.png follows a_007.png: pictures are taken one frame apart, whatever"
                + " their numbers; add those that are missing, or give --fps for the pictures that"
                + " are there");
  }

  @Test
  void a_change_of_size_is_reported_before_anything_is_drawn() {
    picture("1.png", 64, 1);
    picture("2.png", 32, 2);
    assertThatThrownBy(() -> Video.open(folder, OptionalDouble.of(25)))
        .isInstanceOf(Fault.class)
        .hasMessage(
            "%s: pictures change from 64 x 48 to 32 x 48 pixels at frame 1: split the video there"
                .formatted(folder));
  }

  @Test
  void a_folder_needs_a_rate_and_pictures() {
    assertThatThrownBy(() -> open(folder))
        .hasMessage(
            "%s: is a folder of pictures: say how many were taken per second, for example with"
                    .formatted(folder)
                + " --fps 30");
    assertThatThrownBy(() -> Video.open(folder, OptionalDouble.of(25)))
        .hasMessage(
            "%s: the folder holds no picture; expected files that end with .png, .jpg, .jpeg, .bmp,"
                    .formatted(folder)
                + " .webp, .tif, .tiff");
  }

  @Test
  void devices_and_pipes_are_no_videos() {
    assertThatThrownBy(() -> open(Path.of("/dev/zero")))
        .isInstanceOf(Fault.class)
        .hasMessage("/dev/zero: is a pipe or a device; expected a video in a file");
  }
}
