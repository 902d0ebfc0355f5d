package hmrbench.report.chart;

import hmrbench.core.Series;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * One series of measured values with their spread.
 *
 * @param style how it looks
 * @param points its values, ordered by {@code x}
 */
public record Curve(SeriesStyle style, List<Point> points) {

  /**
   * One value.
   *
   * @param x where
   * @param y the value
   * @param low lower end of its spread; {@code y} where there is none
   * @param high upper end of its spread; {@code y} where there is none
   */
  public record Point(double x, double y, double low, double high) {
    /** A value without a spread. */
    public static Point of(double x, double y) {
      return new Point(x, y, y, y);
    }
  }

  public Curve {
    points = points.stream().sorted(Comparator.comparingDouble(Point::x)).toList();
  }

  /**
   * The mean of seeds at each step.
   *
   * @param steps values of every seed by step
   * @param range whether the spread of the seeds is shown, too
   */
  public static Curve ofSeeds(SeriesStyle style, Map<Integer, List<Double>> steps, boolean range) {
    List<Point> points = new ArrayList<>();
    steps.forEach(
        (step, seeds) -> {
          double mean = seeds.stream().mapToDouble(Double::doubleValue).average().orElseThrow();
          double low = seeds.stream().mapToDouble(Double::doubleValue).min().orElse(mean);
          double high = seeds.stream().mapToDouble(Double::doubleValue).max().orElse(mean);
          points.add(range ? new Point(step, mean, low, high) : Point.of(step, mean));
        });
    return new Curve(style, points);
  }

  Series xs() {
    return Series.of(points.stream().mapToDouble(Point::x).toArray());
  }

  Series ys() {
    return Series.of(points.stream().mapToDouble(Point::y).toArray());
  }

  double highest() {
    return points.stream().mapToDouble(Point::high).max().orElse(0);
  }

  double lowest() {
    return points.stream().mapToDouble(Point::low).min().orElse(0);
  }

  /** The line, under it the bars of its spread. */
  List<Layer> layers(double lineWidth) {
    List<Layer> layers = new ArrayList<>();
    for (Point point : points) {
      if (point.high() > point.low()) {
        layers.add(
            new Layer.Interval(style.color(), point.x(), point.low(), point.high(), true, 1.5, 4));
      }
    }
    layers.add(new Layer.Line(style, xs(), ys(), lineWidth));
    return layers;
  }
}
