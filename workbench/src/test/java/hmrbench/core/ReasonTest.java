package hmrbench.core;

import static org.assertj.core.api.Assertions.assertThat;

import hmrbench.testing.Shared;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Why a file cannot be used, without the name of a class. */
class ReasonTest {

  /** A message that ends with what was caught, which prints the name of its class. */
  private static final Pattern CAUGHT_IN_A_MESSAGE =
      Pattern.compile("formatted\\((?:(?:[^()\";]|\\([^()]*\\))*,\\s*)?e\\)|\"\\s*\\+ e[,;)]");

  static Stream<Arguments> reasons() {
    return Stream.of(
        Arguments.of(new AccessDeniedException("/a"), "access is denied"),
        Arguments.of(new NoSuchFileException("/a"), "there is no such file or folder"),
        Arguments.of(new NotDirectoryException("/a"), "it is not a folder"),
        Arguments.of(new DirectoryNotEmptyException("/a"), "the folder is not empty"),
        Arguments.of(new EOFException(), "it ends too early"),
        Arguments.of(
            new FileSystemException("/a", null, "Read-only file system"), "Read-only file system"),
        Arguments.of(new FileSystemException("/a"), "no reason was given (FileSystemException)"),
        Arguments.of(new UncheckedIOException(new AccessDeniedException("/a")), "access is denied"),
        Arguments.of(new IOException("a\u001b[2Jb"), "a\\u001b[2Jb"));
  }

  @ParameterizedTest
  @MethodSource("reasons")
  void what_the_system_says_is_told_in_words(Exception thrown, String reason) {
    assertThat(Reason.of(thrown)).isEqualTo(reason);
  }

  @Test
  void bytes_that_are_no_text_are_told_as_such() {
    try {
      StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(new byte[] {(byte) 0xff}));
    } catch (CharacterCodingException e) {
      assertThat(Reason.of(e)).isEqualTo("it is no text in UTF-8");
    }
  }

  @Test
  void no_message_of_the_program_prints_what_was_caught() throws IOException {
    List<String> found = new ArrayList<>();
    Path code = Shared.projectRoot().resolve("workbench/src/main/java");
    try (Stream<Path> files = Files.walk(code)) {
      for (Path file : files.filter(it -> it.toString().endsWith(".java")).toList()) {
        CAUGHT_IN_A_MESSAGE
            .matcher(Files.readString(file))
            .results()
            .map(MatchResult::group)
            .forEach(match -> found.add(file.getFileName() + ": " + match));
      }
    }
    // Whatever nobody foresaw is printed whole, and asks for a report of the fault.
    found.removeIf(match -> match.startsWith("Explanations.java"));
    assertThat(found).isEmpty();
  }
}
