package hmrbench.report.chart;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * One axis of a plot: what it says, from where to where, and where its ticks are.
 *
 * @param label quantity and unit, for example {@code acceleration error (mm/frame²)}; may be empty
 * @param low the value at its start
 * @param high the value at its end, above {@code low}
 * @param logarithmic whether equal factors, not equal differences, are equally far apart
 * @param ticks values with their labels, ascending
 */
public record Axis(String label, double low, double high, boolean logarithmic, List<Tick> ticks) {

  /** A marked value. */
  public record Tick(double value, String label) {}

  public Axis {
    ticks = List.copyOf(ticks);
    if (!(high > low) || (logarithmic && !(low > 0))) {
      throw new IllegalArgumentException(
          "axis \"%s\" cannot go from %s to %s".formatted(label, low, high));
    }
  }

  /** From {@code low} to {@code high} with about {@code count} round ticks between them. */
  public static Axis linear(String label, double low, double high, int count) {
    double top = high > low ? high : low + 1;
    double step = step((top - low) / count);
    List<Tick> ticks = new ArrayList<>();
    for (long i = (long) Math.ceil(low / step - 1e-9); i * step <= top + step * 1e-9; i++) {
      ticks.add(new Tick(i * step, text(i * step, step)));
    }
    return new Axis(label, low, top, false, ticks);
  }

  /** From 0 to a little above {@code high}, with round ticks. */
  public static Axis fromZero(String label, double high) {
    return linear(label, 0, high > 0 ? high * 1.06 : 1, 5);
  }

  /** Around {@code low} to {@code high} with a margin on both sides. */
  public static Axis around(String label, double low, double high) {
    double span = high - low;
    double margin = span > 0 ? span * 0.10 : Math.max(Math.abs(low) * 0.05, 0.5);
    return linear(label, low - margin, high + margin, 5);
  }

  /** Equal factors equally far apart, with ticks at 1, 2 and 5 times the powers of ten. */
  public static Axis log(String label, double low, double high) {
    double from = low / 1.15;
    double to = high * 1.15;
    List<Tick> ticks = new ArrayList<>();
    for (int power = (int) Math.floor(Math.log10(from)); power <= Math.log10(to); power++) {
      for (int digit : new int[] {1, 2, 5}) {
        double value = digit * Math.pow(10, power);
        if (value >= from && value <= to) {
          ticks.add(new Tick(value, text(value, value)));
        }
      }
    }
    return new Axis(label, from, to, true, ticks);
  }

  /** Equal factors equally far apart, with ticks at the values themselves. */
  public static Axis logAt(String label, List<Double> values) {
    double low = values.stream().mapToDouble(Double::doubleValue).min().orElse(1);
    double high = values.stream().mapToDouble(Double::doubleValue).max().orElse(10);
    double room = Math.max(1.08, Math.pow(high / low, 0.06));
    List<Tick> ticks =
        values.stream().sorted().map(value -> new Tick(value, plain(value))).toList();
    return new Axis(label, low / room, high * room, true, ticks);
  }

  /** One place per name, at 0, 1, 2 and so on. */
  public static Axis names(String label, List<String> names) {
    List<Tick> ticks = new ArrayList<>();
    for (int i = 0; i < names.size(); i++) {
      ticks.add(new Tick(i, names.get(i)));
    }
    return new Axis(label, -0.5, Math.max(names.size(), 1) - 0.5, false, ticks);
  }

  /** How far along the axis a value lies: 0 at its start, 1 at its end. */
  public double at(double value) {
    if (logarithmic) {
      return Math.log(value / low) / Math.log(high / low);
    }
    return (value - low) / (high - low);
  }

  /** Whether a value lies on it. */
  public boolean holds(double value) {
    return value >= low && value <= high;
  }

  private static double step(double rough) {
    double power = Math.pow(10, Math.floor(Math.log10(rough)));
    double digits = rough / power;
    if (digits <= 1) {
      return power;
    }
    if (digits <= 2) {
      return 2 * power;
    }
    return digits <= 5 ? 5 * power : 10 * power;
  }

  private static String text(double value, double step) {
    int decimals = Math.max(0, (int) -Math.floor(Math.log10(step) + 1e-9));
    String text = String.format(Locale.ROOT, "%." + decimals + "f", value + 0.0);
    return text.replace('-', '\u2212');
  }

  /** A number without needless decimals. */
  static String plain(double value) {
    return value == Math.rint(value)
        ? String.format(Locale.ROOT, "%.0f", value)
        : String.format(Locale.ROOT, "%s", value);
  }
}
