package hmrbench.report.chart;

import hmrbench.core.Series;
import java.util.ArrayList;
import java.util.List;

/** The same sequences under two conditions: points below the diagonal became less. */
public final class ScatterFigure {

  private ScatterFigure() {}

  /** Values of one model: x under the first condition, y under the second, sequence by sequence. */
  public record Cloud(SeriesStyle style, Series x, Series y) {}

  /** Clouds about the diagonal, on equal axes. */
  public static Figure of(
      String name, String title, String xLabel, String yLabel, List<Cloud> clouds, String note) {
    double low = Double.POSITIVE_INFINITY;
    double high = Double.NEGATIVE_INFINITY;
    for (Cloud cloud : clouds) {
      for (Series series : List.of(cloud.x(), cloud.y())) {
        for (double value : series.presentValues()) {
          low = Math.min(low, value);
          high = Math.max(high, value);
        }
      }
    }
    Axis x = Axis.around(xLabel, low, high);
    Axis y = Axis.around(yLabel, low, high);
    Series ends = Series.of(x.low(), x.high());
    List<Layer> layers = new ArrayList<>();
    SeriesStyle equal = new SeriesStyle("equal", Ink.MUTED, SeriesStyle.Shape.NONE, true);
    layers.add(new Layer.Line(equal, ends, ends, 1.2));
    for (Cloud cloud : clouds) {
      layers.add(new Layer.Points(cloud.style(), cloud.x(), cloud.y(), 8));
    }
    List<SeriesStyle> legend = new ArrayList<>();
    clouds.forEach(cloud -> legend.add(cloud.style()));
    legend.add(equal);
    return new Figure(
        name,
        title,
        "One point per sequence; below the broken line B is lower.",
        legend,
        List.of(new Figure.Row(Plot.of("", x, y, layers), 430)),
        note,
        Figure.HALF);
  }
}
