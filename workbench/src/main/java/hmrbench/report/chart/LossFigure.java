package hmrbench.report.chart;

import java.util.ArrayList;
import java.util.List;

/** Losses and validation errors over training steps. */
public final class LossFigure {

  private LossFigure() {}

  /** Losses on a logarithmic axis and, under them, errors on a linear one; either may be empty. */
  public static Figure of(
      String name, String title, List<Curve> losses, String errorLabel, List<Curve> errors) {
    List<Figure.Row> rows = new ArrayList<>();
    double last = Math.max(lastStep(losses), lastStep(errors));
    Axis steps = Axis.linear("training step", 0, last * 1.01, 8);
    if (!losses.isEmpty()) {
      double low = losses.stream().mapToDouble(Curve::lowest).min().orElse(1);
      double high = losses.stream().mapToDouble(Curve::highest).max().orElse(10);
      Axis y = Axis.log("loss, logarithmic", Math.max(low, high * 1e-6), high);
      rows.add(new Figure.Row(plot(steps, y, losses), 300));
    }
    if (!errors.isEmpty()) {
      double low = errors.stream().mapToDouble(Curve::lowest).min().orElse(0);
      double high = errors.stream().mapToDouble(Curve::highest).max().orElse(1);
      rows.add(new Figure.Row(plot(steps, Axis.around(errorLabel, low, high), errors), 260));
    }
    List<SeriesStyle> legend = new ArrayList<>();
    losses.forEach(curve -> legend.add(curve.style()));
    errors.forEach(curve -> legend.add(curve.style()));
    return new Figure(name, title, "", legend.stream().distinct().toList(), aligned(rows), "", 760);
  }

  /** One column of the logs, on a logarithmic axis where all values are above 0. */
  public static Figure ofColumn(String name, String label, List<Curve> curves) {
    double low = curves.stream().mapToDouble(Curve::lowest).min().orElse(0);
    double high = curves.stream().mapToDouble(Curve::highest).max().orElse(1);
    Axis y =
        low > 0 && high > low
            ? Axis.log(label + ", logarithmic", low, high)
            : Axis.around(label, low, high);
    Axis steps = Axis.linear("training step", 0, lastStep(curves) * 1.01, 5);
    return Figure.of(
        name, label, "", curves.stream().map(Curve::style).toList(), plot(steps, y, curves), "");
  }

  private static Plot plot(Axis x, Axis y, List<Curve> curves) {
    List<Layer> layers = new ArrayList<>();
    curves.forEach(curve -> layers.addAll(curve.layers(1.8)));
    return Plot.of("", x, y, layers);
  }

  private static List<Figure.Row> aligned(List<Figure.Row> rows) {
    int left =
        rows.stream()
            .mapToInt(row -> row.panel() instanceof Plot plot ? plot.neededLeftMargin() : 0)
            .max()
            .orElse(0);
    return rows.stream()
        .map(
            row ->
                row.panel() instanceof Plot plot
                    ? new Figure.Row(plot.withLeftMargin(left), row.height())
                    : row)
        .toList();
  }

  private static double lastStep(List<Curve> curves) {
    return curves.stream()
        .flatMap(curve -> curve.points().stream())
        .mapToDouble(Curve.Point::x)
        .max()
        .orElse(1);
  }
}
