package hmrbench.io;

import hmrbench.core.Fault;
import hmrbench.core.VisibleText;

/**
 * A file cannot be read as what it was taken for: {@code walk.npy: corrupt at byte 69: npy values:
 * expected 24 bytes, got 12 left; fetch it again}. Exit code 2. Control characters are escaped, so
 * that a message is one line.
 */
public final class FormatException extends Fault {

  private static final long serialVersionUID = 1L;

  /** Why; each reason calls for another action by the user. */
  public enum Reason {
    /** Another kind of file: check the path. */
    NOT_THIS_FORMAT("another format", "check the path"),
    /** A sound file that uses a feature which is not supported: convert it. */
    UNSUPPORTED("unsupported", "convert the file, or ask for the feature"),
    /** Breaks its own format: fetch it again. */
    CORRUPT("corrupt", "fetch the file again");

    private final String words;
    private final String advice;

    Reason(String words, String advice) {
      this.words = words;
      this.advice = advice;
    }
  }

  private final Reason reason;
  private final long offset;

  /**
   * @param file name of the file, and of the member within it where it is an archive
   * @param offset the byte at which it was noticed, from the start of the (unpacked) file
   * @param what the part of the format, for example {@code npy values}
   * @param expected what should be there
   * @param actual what is there
   */
  public FormatException(
      Reason reason, String file, long offset, String what, String expected, String actual) {
    this(reason, file, offset, what, expected, actual, reason.advice);
  }

  /** As above, with specific advice. */
  public FormatException(
      Reason reason,
      String file,
      long offset,
      String what,
      String expected,
      String actual,
      String advice) {
    super(
        Kind.ASKED_WRONGLY,
        VisibleText.line(
            "%s: %s at byte %d: %s: expected %s, got %s; %s"
                .formatted(file, reason.words, offset, what, expected, actual, advice)));
    this.reason = reason;
    this.offset = offset;
  }

  private FormatException(String message, Reason reason, long offset) {
    super(Kind.ASKED_WRONGLY, message);
    this.reason = reason;
    this.offset = offset;
  }

  /**
   * The same for a text file, where positions are lines: {@code walk.bvh: corrupt at line 57: ...}.
   *
   * @param line the line at which it was noticed, from 1
   * @param offset the byte at which that line's trouble begins
   */
  public static FormatException atLine(
      Reason reason,
      String file,
      int line,
      long offset,
      String what,
      String expected,
      String actual) {
    String message =
        "%s: %s at line %d: %s: expected %s, got %s; %s"
            .formatted(file, reason.words, line, what, expected, actual, reason.advice);
    return new FormatException(VisibleText.line(message), reason, offset);
  }

  /** The content is not the file at all, whatever its name. */
  static FormatException notTheFile(String file, String words) {
    return new FormatException(
        VisibleText.line("%s: %s".formatted(file, words)), Reason.NOT_THIS_FORMAT, 0);
  }

  public Reason reason() {
    return reason;
  }

  /** The byte at which it was noticed. */
  public long offset() {
    return offset;
  }
}
