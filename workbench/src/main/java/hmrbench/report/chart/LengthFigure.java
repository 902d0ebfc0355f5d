package hmrbench.report.chart;

import java.util.ArrayList;
import java.util.List;

/** A finding against the number of training steps, a line per comparison. */
public final class LengthFigure {

  private LengthFigure() {}

  /**
   * The figure.
   *
   * @param name file name without ending
   * @param quantity what the vertical axis holds, with its unit
   * @param border the value beyond which the claim would not hold, drawn as a line
   * @param curves one per comparison; x is the number of steps
   */
  public static Figure of(
      String name, String title, String quantity, double border, List<Curve> curves, String note) {
    List<Double> steps =
        curves.stream()
            .flatMap(curve -> curve.points().stream().map(Curve.Point::x))
            .distinct()
            .sorted()
            .toList();
    double low = Math.min(border, curves.stream().mapToDouble(Curve::lowest).min().orElse(0));
    double high = Math.max(border, curves.stream().mapToDouble(Curve::highest).max().orElse(0));
    List<Layer> layers = new ArrayList<>();
    layers.add(new Layer.Rule(Ink.MUTED, border, false, true));
    curves.forEach(curve -> layers.addAll(curve.layers(2.0)));
    return Figure.of(
        name,
        title,
        "",
        curves.stream().map(Curve::style).toList(),
        Plot.of(
            "",
            Axis.logAt("training steps, logarithmic", steps),
            Axis.around(quantity, low, high),
            layers),
        note);
  }
}
