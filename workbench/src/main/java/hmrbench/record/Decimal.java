package hmrbench.record;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/**
 * Numbers as records hold them: ten significant digits, a point, no exponent. The text depends on
 * the value alone, neither on the locale nor on the Java version (Double.toString changed in 19).
 */
public final class Decimal {

  private static final int DIGITS = 10;

  private static final MathContext CONTEXT = new MathContext(DIGITS, RoundingMode.HALF_EVEN);

  /** Powers of ten, all of them exact in double. */
  private static final double[] TENS = {
    1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14
  };

  /** Sizes from 10^-4 to below 10^9 are written by whole numbers, the few others by BigDecimal. */
  private static final double LEAST = 1e-4;

  private static final double MOST = 1e9;

  private Decimal() {}

  /** The value that reading {@link #text} of this value gives. */
  public static double rounded(double value) {
    if (value == 0) {
      return 0;
    }
    if (!isUsual(value)) {
      return new BigDecimal(value).round(CONTEXT).doubleValue();
    }
    int decimals = decimals(value);
    // Both are exact, so the quotient is the double nearest to the decimal number.
    return Math.rint(value * TENS[decimals]) / TENS[decimals];
  }

  /** The digits of a value. */
  static String text(double value) {
    if (value == 0) {
      return "0";
    }
    if (!isUsual(value)) {
      return new BigDecimal(value).round(CONTEXT).stripTrailingZeros().toPlainString();
    }
    int decimals = decimals(value);
    long scaled = (long) Math.rint(Math.abs(value) * TENS[decimals]);
    while (decimals > 0 && scaled % 10 == 0) {
      scaled /= 10;
      decimals--;
    }
    String digits = Long.toString(scaled);
    StringBuilder text = new StringBuilder(value < 0 ? "-" : "");
    int whole = digits.length() - decimals;
    if (whole <= 0) {
      text.append("0.").append("0".repeat(-whole)).append(digits);
    } else {
      text.append(digits, 0, whole);
      if (decimals > 0) {
        text.append('.').append(digits, whole, digits.length());
      }
    }
    return text.toString();
  }

  private static boolean isUsual(double value) {
    double size = Math.abs(value);
    return size >= LEAST && size < MOST;
  }

  /** How many decimals ten significant digits leave. */
  private static int decimals(double value) {
    double size = Math.abs(value);
    int decimals = DIGITS;
    if (size >= 1) {
      for (int whole = 1; whole <= DIGITS && size >= TENS[whole - 1]; whole++) {
        decimals--;
      }
      return decimals;
    }
    for (double at = 0.1; decimals < TENS.length - 1 && size < at; at /= 10) {
      decimals++;
    }
    return decimals;
  }
}
