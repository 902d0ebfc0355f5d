package hmrbench.metric.sanity;

import hmrbench.core.FloatGrid;
import hmrbench.core.Remark;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Whether points are as far apart as those of a person in metres. */
public final class SizeCheck {

  /**
   * The diagonal of the box around a person's joints, in metres: a child of two years that crouches
   * has more than 0.4, and a person of 2.3 m, ankle to head top, with both arms stretched out to
   * the sides less than 3.2.
   */
  private static final double SMALLEST = 0.4;

  private static final double LARGEST = 3.2;

  private SizeCheck() {}

  /**
   * Looks at how large a person is.
   *
   * @param about what the points belong to, for the remark
   * @param what how the points are called in the sentence
   * @param points [T, J, 3], in what should be metres
   * @return a doubt where the median frame is too small or too large
   */
  public static Optional<Remark> of(String about, String what, FloatGrid points) {
    if (points.size(0) == 0) {
      return Optional.empty();
    }
    double diagonal = medianDiagonal(points);
    if (points.size(1) < 10 || (diagonal >= SMALLEST && diagonal <= LARGEST)) {
      return Optional.empty();
    }
    String unit = unit(diagonal);
    String guess =
        unit.isEmpty()
            ? "which is no person in metres, centimetres or millimetres; check the array"
            : "as a person has in %s, not in metres; say --unit %s (unit: %s in a config), or give metres"
                .formatted(unit.equals("mm") ? "millimetres" : "centimetres", unit, unit);
    return Optional.of(
        Remark.doubt(
            unit.isEmpty() ? "size" : "unit-" + unit,
            about,
            String.format(
                Locale.ROOT,
                "%s: the box around a person has a diagonal of %s in the median frame, %s",
                what,
                number(diagonal),
                guess)));
  }

  private static String unit(double diagonal) {
    if (fits(diagonal / 1000)) {
      return "mm";
    }
    return fits(diagonal / 100) ? "cm" : "";
  }

  private static boolean fits(double metres) {
    return metres >= SMALLEST && metres <= LARGEST;
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, value < 10 ? "%.3f" : "%.0f", value);
  }

  private static double medianDiagonal(FloatGrid points) {
    double[] diagonals = new double[points.size(0)];
    for (int t = 0; t < diagonals.length; t++) {
      double squares = 0;
      for (int axis = 0; axis < 3; axis++) {
        double least = Double.POSITIVE_INFINITY;
        double most = Double.NEGATIVE_INFINITY;
        for (int j = 0; j < points.size(1); j++) {
          least = Math.min(least, points.at(t, j, axis));
          most = Math.max(most, points.at(t, j, axis));
        }
        squares += (most - least) * (most - least);
      }
      diagonals[t] = Math.sqrt(squares);
    }
    Arrays.sort(diagonals);
    return diagonals[diagonals.length / 2];
  }
}
