package hmrbench.data.rendered;

import hmrbench.core.Fault;
import hmrbench.core.Rates;
import java.math.BigDecimal;
import java.math.MathContext;

/** How long a shutter may be open. */
public final class Shutter {

  private Shutter() {}

  /** Whether an exposure is over when the next begins. */
  static boolean serves(double shutter, double framesPerSecond) {
    return shutter * framesPerSecond <= 1;
  }

  /**
   * Refuses a frame rate at which one exposure would not be over when the next begins.
   *
   * @param shutter how long an exposure takes, in seconds
   * @param framesPerSecond in hertz
   * @throws Fault if the shutter is open for longer than a frame takes
   */
  public static void requireRate(double shutter, double framesPerSecond) {
    if (!serves(shutter, framesPerSecond)) {
      throw Fault.asked("%s", problem(shutter, framesPerSecond));
    }
  }

  static String problem(double shutter, double framesPerSecond) {
    return ("a shutter of %s s is open for longer than a frame of %s frames/s (%s s); set shutter to"
            + " at most 1/fps, or fps to at most %s")
        .formatted(
            shutter, Rates.text(framesPerSecond), number(1 / framesPerSecond), number(1 / shutter));
  }

  private static String number(double value) {
    return BigDecimal.valueOf(value).round(new MathContext(4)).stripTrailingZeros().toPlainString();
  }
}
