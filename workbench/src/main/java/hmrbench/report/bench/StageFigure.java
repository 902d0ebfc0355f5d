package hmrbench.report.bench;

import hmrbench.core.Series;
import hmrbench.record.bench.BenchResult.Cost;
import hmrbench.record.bench.BenchResult.Measure;
import hmrbench.report.chart.Axis;
import hmrbench.report.chart.Curve;
import hmrbench.report.chart.Figure;
import hmrbench.report.chart.Ink;
import hmrbench.report.chart.Layer;
import hmrbench.report.chart.Plot;
import hmrbench.report.chart.SeriesStyle;
import java.util.ArrayList;
import java.util.List;

/** Figures of a measurement. */
final class StageFigure {

  private StageFigure() {}

  /** What a frame costs, stage by stage, with quartiles. */
  static Figure stages(List<Measure> stages) {
    SeriesStyle style =
        new SeriesStyle("median and quartiles", Ink.BLUE, SeriesStyle.Shape.CIRCLE, false);
    List<Axis.Tick> names = new ArrayList<>();
    List<Layer> layers = new ArrayList<>();
    double least = Double.MAX_VALUE;
    double most = 0;
    for (int i = 0; i < stages.size(); i++) {
      Measure stage = stages.get(i);
      double place = stages.size() - 1.0 - i;
      // Time per frame: the inverse of a rate turns its quartiles round.
      double low = microseconds(stage.spread().upperQuartile());
      double middle = microseconds(stage.spread().median());
      double high = microseconds(stage.spread().lowerQuartile());
      least = Math.min(least, low);
      most = Math.max(most, high);
      names.add(new Axis.Tick(place, stage.name()));
      layers.add(new Layer.Interval(style.color(), place, low, high, false, 2.2, 5));
      layers.add(new Layer.Points(style, Series.of(middle), Series.of(place), 10));
    }
    Axis x = Axis.log("µs per frame on one thread, logarithmic", least, most);
    Axis y = new Axis("", -0.6, stages.size() - 0.4, false, names);
    return new Figure(
        "stages",
        "What a frame costs",
        "",
        List.of(style),
        List.of(new Figure.Row(Plot.of("", x, y, layers), 74 + 30 * stages.size())),
        "",
        Figure.HALF);
  }

  private static double microseconds(double framesPerSecond) {
    return 1e6 / framesPerSecond;
  }

  /** Frames per second of one thread against batch, window and hidden size. */
  static Figure costs(List<Cost> costs) {
    List<Figure.Row> rows = new ArrayList<>();
    for (String what : costs.stream().map(Cost::what).distinct().toList()) {
      List<Curve.Point> points =
          costs.stream()
              .filter(cost -> cost.what().equals(what))
              .map(cost -> Curve.Point.of(varied(cost), cost.framesPerSecond()))
              .sorted(java.util.Comparator.comparingDouble(Curve.Point::x))
              .toList();
      SeriesStyle style = new SeriesStyle(what, Ink.BLUE, SeriesStyle.Shape.CIRCLE, false);
      double most = points.stream().mapToDouble(Curve.Point::y).max().orElse(1);
      Axis x = Axis.logAt(label(what), points.stream().map(Curve.Point::x).toList());
      Series xs = Series.of(points.stream().mapToDouble(Curve.Point::x).toArray());
      Series ys = Series.of(points.stream().mapToDouble(Curve.Point::y).toArray());
      rows.add(
          new Figure.Row(
              Plot.of(
                  "",
                  x,
                  Axis.fromZero("frames/s", most),
                  List.of(new Layer.Line(style, xs, ys, 1.8), new Layer.Points(style, xs, ys, 8))),
              210));
    }
    return new Figure(
        "cost", "Speed of the network on one thread", "", List.of(), rows, "", Figure.HALF);
  }

  private static double varied(Cost cost) {
    return switch (cost.what()) {
      case "batch" -> cost.batch();
      case "window" -> cost.window();
      default -> cost.hidden();
    };
  }

  private static String label(String what) {
    return switch (what) {
      case "batch" -> "windows per batch";
      case "window" -> "frames per window";
      default -> "size of a state";
    };
  }
}
