package hmrbench.report.chart;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** An error over all attention weights, as a map of the triangle of past, current and future. */
public final class TernaryMapFigure {

  /** Half the side of a triangle whose height is 1. */
  private static final double HALF_SIDE = 1 / Math.sqrt(3);

  private static final int HEIGHT = 440;
  private static final int ROOM = 40;
  private static final double TOLERANCE = 1e-6;

  private TernaryMapFigure() {}

  /**
   * The error at a point of the lattice.
   *
   * @param weights of past, current and future
   */
  public record Point(List<Double> weights, double error) {}

  /**
   * The map.
   *
   * @param points of a lattice over the triangle
   * @param own mean weights that the network gives itself; a ring marks them
   * @param color of the largest error
   */
  public static Figure of(
      String name,
      String title,
      List<Point> points,
      Optional<List<Double>> own,
      Color color,
      String note) {
    Panel panel = (canvas, width, height) -> new Painter(canvas, width, points, color).paint(own);
    return new Figure(
        name,
        title,
        "A corner is all weight on one branch; the stronger the colour, the larger the error. Bold: least. Ring:"
            + " mean of the network's own weights.",
        List.of(),
        List.of(new Figure.Row(panel, HEIGHT)),
        note,
        Figure.HALF);
  }

  private static final class Painter {
    private final Graphics2D canvas;
    private final double middle;
    private final double size;
    private final List<Point> points;
    private final Color color;
    private final double low;
    private final double high;

    Painter(Graphics2D canvas, int width, List<Point> points, Color color) {
      this.canvas = canvas;
      this.middle = width / 2.0;
      this.size = Math.min(HEIGHT - 2.0 * ROOM, (width - 90) / (2 * HALF_SIDE));
      this.points = points;
      this.color = color;
      this.low = points.stream().mapToDouble(Point::error).min().orElse(0);
      this.high = points.stream().mapToDouble(Point::error).max().orElse(1);
    }

    private double x(List<Double> weights) {
      return middle + (weights.get(2) - weights.get(0)) * HALF_SIDE * size;
    }

    private double y(List<Double> weights) {
      return ROOM + (1 - weights.get(1)) * size;
    }

    void paint(Optional<List<Double>> own) {
      double step = step();
      for (Point a : points) {
        cell(a, step, step);
        cell(a, step, -step);
      }
      canvas.setFont(Typeface.NUMBER);
      canvas.setColor(Ink.TEXT);
      centred("current", middle, ROOM - 20.0);
      centred("past", middle - HALF_SIDE * size, ROOM + size + 32);
      centred("future", middle + HALF_SIDE * size, ROOM + size + 32);
      own.ifPresent(this::ring);
      for (Point point : points) {
        boolean least = point.error() - low < TOLERANCE;
        canvas.setFont(least ? Typeface.NUMBER : Typeface.TICK);
        canvas.setColor(Ink.TEXT);
        String text = String.format(Locale.ROOT, "%.1f", point.error());
        centred(text, x(point.weights()), y(point.weights()) + 4);
      }
    }

    private void ring(List<Double> weights) {
      canvas.setColor(Ink.TEXT);
      canvas.setStroke(new BasicStroke(2f));
      canvas.draw(new Ellipse2D.Double(x(weights) - 9, y(weights) - 9, 18, 18));
    }

    /** Distance of neighbouring points of the lattice, as a difference of weights. */
    private double step() {
      return points.stream()
          .mapToDouble(point -> point.weights().get(0))
          .filter(past -> past > TOLERANCE)
          .min()
          .orElse(1);
    }

    /**
     * The small triangle on or under the side from a point to its neighbour towards the future.
     *
     * @param rise how much more current its third corner has; negative for the one below
     */
    private void cell(Point a, double step, double rise) {
      double[] w = a.weights().stream().mapToDouble(Double::doubleValue).toArray();
      Optional<Point> b = at(w[0] - step, w[1], w[2] + step);
      Optional<Point> c =
          rise > 0 ? at(w[0] - step, w[1] + step, w[2]) : at(w[0], w[1] - step, w[2] + step);
      if (b.isEmpty() || c.isEmpty()) {
        return;
      }
      List<Point> corners = List.of(a, b.get(), c.get());
      Path2D path = new Path2D.Double();
      path.moveTo(x(a.weights()), y(a.weights()));
      corners
          .subList(1, 3)
          .forEach(corner -> path.lineTo(x(corner.weights()), y(corner.weights())));
      path.closePath();
      double mean = corners.stream().mapToDouble(Point::error).average().orElse(low);
      double share = high > low ? (mean - low) / (high - low) : 0;
      canvas.setColor(Ink.faded(color, 0.06 + 0.6 * share));
      canvas.fill(path);
      canvas.setColor(Ink.GRID);
      canvas.setStroke(new BasicStroke(0.8f));
      canvas.draw(path);
    }

    private Optional<Point> at(double past, double current, double future) {
      return points.stream()
          .filter(
              point ->
                  Math.abs(point.weights().get(0) - past) < TOLERANCE
                      && Math.abs(point.weights().get(1) - current) < TOLERANCE
                      && Math.abs(point.weights().get(2) - future) < TOLERANCE)
          .findFirst();
    }

    private void centred(String text, double x, double y) {
      double half = Typeface.width(canvas.getFont(), text) / 2;
      canvas.drawString(text, (float) (x - half), (float) y);
    }
  }
}
