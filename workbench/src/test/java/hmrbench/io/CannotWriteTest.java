package hmrbench.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hmrbench.core.Fault;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What a disk answers to a file, in words without the names of classes. */
class CannotWriteTest {

  @TempDir private Path folder;

  private static Stream<Arguments> answers() {
    return Stream.of(
        Arguments.of(
            new IOException("No space left on device"),
            "the disk is full; make room, and give the command again"),
        Arguments.of(
            new IOException("Disk quota exceeded"),
            "the disk is full; make room, and give the command again"),
        Arguments.of(
            new IOException("File too large"),
            "a file of this size may not be written here; raise `ulimit -f` or name another disk,"
                + " and give the command again"),
        Arguments.of(new AccessDeniedException("x"), "cannot be written: access is denied"),
        Arguments.of(
            new FileSystemException("x", null, "Read-only file system"),
            "cannot be written: Read-only file system"),
        Arguments.of(
            new IOException("Input/output error"), "cannot be written: Input/output error"));
  }

  @ParameterizedTest
  @MethodSource("answers")
  void says_why_and_leaves_nothing(IOException answer, String words) throws IOException {
    Path file = folder.resolve("a.csv");
    assertThatThrownBy(
            () ->
                WholeFile.write(
                    file,
                    out -> {
                      throw answer;
                    }))
        .isInstanceOf(Fault.class)
        .hasMessage(file + ": " + words);
    try (Stream<Path> left = Files.list(folder)) {
      assertThat(left).isEmpty();
    }
  }

  @Test
  void a_file_in_place_of_the_folder_is_named() throws IOException {
    Files.writeString(folder.resolve("out"), "mine");
    Path file = folder.resolve("out/a.csv");
    assertThatThrownBy(() -> WholeFile.write(file, out -> out.write(1)))
        .isInstanceOf(Fault.class)
        .hasMessage(file + ": cannot be written: one of its folders is a file");
    assertThat(folder.resolve("out")).hasContent("mine");
  }
}
