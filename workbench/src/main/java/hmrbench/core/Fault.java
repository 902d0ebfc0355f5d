package hmrbench.core;

import com.google.errorprone.annotations.FormatMethod;

/**
 * What the user asked for cannot be done as asked, or went wrong while it was done: one sentence
 * for a person.
 *
 * <p>The message says where (file, line or byte, key), what was expected, what was there and what
 * to do about it. The command line prints it as it stands and leaves with {@link Kind#exitCode()};
 * it is never shown with a stack trace unless asked for.
 */
public class Fault extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** Who has to act. */
  public enum Kind {
    /** Asked wrongly: a bad option, config or file. */
    ASKED_WRONGLY(2),
    /** Asked rightly, but failed while running. */
    FAILED_RUNNING(1);

    private final int exitCode;

    Kind(int exitCode) {
      this.exitCode = exitCode;
    }

    public int exitCode() {
      return exitCode;
    }
  }

  private final Kind kind;

  public Fault(Kind kind, String message) {
    super(message);
    this.kind = kind;
  }

  public Fault(Kind kind, String message, Throwable cause) {
    super(message, cause);
    this.kind = kind;
  }

  /** A fault of the request: exit code 2. */
  @FormatMethod
  public static Fault asked(String format, Object... arguments) {
    return new Fault(Kind.ASKED_WRONGLY, format.formatted(arguments));
  }

  /** A fault while running: exit code 1. */
  @FormatMethod
  public static Fault running(String format, Object... arguments) {
    return new Fault(Kind.FAILED_RUNNING, format.formatted(arguments));
  }

  /**
   * What was thrown, as one sentence for a person: a fault as it is; an end of memory, a library
   * that does not load, a full disk and the like by what to do about it.
   */
  public static Fault explaining(Throwable thrown) {
    return Explanations.of(thrown);
  }

  public Kind kind() {
    return kind;
  }
}
