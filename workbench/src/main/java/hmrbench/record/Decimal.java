package hmrbench.record;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/**
 * Numbers as records hold them: ten significant digits, a point, no exponent. The text depends on
 * the value alone, neither on the locale nor on the Java version (Double.toString changed in 19).
 */
final class Decimal {

  private static final MathContext DIGITS = new MathContext(10, RoundingMode.HALF_EVEN);

  private Decimal() {}

  static String text(double value) {
    if (value == 0) {
      return "0";
    }
    return new BigDecimal(value).round(DIGITS).stripTrailingZeros().toPlainString();
  }
}
