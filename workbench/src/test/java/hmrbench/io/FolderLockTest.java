package hmrbench.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hmrbench.core.Fault;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FolderLockTest {

  private static final String WAY_OUT = "name another folder with --out";

  /** No system gives such a number to a process. */
  private static final String NO_PROCESS = "999999999999";

  @TempDir private Path folder;

  @Test
  void lets_one_owner_write_at_a_time() {
    try (FolderLock first = FolderLock.take(folder, WAY_OUT)) {
      assertThatThrownBy(() -> FolderLock.take(first.folder(), WAY_OUT))
          .isInstanceOf(Fault.class)
          .hasMessage(
              "%s: another run is writing there; wait for it, or name another folder with --out"
                  .formatted(folder));
      assertThatThrownBy(() -> FolderLock.requireFree(folder))
          .isInstanceOf(Fault.class)
          .hasMessage("%s: a run is writing there; wait until it is done".formatted(folder));
    }
    assertThatCode(
            () -> {
              FolderLock.requireFree(folder);
              FolderLock.take(folder, WAY_OUT).close();
            })
        .doesNotThrowAnyException();
  }

  @Test
  void a_folder_that_nobody_locked_is_free() {
    FolderLock.requireFree(folder);
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void removes_what_a_killed_program_left_and_nothing_else() throws IOException {
    Path below = Files.createDirectories(folder.resolve("a/b"));
    Path left = Files.writeString(below.resolve("x.csv." + NO_PROCESS + "-3.part"), "half");
    Path alive = Files.writeString(WholeFile.partOf(folder.resolve("x.csv")), "half");
    Path theirs = Files.writeString(folder.resolve("download.part"), "theirs");
    try (FolderLock lock = FolderLock.take(folder, WAY_OUT)) {
      lock.removeParts();
    }
    assertThat(left).doesNotExist();
    assertThat(alive).exists();
    assertThat(theirs).exists();
  }

  @Test
  void two_that_write_one_file_at_once_leave_one_of_both_texts_whole() throws Exception {
    Path file = folder.resolve("page.html");
    CountDownLatch both = new CountDownLatch(2);
    List<Thread> writers =
        IntStream.range(0, 2)
            .mapToObj(i -> new Thread(() -> write(file, Integer.toString(i), both)))
            .toList();
    writers.forEach(Thread::start);
    for (Thread writer : writers) {
      writer.join();
    }
    assertThat(Files.readString(file)).isIn("00", "11");
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files).containsExactly(file);
    }
  }

  /** Writes a letter twice, and between the two waits until the other one has written, too. */
  private static void write(Path file, String letter, CountDownLatch both) {
    WholeFile.write(
        file,
        out -> {
          out.write(letter.getBytes(StandardCharsets.UTF_8));
          out.flush();
          both.countDown();
          try {
            both.await();
          } catch (InterruptedException e) {
            throw new IOException(e);
          }
          out.write(letter.getBytes(StandardCharsets.UTF_8));
        });
  }
}
