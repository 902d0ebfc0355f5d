package hmrbench.video;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WriteFailureTest {

  @TempDir Path folder;

  private String message(String cause) {
    return WriteFailure.of(folder.resolve("film.mp4"), new IOException(cause)).getMessage();
  }

  @Test
  void a_full_disk_is_said_in_words() {
    String full =
        "%s: the disk is full; make room, and give the command again"
            .formatted(folder.resolve("film.mp4"));
    assertThat(message("av_interleaved_write_frame() error -28 while writing")).isEqualTo(full);
    assertThat(message("No space left on device")).isEqualTo(full);
  }

  @Test
  void other_numbers_of_ffmpeg_are_said_in_words() {
    assertThat(message("avio_open2() error -13: Could not open"))
        .isEqualTo(
            "%s: cannot be written: FFmpeg says: Permission denied; check the folder and its"
                    .formatted(folder.resolve("film.mp4"))
                + " permissions");
  }
}
