package hmrbench.io;

import hmrbench.core.VisibleText;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import org.jspecify.annotations.Nullable;

/** Why a record cannot be read, in words that a terminal may show. */
public final class Unreadable {

  private Unreadable() {}

  /** What a library says of a file, whose bytes it may repeat. */
  public static String why(Exception thrown) {
    Throwable cause = thrown.getCause();
    Throwable why = thrown instanceof UncheckedIOException && cause != null ? cause : thrown;
    return why instanceof CharacterCodingException
        ? "it is no text in UTF-8"
        : words(why.getMessage(), why);
  }

  /** The same of a message that was taken from it. */
  public static String words(@Nullable String message, Throwable thrown) {
    return VisibleText.line(message == null ? thrown.toString() : message);
  }
}
