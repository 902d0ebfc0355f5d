package hmrbench.core;

import com.google.errorprone.annotations.FormatMethod;
import java.util.Locale;

/**
 * A request that cannot be met, or that failed while running, as one sentence for the user.
 *
 * <p>The message says where (file, line or byte, key), what was expected, what was there and what
 * to do about it. The command line prints it unchanged and exits with {@link Kind#exitCode()}; a
 * stack trace appears only with {@code --debug}.
 */
public class Fault extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** Whether the request was wrong or the run failed. */
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
    return new Fault(Kind.ASKED_WRONGLY, String.format(Locale.ROOT, format, arguments));
  }

  /** A fault while running: exit code 1. */
  @FormatMethod
  public static Fault running(String format, Object... arguments) {
    return new Fault(Kind.FAILED_RUNNING, String.format(Locale.ROOT, format, arguments));
  }

  /**
   * What could not be done with a file or folder, and why.
   *
   * @param place the file, or how a message names it
   * @param what for example {@code cannot be read}
   */
  public static Fault of(Kind kind, Object place, String what, Exception e) {
    return new Fault(kind, "%s: %s: %s".formatted(place, what, Reason.of(e)), e);
  }

  /**
   * Anything thrown, as one sentence for the user: a fault unchanged; exhausted memory, a library
   * that does not load, a full disk and the like with what to do about it.
   */
  public static Fault explaining(Throwable thrown) {
    return Explanations.of(thrown);
  }

  public Kind kind() {
    return kind;
  }
}
