package hmrbench.core;

import java.util.Locale;

/** Numbers as people write them. */
public final class Decimals {

  private Decimals() {}

  /**
   * A number with so many decimals at most: 30 is {@code 30}, and 29.97 with three is {@code
   * 29.97}.
   *
   * @param decimals at least 1
   */
  public static String atMost(int decimals, double value) {
    return String.format(Locale.ROOT, "%." + decimals + "f", value)
        .replaceAll("0+$", "")
        .replaceAll("[.]$", "");
  }
}
