package hmrbench.report.table;

import java.util.Locale;

/** Numbers and units as a reader sees them, the same under every locale. */
public final class Numbers {

  /** U+2212, the sign that is as wide as a plus. */
  private static final char MINUS = '\u2212';

  private Numbers() {}

  /** With this many decimals, and a real minus sign. */
  public static String fixed(double value, int decimals) {
    String text = String.format(Locale.ROOT, "%." + decimals + "f", value);
    boolean zero = text.chars().noneMatch(digit -> digit >= '1' && digit <= '9');
    return (zero ? text.replace("-", "") : text).replace('-', MINUS);
  }

  /** With this many decimals and always a sign. */
  public static String signed(double value, int decimals) {
    String text = fixed(value, decimals);
    boolean negative = text.charAt(0) == MINUS;
    boolean zero = text.chars().noneMatch(digit -> digit >= '1' && digit <= '9');
    return negative || zero ? text : "+" + text;
  }

  /** Three digits that count, for example a p-value or a ratio. */
  public static String short3(double value) {
    double size = Math.abs(value);
    if (size >= 100 || size == 0) {
      return fixed(value, 0);
    }
    if (size >= 10) {
      return fixed(value, 1);
    }
    return size >= 1 ? fixed(value, 2) : fixed(value, 3);
  }

  /** A p-value; values that would print as 0 are given as a bound. */
  public static String probability(double p) {
    return p < 0.001 ? "< 0.001" : fixed(p, 3);
  }

  /** A whole number in groups of three. */
  public static String grouped(long value) {
    return String.format(Locale.ROOT, "%,d", value).replace(',', '\u2009');
  }

  /** A unit with real exponents: {@code mm/frame^2} becomes {@code mm/frame²}. */
  public static String unit(String unit) {
    return unit.replace("^2", "²").replace("^3", "³");
  }

  /** An interval, with as many decimals as its value. */
  public static String interval(double low, double high, int decimals) {
    return fixed(low, decimals) + " to " + fixed(high, decimals);
  }

  /**
   * Decimals that a column of values needs: one where all are 10 or more, else two.
   *
   * @param smallest the smallest of them by size, apart from 0
   */
  public static int decimals(double smallest) {
    return Math.abs(smallest) >= 10 ? 1 : 2;
  }
}
