package hmrbench.io.pickle;

import hmrbench.core.VisibleText;
import hmrbench.io.ByteCursor;

/** Text as protocol 0 writes it. */
final class Escapes {

  private Escapes() {}

  /** A string in quotes, with Python's escapes. */
  static String quoted(String line, ByteCursor place) {
    String text = line.strip();
    char quote = text.isEmpty() ? ' ' : text.charAt(0);
    if (text.length() < 2
        || (quote != '\'' && quote != '"')
        || text.charAt(text.length() - 1) != quote) {
      throw place.corrupt("string of a pickle", "quotes around it", VisibleText.value(text));
    }
    String inner = text.substring(1, text.length() - 1);
    StringBuilder plain = new StringBuilder(inner.length());
    int at = 0;
    while (at < inner.length()) {
      char c = inner.charAt(at++);
      at = c == '\\' ? escape(inner, at, plain, place) : plain(c, plain, at);
    }
    return plain.toString();
  }

  private static int plain(char c, StringBuilder text, int at) {
    text.append(c);
    return at;
  }

  private static int escape(String inner, int at, StringBuilder plain, ByteCursor place) {
    char c = at < inner.length() ? inner.charAt(at) : '\0';
    int simple = "\\'\"abfnrtv".indexOf(c);
    if (simple >= 0) {
      plain.append("\\'\"\u0007\b\f\n\r\t\u000b".charAt(simple));
      return at + 1;
    }
    if (c == 'x') {
      return number(inner, at + 1, 2, 16, plain, place);
    }
    if (c >= '0' && c <= '7') {
      int digits = 1;
      while (digits < 3 && at + digits < inner.length() && isOctal(inner.charAt(at + digits))) {
        digits++;
      }
      return number(inner, at, digits, 8, plain, place);
    }
    plain.append('\\'); // as Python: an unknown escape is kept as it is
    return at;
  }

  private static boolean isOctal(char c) {
    return c >= '0' && c <= '7';
  }

  private static int number(
      String text, int at, int digits, int radix, StringBuilder plain, ByteCursor place) {
    try {
      String number = text.substring(at, at + digits);
      plain.appendCodePoint(Integer.parseUnsignedInt(number, radix));
      return at + digits;
    } catch (IndexOutOfBoundsException | IllegalArgumentException e) {
      throw place.corrupt(
          "escape in a string of a pickle",
          digits + " digits",
          VisibleText.value(text.substring(Math.min(at, text.length()))));
    }
  }

  /** Unicode text in Latin-1, with escapes only for what Latin-1 lacks. */
  static String rawUnicode(String line, ByteCursor place) {
    StringBuilder plain = new StringBuilder(line.length());
    int at = 0;
    while (at < line.length()) {
      if (line.startsWith("\\u", at)) {
        at = number(line, at + 2, 4, 16, plain, place);
      } else if (line.startsWith("\\U", at)) {
        at = number(line, at + 2, 8, 16, plain, place);
      } else {
        plain.append(line.charAt(at++));
      }
    }
    return plain.toString();
  }
}
