package hmrbench.report.chart;

import hmrbench.core.Series;
import java.util.Comparator;
import java.util.List;

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
    java.util.ArrayList<Layer> layers = new java.util.ArrayList<>();
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
