package hmrbench.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import hmrbench.core.Fault;
import hmrbench.io.joblib.Joblib;
import hmrbench.io.npy.Npy;
import hmrbench.io.npy.Npz;
import hmrbench.io.pickle.Pickle;
import hmrbench.io.safetensors.SafeTensors;
import hmrbench.io.torch.TorchCheckpoint;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What lies under the right name and is not the file, and files that change while they are read.
 */
class FailedDownloadTest {

  private static final List<Consumer<Path>> READERS =
      List.of(
          Npy::read,
          Npz::open,
          Pickle::read,
          Joblib::read,
          TorchCheckpoint::open,
          SafeTensors::open,
          Inspector::describe);

  @TempDir Path folder;

  private Path file(String content) throws IOException {
    Path file = folder.resolve("tcmr_table4_3dpw_test.pth.tar");
    Files.writeString(file, content, StandardCharsets.UTF_8);
    return file;
  }

  private void assertEveryReaderSays(Path file, String words) {
    for (Consumer<Path> reader : READERS) {
      assertThatThrownBy(() -> reader.accept(file))
          .isInstanceOf(Fault.class)
          .hasMessage(file + ": " + words);
    }
    assertThat(Inspector.wrong(file)).hasValue(words.replace("expected a file, got ", ""));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          <!DOCTYPE html><html><head><title>Google Drive - Quota exceeded</title> | a web page titled 'Google Drive - Quota exceeded', not the file: download it again
          <HTML><body>404                   | a web page, not the file: download it again
          <?xml version="1.0"?><Error>      | the answer of a server, not the file: download it again
          {"error": "Not Found"}            | the answer of a server, not the file: download it again
          version https://git-lfs.github.com/spec/v1 | a Git LFS pointer, not the file: run `git lfs pull` in the repository it came from
          /annex/objects/SHA256E-s1--a.pth  | a git-annex pointer, not the file: run `git annex get` in the repository it came from
          """)
  void what_a_failed_download_leaves_is_named(String content, String words) throws IOException {
    assertEveryReaderSays(file("\ufeff\n  " + content + "\n"), words);
  }

  @Test
  void an_empty_file_is_named() throws IOException {
    assertEveryReaderSays(file(""), "an empty file: fetch it again");
  }

  @Test
  void the_cases_of_users_are_named() throws IOException {
    for (String name : List.of("tcmr_table4_3dpw_test.pth.tar", "empty.pth.tar")) {
      try (var in = FailedDownloadTest.class.getResourceAsStream("/cases/not-the-file/" + name)) {
        Path file = folder.resolve(name);
        Files.write(file, in.readAllBytes());
        assertEveryReaderSays(
            file,
            name.startsWith("empty")
                ? "an empty file: fetch it again"
                : "a web page titled 'Google Drive - Quota exceeded', not the file: download it"
                    + " again");
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    "zip.pth, zip end record",
    "legacy.pth, ''",
    "stored.npz, zip end record",
    "plain.joblib, ''",
    "protocol4.pkl, ''"
  })
  void a_file_that_was_cut_is_noticed_before_it_is_needed(String name, String what)
      throws IOException {
    byte[] whole = Fixtures.bytes(name);
    Path file = folder.resolve(name);
    Files.write(file, whole);
    assertThat(Inspector.wrong(file)).isEmpty();
    Files.write(file, Arrays.copyOf(whole, whole.length - 30));
    assertThat(Inspector.wrong(file).orElseThrow())
        .startsWith("corrupt at byte ")
        .contains(what)
        .endsWith("; fetch the file again");
  }

  @Test
  void a_pipe_or_a_device_is_refused_at_once() throws IOException, InterruptedException {
    Assumptions.assumeTrue(Files.exists(Path.of("/dev/zero")), "skipped: no such system");
    Path pipe = folder.resolve("pipe.npz");
    assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor()).isZero();
    for (Path file : List.of(pipe, Path.of("/dev/zero"))) {
      assertTimeoutPreemptively(
          Duration.ofSeconds(10),
          () ->
              assertEveryReaderSays(
                  file,
                  "expected a file, got a pipe or a device; save what it gives to a file first"));
    }
  }

  @Test
  void a_folder_and_a_file_without_permission_are_one_sentence() throws IOException {
    assertThatThrownBy(() -> Npz.open(folder))
        .hasMessage(folder + ": expected a file, got a folder; name a file in it");
    Path file = file("x");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("---------"));
    Assumptions.assumeFalse(Files.isReadable(file), "skipped: this user may read everything");
    assertThatThrownBy(() -> Npz.open(file))
        .hasMessage(file + ": may not be read; change its permissions");
  }

  private Path array(int values) {
    Path file = folder.resolve("walk.npy");
    Npy.write(file, NdArray.of(new float[values], values));
    return file;
  }

  private static void cut(Path file, long bytes) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      channel.truncate(bytes);
    }
  }

  @Test
  void an_array_whose_file_was_cut_meanwhile_is_one_sentence() throws IOException {
    Path file = array(1 << 20);
    NdArray array = Npy.read(file);
    assertThat(array.rows(0, 2).floats()).containsExactly(0, 0);
    cut(file, 4096);
    assertThatThrownBy(array::floats)
        .isInstanceOf(Fault.class)
        .hasMessage(
            file
                + ": changed while it was read (4194432 bytes, now 4096); let nothing write to it"
                + " and run again");
  }

  @Test
  void bytes_that_went_away_under_the_mapping_do_not_end_the_program() throws IOException {
    Path file = array(1 << 20);
    ByteSource source = ByteSource.open(file);
    cut(file, 4096);
    String words =
        file
            + ": changed while it was read (4194432 bytes, now 4096); let nothing write to it and"
            + " run again";
    assertThatThrownBy(() -> source.bytes(3_000_000, 1_000_000)).hasMessage(words);
    assertThat(sentence(() -> assertThat(source.u8(4_000_000)).isNotNegative())).isEqualTo(words);
  }

  /** The JVM may throw its error only when the call has returned; then the command line asks. */
  private static String sentence(Runnable reading) {
    try {
      reading.run();
      for (int i = 0; i < 100; i++) {
        Thread.sleep(1); // where the error is thrown at the latest
      }
      return "nothing was noticed";
    } catch (Fault e) {
      return e.getMessage();
    } catch (InternalError e) {
      assertThat(MappedFiles.isLoss(e)).isTrue();
      return MappedFiles.fault(e).getMessage();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void a_file_that_was_written_to_meanwhile_is_not_the_one_that_was_opened() throws IOException {
    Path file = array(4);
    NdArray array = Npy.read(file);
    FileStamp stamp = FileStamp.of(file);
    byte[] other = Files.readAllBytes(file);
    other[other.length - 1] = 1;
    Files.write(file, other);
    Files.setLastModifiedTime(
        file, java.nio.file.attribute.FileTime.from(stamp.modified().toInstant().plusSeconds(2)));
    assertThatThrownBy(array::floats)
        .hasMessageMatching(
            ".*walk.npy: changed while it was read \\(written at .*Z\\); let nothing write to it and"
                + " run again");
    assertThatThrownBy(stamp::requireUnchanged).hasMessageContaining("walk.npy: changed while");
  }

  @Test
  void a_file_that_was_replaced_stays_readable_but_is_another() throws IOException {
    Path file = array(4);
    NdArray array = Npy.read(file);
    FileStamp stamp = FileStamp.of(file);
    stamp.requireUnchanged();
    Path other = Files.copy(file, file.resolveSibling("other.npy"));
    Files.setLastModifiedTime(other, stamp.modified());
    Files.move(other, file, StandardCopyOption.REPLACE_EXISTING);
    assertThat(array.floats()).containsExactly(0, 0, 0, 0);
    assertThatThrownBy(stamp::requireUnchanged)
        .hasMessage(
            file
                + ": another file has taken its place since it was opened; let nothing write to it"
                + " and run again");
    Files.delete(file);
    assertThat(array.floats()).containsExactly(0, 0, 0, 0);
    assertThatThrownBy(stamp::requireUnchanged)
        .hasMessage(
            file + ": was there when it was opened and is not any more; put it back and run again");
  }
}
