package hmrbench.report.chart;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Acceleration error against frame rate: one line per model, and the true acceleration. */
public final class FrameRateFigure {

  private FrameRateFigure() {}

  /**
   * The figure.
   *
   * @param name file name without ending
   * @param quantity what the vertical axis holds, with its unit
   * @param curves one per model; x is the rate in hertz
   * @param spread what the bars are, for the note; empty where there are none
   */
  public static Figure of(
      String name, String title, String quantity, List<Curve> curves, String spread) {
    List<Double> rates =
        curves.stream()
            .flatMap(curve -> curve.points().stream().map(Curve.Point::x))
            .distinct()
            .sorted()
            .toList();
    Axis x = Axis.logAt("frame rate (frames/s), logarithmic", rates);
    double low = curves.stream().mapToDouble(Curve::lowest).min().orElse(1);
    double high = curves.stream().mapToDouble(Curve::highest).max().orElse(10);
    Axis y = Axis.log(quantity + ", logarithmic", Math.max(low, high * 1e-4), high);
    List<Layer> layers = new ArrayList<>();
    curves.forEach(curve -> layers.addAll(curve.layers(2.0)));
    List<SeriesStyle> legend =
        curves.stream()
            .sorted(Comparator.comparingDouble((Curve curve) -> -lastValue(curve)))
            .map(Curve::style)
            .toList();
    return Figure.of(
        name,
        title,
        "Lower is better. Legend in the order of the lines at the highest rate.",
        legend,
        Plot.of("", x, y, layers),
        spread);
  }

  private static double lastValue(Curve curve) {
    return curve.points().isEmpty() ? 0 : curve.points().get(curve.points().size() - 1).y();
  }
}
