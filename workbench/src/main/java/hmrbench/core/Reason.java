package hmrbench.core;

import java.io.EOFException;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Why a file cannot be read or written, in words that a terminal may show, without a class. */
public final class Reason {

  /** These say nothing else than the path, or nothing at all. */
  private static final Map<Class<? extends Exception>, String> WORDLESS =
      Map.of(
          AccessDeniedException.class, "access is denied",
          NoSuchFileException.class, "there is no such file or folder",
          FileAlreadyExistsException.class, "one of its folders is a file",
          NotDirectoryException.class, "it is not a folder",
          DirectoryNotEmptyException.class, "the folder is not empty",
          FileSystemLoopException.class, "it is a link that leads to itself",
          EOFException.class, "it ends too early");

  private Reason() {}

  /** What the system or a library says of a file, whose bytes it may repeat. */
  public static String of(Exception thrown) {
    Throwable why = thrown;
    while ((why instanceof UncheckedIOException || why instanceof DirectoryIteratorException)
        && why.getCause() != null) {
      why = why.getCause();
    }
    if (why instanceof CharacterCodingException) {
      return "it is no text in UTF-8";
    }
    String known = WORDLESS.get(why.getClass());
    if (known != null) {
      return known;
    }
    return words(
        why instanceof FileSystemException file ? file.getReason() : why.getMessage(), why);
  }

  /** The same of a message that was taken from it. */
  public static String words(@Nullable String message, Throwable thrown) {
    return VisibleText.line(
        message == null
            ? "no reason was given (%s)".formatted(thrown.getClass().getSimpleName())
            : message);
  }
}
