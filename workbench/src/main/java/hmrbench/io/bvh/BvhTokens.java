package hmrbench.io.bvh;

import hmrbench.core.VisibleText;
import hmrbench.io.ByteSource;
import hmrbench.io.FormatException;
import hmrbench.io.FormatException.Reason;
import java.nio.charset.StandardCharsets;

/** The words of a text file, one after another; knows file and line. */
final class BvhTokens {

  /** Longer than any word of a sound file: a name, or a number. */
  private static final int LONGEST = 1000;

  private final ByteSource source;
  private long position;
  private int line = 1;

  BvhTokens(ByteSource source) {
    this.source = source;
  }

  private void skipSpace() {
    while (position < source.size() && isSpace(source.u8(position))) {
      if (source.u8(position) == '\n') {
        line++;
      }
      position++;
    }
  }

  private static boolean isSpace(int character) {
    return character == ' ' || (character >= '\t' && character <= '\r');
  }

  /** Passes a mark of the byte order, which some editors put before UTF-8. */
  void skipByteOrderMark() {
    if (source.startsWith(0xef, 0xbb, 0xbf)) {
      position = 3;
    } else if (source.startsWith(0xff, 0xfe) || source.startsWith(0xfe, 0xff)) {
      throw fault(
          Reason.UNSUPPORTED, "start of the file", "text in UTF-8", "UTF-16; save it as UTF-8");
    }
  }

  /** Whether nothing but space is left of the line. */
  boolean atLineEnd() {
    while (position < source.size() && source.u8(position) != '\n' && source.u8(position) != '\r') {
      if (!isSpace(source.u8(position))) {
        return false;
      }
      position++;
    }
    return true;
  }

  /** Whether only space is left. */
  boolean atEnd() {
    skipSpace();
    return position == source.size();
  }

  /** The next word; what is expected there is for the message. */
  String next(String what, String expected) {
    skipSpace();
    long from = position;
    while (position < source.size() && !isSpace(source.u8(position))) {
      position++;
    }
    return text(from, what, expected);
  }

  /** Goes back to before the next word if it is not this one. */
  boolean skips(String word) {
    skipSpace();
    long from = position;
    long to = from + word.length();
    if (to > source.size() || (to < source.size() && !isSpace(source.u8(to)))) {
      return false;
    }
    String found = new String(source.bytes(from, word.length()), StandardCharsets.UTF_8);
    if (found.equalsIgnoreCase(word)) {
      position = to;
      return true;
    }
    return false;
  }

  /** What is left of the line, which may hold spaces, up to a brace. */
  String name(String what) {
    while (position < source.size()
        && (source.u8(position) == ' ' || source.u8(position) == '\t')) {
      position++;
    }
    long from = position;
    while (position < source.size()
        && source.u8(position) != '\n'
        && source.u8(position) != '\r'
        && source.u8(position) != '{') {
      position++;
    }
    return text(from, what, "a name").strip();
  }

  private String text(long from, String what, String expected) {
    if (position == from) {
      throw corrupt(
          what,
          expected,
          position == source.size() ? "the end of the file" : "the end of the line");
    }
    if (position - from > LONGEST) {
      throw corrupt(what, expected, "a word of %d characters".formatted(position - from));
    }
    return new String(source.bytes(from, (int) (position - from)), StandardCharsets.UTF_8);
  }

  /** Reads exactly this word. */
  void expect(String word, String what) {
    String found = next(what, word);
    if (!found.equalsIgnoreCase(word)) {
      throw corrupt(what, word, VisibleText.value(found));
    }
  }

  /** A finite number. */
  double number(String what) {
    return numberOf(next(what, "a number"), what);
  }

  /** The finite number that a word writes. */
  double numberOf(String word, String what) {
    try {
      double value = Double.parseDouble(word);
      if (Double.isFinite(value)) {
        return value;
      }
    } catch (NumberFormatException notANumber) {
      throw corrupt(what, "a number", VisibleText.value(word));
    }
    throw corrupt(what, "a finite number", word);
  }

  /** A whole number from 0 on. */
  int count(String what) {
    String word = next(what, "a whole number");
    try {
      int value = Integer.parseInt(word);
      if (value >= 0) {
        return value;
      }
    } catch (NumberFormatException notANumber) {
      throw corrupt(what, "a whole number", VisibleText.value(word));
    }
    throw corrupt(what, "a number from 0 on", word);
  }

  FormatException corrupt(String what, String expected, String actual) {
    return fault(Reason.CORRUPT, what, expected, actual);
  }

  FormatException unsupported(String what, String expected, String actual) {
    return fault(Reason.UNSUPPORTED, what, expected, actual);
  }

  FormatException foreign(String what, String expected, String actual) {
    return fault(Reason.NOT_THIS_FORMAT, what, expected, actual);
  }

  private FormatException fault(Reason reason, String what, String expected, String actual) {
    return FormatException.atLine(reason, source.name(), line, position, what, expected, actual);
  }
}
