package hmrbench.metric.detect;

import java.util.Locale;

/**
 * What is known of one convention.
 *
 * @param kind which, such as {@code axes}
 * @param verdict whether it is another than the file format says
 * @param value as a user would state it
 * @param withMm mean error with it, in millimetres
 * @param withoutMm mean error with everything else, but not with it
 * @param words what more there is to say; may be empty
 */
public record ConventionFinding(
    String kind, Verdict verdict, String value, double withMm, double withoutMm, String words) {

  /** What was found. */
  public enum Verdict {
    /** Another convention explains the error. */
    FOUND,
    /** The file is as the format says; the others are worse. */
    AS_STATED,
    /** Motion or points do not decide it. */
    CANNOT_TELL
  }

  /** Error with and without, as a user reads it. */
  public String evidence() {
    String errors =
        switch (verdict) {
          case FOUND ->
              String.format(Locale.ROOT, "%.1f mm with it, %.1f mm without", withMm, withoutMm);
          case AS_STATED ->
              String.format(Locale.ROOT, "%.1f mm, the next best %.1f mm", withMm, withoutMm);
          case CANNOT_TELL -> "";
        };
    return words.isEmpty() ? errors : errors.isEmpty() ? words : errors + "; " + words;
  }
}
