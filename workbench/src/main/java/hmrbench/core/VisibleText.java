package hmrbench.core;

import java.util.Locale;

/**
 * Text of unknown origin (names, paths, values, messages of libraries) as a terminal and a page may
 * show it: characters that steer a terminal or turn the direction of the text are written as their
 * code, such as {@code \}{@code u001b}.
 */
public final class VisibleText {

  /** Where a value that is quoted in a message is cut. */
  private static final int LONGEST_VALUE = 120;

  private static final int ZERO_WIDTH_NON_JOINER = 0x200c;
  private static final int ZERO_WIDTH_JOINER = 0x200d;

  /** The last two of every 65536 code points are not characters; XML may not hold them. */
  private static final int NO_CHARACTER = 0xfffe;

  private VisibleText() {}

  /** A text on one line: line breaks and tabs are written as codes too. */
  public static String line(String text) {
    return visible(text, false);
  }

  /** A text of several lines: line breaks and tabs stay. */
  public static String lines(String text) {
    return visible(text, true);
  }

  /** A value for a message, on one line and shortened where it is long. */
  public static String value(String text) {
    int end = Math.min(text.length(), LONGEST_VALUE);
    if (end < text.length() && Character.isHighSurrogate(text.charAt(end - 1))) {
      end--;
    }
    String shown = line(text.substring(0, end));
    return end == text.length()
        ? shown
        : "%s... (%s characters)".formatted(shown, Integer.toString(text.length()));
  }

  private static String visible(String text, boolean layoutStays) {
    StringBuilder out = new StringBuilder(text.length());
    for (int at = 0; at < text.length(); ) {
      int point = text.codePointAt(at);
      int next = at + Character.charCount(point);
      if ((layoutStays && isLayout(text, point, next)) || !isHidden(point)) {
        out.appendCodePoint(point);
      } else {
        out.append(String.format(Locale.ROOT, "\\u%04x", point));
      }
      at = next;
    }
    return out.toString();
  }

  private static boolean isLayout(String text, int point, int next) {
    boolean endsLine = point == '\r' && next < text.length() && text.charAt(next) == '\n';
    return point == '\n' || point == '\t' || endsLine;
  }

  /** Whether a character shows nothing itself and may change how others are shown. */
  private static boolean isHidden(int point) {
    if ((point & NO_CHARACTER) == NO_CHARACTER) {
      return true;
    }
    return switch (Character.getType(point)) {
      case Character.CONTROL,
          Character.SURROGATE,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          true;
      // Persian and emoji are written with joiners.
      case Character.FORMAT -> point != ZERO_WIDTH_NON_JOINER && point != ZERO_WIDTH_JOINER;
      default -> false;
    };
  }
}
