package hmrbench.video.write;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import hmrbench.core.Fault;
import hmrbench.picture.image.Picture;
import hmrbench.video.read.VideoFrame;
import hmrbench.video.read.VideoInfo;
import hmrbench.video.read.VideoReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VideoWriterTest {

  private final Path folder;

  VideoWriterTest(@TempDir Path folder) {
    this.folder = folder;
  }

  @Test
  void what_is_written_is_read_back() {
    Path file = folder.resolve("film.mp4");
    write(file, 64, 48, FilmClock.constant(30000 / 1001.0), 0, 1, 2, 3, 4);
    List<VideoFrame> frames = new ArrayList<>();
    VideoInfo info = read(file, frames);
    assertThat(info.codec()).isEqualTo(Encoder.best().codec());
    assertThat(info.declaredRate()).isEqualTo(30000 / 1001.0);
    assertThat(frames).hasSize(5);
    for (VideoFrame frame : frames) {
      assertThat(frame.ticks() * info.clock().tick().value())
          .isCloseTo(frame.index() * 1001 / 30000.0, within(1e-12));
      int colour = frame.picture().colour(10, 10);
      assertThat((colour >> 16) & 255).isBetween(190, 210);
      assertThat((colour >> 8) & 255).isBetween(40 * frame.index(), 40 * frame.index() + 20);
    }
  }

  @Test
  void uneven_time_stamps_are_kept() {
    Path file = folder.resolve("uneven.mp4");
    FilmClock clock = FilmClock.of(new VideoInfo.Ratio(1, 12800), 15);
    write(file, 64, 48, clock, 0, 512, 2048, 2560);
    List<VideoFrame> frames = new ArrayList<>();
    VideoInfo info = read(file, frames);
    assertThat(frames.stream().map(frame -> frame.ticks() * info.clock().tick().value()))
        .containsExactly(0.0, 0.04, 0.16, 0.2);
  }

  @Test
  void the_same_pictures_give_the_same_bytes() throws IOException {
    Path one = folder.resolve("one.mp4");
    Path two = folder.resolve("two.mp4");
    write(one, 64, 48, FilmClock.constant(25), 0, 1, 2);
    write(two, 64, 48, FilmClock.constant(25), 0, 1, 2);
    assertThat(Files.readAllBytes(one)).isEqualTo(Files.readAllBytes(two));
  }

  @Test
  void nothing_stays_for_long_where_a_body_has_left() {
    Path file = folder.resolve("left.mp4");
    int frames = 60;
    List<Picture> drawn = new ArrayList<>();
    try (VideoWriter writer =
        VideoWriter.open(file, 320, 240, FilmClock.constant(30), VideoWriter.Content.DRAWN)) {
      for (int t = 0; t < frames; t++) {
        drawn.add(softBar(Math.min(t, 40)));
        writer.add(drawn.get(t), t);
      }
      writer.finish();
    }
    List<VideoFrame> read = new ArrayList<>();
    read(file, read);
    Picture last = read.get(frames - 1).picture();
    int largest = 0;
    for (int y = 0; y < 240; y++) {
      // Edges themselves ring a little.
      for (int x = 0; x < leftEdge(40, y) - 8; x++) {
        largest = Math.max(largest, last.colour(x, y) & 255);
      }
    }
    assertThat(largest).isLessThan(8);
  }

  /** A grey bar on black, wider below, whose edges fade over some pixels. */
  private static Picture softBar(int step) {
    Picture picture = Picture.black(320, 240);
    for (int y = 30; y < 210; y++) {
      for (int x = 0; x < 320; x++) {
        double inside = Math.min(x - leftEdge(step, y), leftEdge(step, y) + 60 + 0.5 * y - x);
        int level = (int) Math.round(110 * Math.max(0, Math.min(1, inside / 3)));
        picture.colour(x, y, level << 16 | level << 8 | level);
      }
    }
    return picture;
  }

  private static double leftEdge(int step, int y) {
    return 90.5 + 0.9 * step - 0.2 * y;
  }

  @Test
  void an_odd_picture_gains_a_column_and_a_row() {
    Path file = folder.resolve("odd.mp4");
    write(file, 63, 47, FilmClock.constant(25), 0);
    List<VideoFrame> frames = new ArrayList<>();
    VideoInfo info = read(file, frames);
    assertThat(info.width()).isEqualTo(64);
    assertThat(info.height()).isEqualTo(48);
    assertThat((frames.get(0).picture().colour(63, 47) >> 16) & 255).isBetween(180, 220);
  }

  @Test
  void a_film_that_is_not_finished_leaves_nothing() throws IOException {
    Path file = folder.resolve("broken.mp4");
    try (VideoWriter writer =
        VideoWriter.open(file, 64, 48, FilmClock.constant(25), VideoWriter.Content.DRAWN)) {
      writer.add(Picture.black(64, 48), 0);
      assertThat(file).doesNotExist();
    }
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void a_film_that_breaks_off_keeps_the_one_before() throws IOException {
    Path file = folder.resolve("film.mp4");
    write(file, 64, 48, FilmClock.constant(25), 0);
    byte[] before = Files.readAllBytes(file);
    try (VideoWriter writer =
        VideoWriter.open(file, 64, 48, FilmClock.constant(25), VideoWriter.Content.DRAWN)) {
      writer.add(Picture.black(64, 48), 0);
    }
    assertThat(Files.readAllBytes(file)).isEqualTo(before);
  }

  @Test
  void a_place_that_cannot_be_written_is_a_fault() throws IOException {
    Path blocked = Files.createFile(folder.resolve("file")).resolve("film.mp4");
    assertThatThrownBy(
            () ->
                VideoWriter.open(
                    blocked, 64, 48, FilmClock.constant(25), VideoWriter.Content.DRAWN))
        .isInstanceOfSatisfying(
            Fault.class, fault -> assertThat(fault.kind()).isEqualTo(Fault.Kind.FAILED_RUNNING))
        .hasMessageMatching(
            ".*film.mp4: cannot be written: .*; check the folder and its permissions");
  }

  private static void write(Path file, int width, int height, FilmClock clock, long... ticks) {
    try (VideoWriter writer =
        VideoWriter.open(file, width, height, clock, VideoWriter.Content.DRAWN)) {
      for (int i = 0; i < ticks.length; i++) {
        Picture picture = Picture.black(width, height);
        for (int at = 0; at < picture.rgb().length; at += 3) {
          picture.rgb()[at] = (byte) 200;
          picture.rgb()[at + 1] = (byte) (40 * i + 10);
        }
        writer.add(picture, ticks[i]);
      }
      writer.finish();
    }
  }

  private static VideoInfo read(Path file, List<VideoFrame> frames) {
    try (VideoReader reader = VideoReader.open(file)) {
      Optional<VideoFrame> frame = reader.next();
      while (frame.isPresent()) {
        frames.add(frame.get());
        frame = reader.next();
      }
      return reader.info();
    }
  }
}
