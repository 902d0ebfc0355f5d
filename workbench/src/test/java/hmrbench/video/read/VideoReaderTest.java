package hmrbench.video.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hmrbench.core.Fault;
import hmrbench.core.Remark;
import hmrbench.picture.image.Picture;
import hmrbench.testing.Shared;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class VideoReaderTest {

  private static final Path CLIPS =
      Shared.projectRoot().resolve("workbench/src/test/resources/video");
  private static final int RED = 0xff0000;
  private static final int BLUE = 0x0000ff;
  private static final int WHITE = 0xffffff;

  private final Path folder;

  VideoReaderTest(@TempDir Path folder) {
    this.folder = folder;
  }

  @ParameterizedTest
  @CsvSource({"single_person_12fps.mp4, 40, 12, 1080", "single_person_60fps.mp4, 100, 60, 1088"})
  void counts_and_times_of_real_clips_are_those_of_ffprobe(
      String name, int frames, double rate, int width) throws Exception {
    Path file = Shared.data("video/" + name);
    assertThat(ticks(file)).hasSize(frames).isEqualTo(ffprobeTicks(file));
    FrameTimes times = video(file).times();
    assertThat(times.framesPerSecond()).isEqualTo(rate);
    assertThat(times.constantRate()).isTrue();
    assertThat(check(file).remarks(name)).isEmpty();
    try (VideoReader reader = VideoReader.open(file)) {
      assertThat(reader.info().width()).isEqualTo(width);
      assertThat(reader.info().height()).isEqualTo(1920);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"upright", "variable_rate", "repeated", "one_frame", "wide_pixels"})
  void counts_and_times_of_small_clips_are_those_of_ffprobe(String name) throws Exception {
    Path file = CLIPS.resolve(name + ".mp4");
    assertThat(ticks(file)).isEqualTo(ffprobeTicks(file));
  }

  @Test
  void an_upright_clip_has_its_corner_at_the_top_left() {
    Picture picture = first("upright.mp4").picture();
    assertThat(picture.toString()).isEqualTo("Picture[64 x 48]");
    assertNear(picture.colour(4, 4), WHITE);
    assertNear(picture.colour(4, 40), RED);
    assertNear(picture.colour(60, 20), BLUE);
  }

  @Test
  void a_turned_clip_stands_upright() {
    // Its display matrix turns anticlockwise by 90 degrees: left goes down, the corner with it.
    Picture picture = first("turned.mp4").picture();
    assertThat(picture.toString()).isEqualTo("Picture[48 x 64]");
    assertNear(picture.colour(4, 60), WHITE);
    assertNear(picture.colour(40, 60), RED);
    assertNear(picture.colour(20, 4), BLUE);
  }

  @Test
  void pixels_that_are_not_square_are_made_square() {
    Picture picture = first("wide_pixels.mp4").picture();
    assertThat(picture.toString()).isEqualTo("Picture[85 x 48]");
    assertNear(picture.colour(13, 4), WHITE);
    assertNear(picture.colour(20, 4), RED);
  }

  @Test
  void gaps_that_differ_are_reported_and_kept() {
    Video video = video(CLIPS.resolve("variable_rate.mp4"));
    assertThat(video.times().constantRate()).isFalse();
    assertThat(video.times().seconds(2)).isEqualTo(4 / 25.0);
    assertThat(video.remarks())
        .map(Remark::toString)
        .containsExactly(
            "variable_rate.mp4: variable frame rate: gaps from 40.0 to 120.0 ms, 13.095 frames/s on"
                + " average; time stamps are kept, but models and filters take the frames as evenly"
                + " spaced",
            "variable_rate.mp4: 13.095 frames/s: networks over time were trained on about 30, and"
                + " see 2.3 times as much motion between frames here; film at a higher rate if you"
                + " can");
  }

  @Test
  void pictures_that_repeat_are_reported() {
    Path file = CLIPS.resolve("repeated.mp4");
    assertThat(video(file).times().constantRate()).isTrue();
    PictureCheck check = check(file);
    assertThat(check.repeated()).containsExactly(1, 3, 5, 7, 9);
    assertThat(check.remarks("repeated.mp4"))
        .map(Remark::toString)
        .containsExactly("repeated.mp4: 5 of 10 frames repeat the picture before: [1, 3, 5, 7, 9]");
  }

  @Test
  void one_frame_is_a_video() {
    Video video = video(CLIPS.resolve("one_frame.mp4"));
    assertThat(video.frames()).isEqualTo(1);
    assertThat(video.times().framesPerSecond()).isEqualTo(25);
    assertThat(video.remarks()).isEmpty();
  }

  @Test
  void refuses_a_missing_file() {
    assertFault(Path.of("nowhere.mp4"), "nowhere.mp4: no such file; expected a video");
  }

  @Test
  void refuses_an_empty_file() throws IOException {
    Path file = Files.createFile(folder.resolve("empty.mp4"));
    assertFault(file, "%s: the file is empty; expected a video".formatted(file));
  }

  @Test
  void refuses_what_is_no_video() throws IOException {
    Path file = folder.resolve("text.mp4");
    Files.writeString(file, "model,dataset,mpjpe_mm\n".repeat(50), StandardCharsets.UTF_8);
    assertFault(
        file,
        "%s: not a video that FFmpeg can read; expected for example MP4, MOV, MKV, AVI or WebM"
            .formatted(file));
  }

  @Test
  void refuses_sound_without_pictures() {
    Path file = CLIPS.resolve("sound.m4a");
    assertFault(file, "%s: the file has sound but no pictures; expected a video".formatted(file));
  }

  @Test
  void refuses_the_cover_of_a_sound_file() {
    Path file = CLIPS.resolve("cover.m4a");
    assertFault(
        file, "%s: the only picture is a cover of a sound file; expected a video".formatted(file));
  }

  @Test
  void refuses_a_clip_whose_end_is_missing() throws IOException {
    byte[] whole = Files.readAllBytes(CLIPS.resolve("index_first.mp4"));
    Path file = folder.resolve("cut.mp4");
    Files.write(file, Arrays.copyOf(whole, whole.length - 100));
    assertThatThrownBy(() -> VideoReader.open(file))
        .isInstanceOf(Fault.class)
        .hasMessageMatching(
            ".*cut.mp4: the video was cut off: the box 'mdat' at byte 1072 is 1670 bytes long, the"
                + " rest of the file 1570; copy it again, or save what is there with another program");
  }

  @Test
  void refuses_a_clip_whose_index_is_missing() throws IOException {
    byte[] whole = Files.readAllBytes(CLIPS.resolve("upright.mp4"));
    int index = new String(whole, StandardCharsets.ISO_8859_1).indexOf("moov") - 4;
    Path file = folder.resolve("cut.mp4");
    Files.write(file, Arrays.copyOf(whole, index));
    assertFault(
        file,
        ("%s: the video was cut off: it has no index (no box 'moov' in %d bytes); copy it again,"
                + " or save what is there with another program")
            .formatted(file, index));
  }

  /** Offsets of the length and the name of the second box, and what stands there instead. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "32 | 0 0 0 3 | is damaged: the box 'moov' at byte 32 has length 3",
        "36 | 109 27 91 74 | is damaged: what lies at byte 32 is no box of MP4",
        "32 | 0 0 0 1 | is damaged: the box 'moov' at byte 32 has length 9223372036854775809",
      })
  void a_damaged_box_is_told_apart_from_a_cut(int at, String bytes, String told)
      throws IOException {
    byte[] clip = Files.readAllBytes(CLIPS.resolve("index_first.mp4"));
    String[] values = bytes.split(" ", -1);
    for (int i = 0; i < values.length; i++) {
      clip[at + i] = Byte.parseByte(values[i]);
    }
    ByteBuffer.wrap(clip).putLong(40, Long.MIN_VALUE + 1); // a long length, where one is asked for
    Path file = folder.resolve("damaged.mp4");
    Files.write(file, clip);
    assertFault(
        file,
        "%s: the video %s; copy it again, or save what is there with another program"
            .formatted(file, told));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 7, 8, 30, 500, 1000, 2000, 2600})
  void any_cut_of_a_clip_is_a_clear_fault(int length) throws IOException {
    byte[] whole = Files.readAllBytes(CLIPS.resolve("index_first.mp4"));
    Path file = folder.resolve("cut.mp4");
    Files.write(file, Arrays.copyOf(whole, length));
    assertThatThrownBy(() -> video(file))
        .isInstanceOfSatisfying(
            Fault.class,
            fault -> {
              assertThat(fault.kind()).isEqualTo(Fault.Kind.ASKED_WRONGLY);
              assertThat(fault).hasMessageContaining("cut.mp4: ");
            });
  }

  @Test
  void broken_pictures_are_reported_not_hidden() throws IOException {
    Path clip = Shared.data("video/single_person_12fps.mp4");
    byte[] bytes = Files.readAllBytes(clip);
    for (int at = bytes.length / 2; at < bytes.length / 2 + 3000; at++) {
      bytes[at] = (byte) (at * 31);
    }
    Path file = folder.resolve("broken.mp4");
    Files.write(file, bytes);
    PictureCheck check = check(file);
    assertThat(check.remarks("broken.mp4")).isNotEmpty();
    assertThat(ticks(file).size() - check.damaged().size()).isLessThan(40);
  }

  private static Video video(Path file) {
    return Video.open(file, OptionalDouble.empty());
  }

  /** The stamps as the container has them. */
  private static List<Long> ticks(Path file) {
    List<Long> ticks = new ArrayList<>();
    try (VideoReader reader = VideoReader.open(file)) {
      for (var stamp = reader.skip(); stamp.isPresent(); stamp = reader.skip()) {
        ticks.add(stamp.get().ticks());
      }
    }
    return ticks;
  }

  private static PictureCheck check(Path file) {
    PictureCheck check = new PictureCheck();
    try (VideoReader reader = VideoReader.open(file)) {
      for (var frame = reader.next(); frame.isPresent(); frame = reader.next()) {
        check.add(frame.get());
      }
    }
    return check;
  }

  private static VideoFrame first(String name) {
    try (VideoReader reader = VideoReader.open(CLIPS.resolve(name))) {
      return reader.next().orElseThrow();
    }
  }

  private static void assertFault(Path file, String message) {
    assertThatThrownBy(() -> VideoReader.open(file))
        .isInstanceOfSatisfying(
            Fault.class, fault -> assertThat(fault.kind()).isEqualTo(Fault.Kind.ASKED_WRONGLY))
        .hasMessage(message);
  }

  /** The coding loses some levels of each colour. */
  private static void assertNear(int actual, int expected) {
    for (int shift = 0; shift < 24; shift += 8) {
      assertThat(actual >> shift & 255)
          .as("%06x against %06x", actual, expected)
          .isBetween((expected >> shift & 255) - 40, (expected >> shift & 255) + 40);
    }
  }

  private static List<Long> ffprobeTicks(Path file) throws IOException, InterruptedException {
    List<String> command =
        List.of(
            "ffprobe",
            "-v",
            "error",
            "-select_streams",
            "v:0",
            "-show_entries",
            "frame=best_effort_timestamp",
            "-of",
            "default=nokey=1:noprint_wrappers=1",
            file.toString());
    Process process;
    try {
      process = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
    } catch (IOException e) {
      Assumptions.abort("skipped: ffprobe is not installed");
      throw e;
    }
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    List<Long> ticks = new ArrayList<>();
    output
        .lines()
        .filter(line -> line.matches("\\d+"))
        .forEach(line -> ticks.add(Long.valueOf(line)));
    return ticks;
  }
}
