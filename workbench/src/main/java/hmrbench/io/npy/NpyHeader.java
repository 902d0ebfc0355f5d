package hmrbench.io.npy;

import hmrbench.core.VisibleText;
import hmrbench.io.ByteCursor;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The header of an npy file, for example {@code {'descr': '<f4', 'fortran_order': False, 'shape':
 * (2, 3), }}: the part of Python's literals that a header can have.
 */
record NpyHeader(String descr, boolean fortranOrder, List<Long> shape) {

  private static final int MAX_RANK = 64; // as many as numpy knows

  /** Reads the header that is all that is left of {@code in}. */
  static NpyHeader read(ByteCursor in) {
    return new Literal(in).header();
  }

  /** A walk over the text. */
  private static final class Literal {

    private final ByteCursor place;
    private final String text;
    private int at;

    Literal(ByteCursor in) {
      this.place = new ByteCursor(in.source());
      this.text = in.text(in.left(), StandardCharsets.ISO_8859_1, "npy header");
    }

    NpyHeader header() {
      String descr = null;
      Boolean fortran = null;
      List<Long> shape = null;
      expect('{');
      while (!accept('}')) {
        String key = quoted();
        expect(':');
        switch (key) {
          case "descr" -> descr = descr();
          case "fortran_order" -> fortran = truth();
          case "shape" -> shape = shape();
          default -> throw wrong("descr, fortran_order or shape");
        }
        if (!accept(',')) {
          expect('}');
          break;
        }
      }
      return new NpyHeader(
          given(descr, "descr"), given(fortran, "fortran_order"), given(shape, "shape"));
    }

    private <T> T given(@Nullable T value, String key) {
      if (value == null) {
        throw place.corrupt("npy header", "a value for " + key, "none");
      }
      return value;
    }

    private String descr() {
      if (peek() == '[') {
        throw place.unsupported("npy descr", "one type for all elements", "a record of fields");
      }
      return quoted();
    }

    private boolean truth() {
      if (text.startsWith("True", skipSpace())) {
        at += 4;
        return true;
      }
      if (text.startsWith("False", at)) {
        at += 5;
        return false;
      }
      throw wrong("True or False");
    }

    private List<Long> shape() {
      expect('(');
      List<Long> sizes = new ArrayList<>();
      while (!accept(')')) {
        sizes.add(number());
        if (sizes.size() > MAX_RANK) {
          throw wrong("at most %d axes".formatted(MAX_RANK));
        }
        if (!accept(',')) {
          expect(')');
          break;
        }
      }
      return List.copyOf(sizes);
    }

    private long number() {
      int from = skipSpace();
      while (at < text.length() && Character.digit(text.charAt(at), 10) >= 0) {
        at++;
      }
      if (at == from || at - from > 18) {
        throw wrong("a size");
      }
      long value = Long.parseLong(text.substring(from, at));
      accept('L'); // Python 2
      return value;
    }

    private String quoted() {
      char quote = peek();
      if (quote != '\'' && quote != '"') {
        throw wrong("a quoted word");
      }
      int end = text.indexOf(quote, at + 1);
      if (end < 0) {
        throw wrong("an end of the quoted word");
      }
      String word = text.substring(at + 1, end);
      at = end + 1;
      return word;
    }

    private int skipSpace() {
      while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
        at++;
      }
      return at;
    }

    private char peek() {
      return skipSpace() < text.length() ? text.charAt(at) : '\0';
    }

    private boolean accept(char c) {
      if (peek() != c) {
        return false;
      }
      at++;
      return true;
    }

    private void expect(char c) {
      if (!accept(c)) {
        throw wrong("'" + c + "'");
      }
    }

    private RuntimeException wrong(String expected) {
      place.seek(Math.min(at, place.source().size()), "npy header");
      String rest = text.substring(Math.min(at, text.length()));
      String actual = rest.isEmpty() ? "its end" : "'" + rest.substring(0, 1) + "'";
      return place.corrupt("npy header", expected, VisibleText.value(actual));
    }
  }
}
