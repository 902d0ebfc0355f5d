package hmrbench.core;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/**
 * Frame rates in hertz. A rate is snapped once, where it is read: files write 1 / 0.0083333 or
 * 120.00004577 and mean 120. From then on rates are compared with {@link #same} alone.
 */
public final class Rates {

  /** A rate this close to a whole number, relatively, is that number. */
  private static final double TO_WHOLE = 1e-4;

  /** The same for broadcast rates; 23.98 is one written with two decimals. */
  private static final double TO_BROADCAST = 2e-4;

  /** 24, 30, 48, 60, 120 and 240 times 1000/1001, as everyone writes them. */
  private static final double[] BROADCAST = {23.976, 29.97, 47.952, 59.94, 119.88, 239.76};

  /** How far two rates may be apart, relatively, and count as one: 29.97 counts as 30. */
  private static final double SAME = 0.002;

  /** The rate of most published numbers. */
  private static final double USUAL = 30;

  private Rates() {}

  /** The intended rate: a nearby whole number or broadcast rate, else this one. */
  public static double snapped(double hertz) {
    for (double rate : BROADCAST) {
      if (Math.abs(hertz - rate) <= TO_BROADCAST * rate) {
        return rate;
      }
    }
    double whole = Math.rint(hertz);
    return whole >= 1 && Math.abs(hertz - whole) <= TO_WHOLE * whole ? whole : hertz;
  }

  /** Whether two rates count as one. */
  public static boolean same(double a, double b) {
    return Math.abs(a - b) <= SAME * Math.abs(b);
  }

  /** The one that is shown of several: what counts as 30 frames/s, else the highest. */
  public static Optional<Double> shown(Collection<Double> rates) {
    return rates.stream()
        .filter(rate -> same(rate, USUAL))
        .min(Comparator.comparing(rate -> Math.abs(rate - USUAL)))
        .or(() -> rates.stream().max(Double::compare));
  }

  /** With at most three decimals: 30, 23.976. */
  public static String text(double hertz) {
    return String.format(Locale.ROOT, "%.3f", hertz).replaceAll("\\.?0+$", "");
  }
}
