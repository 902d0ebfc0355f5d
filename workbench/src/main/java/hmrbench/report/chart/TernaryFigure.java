package hmrbench.report.chart;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Line2D;
import java.awt.geom.Path2D;
import java.util.List;
import java.util.Locale;

/** Attention weights as points of a triangle whose corners are past, current and future. */
public final class TernaryFigure {

  /** Half the side of a triangle whose height is 1. */
  private static final double HALF_SIDE = 1 / Math.sqrt(3);

  private static final int LABEL_ROOM = 34;

  /** Points of all clouds together; more would hide each other, and fill the page's file. */
  private static final int POINTS = 4000;

  private TernaryFigure() {}

  /**
   * Frames of one network.
   *
   * @param points weights of past, current and future; each sums to 1
   */
  public record Cloud(SeriesStyle style, List<List<Double>> points) {
    public Cloud {
      points = List.copyOf(points);
    }
  }

  /** One cloud per network; current is the upper corner. */
  public static Figure of(String name, String title, List<Cloud> clouds) {
    Panel panel = (canvas, width, height) -> new Painter(canvas, width, height).paint(clouds);
    return new Figure(
        name,
        title,
        "A point is a frame (some of many, evenly spread); a corner is all weight on one branch,"
            + " the mark in the middle equal weights.",
        clouds.stream().map(Cloud::style).toList(),
        List.of(new Figure.Row(panel, 400)),
        "Inner triangle: what the tanh before the softmax lets through.",
        Figure.HALF);
  }

  private static final class Painter {
    private final Graphics2D canvas;
    private final double left;
    private final double top;
    private final double size;

    Painter(Graphics2D canvas, int width, int height) {
      this.canvas = canvas;
      this.size = Math.min(height - 2 * LABEL_ROOM, (width - 80) / (2 * HALF_SIDE));
      this.left = width / 2.0;
      this.top = LABEL_ROOM;
    }

    /** Across, from the middle. */
    private double x(double past, double future) {
      return left + (future - past) * HALF_SIDE * size;
    }

    private double y(double current) {
      return top + (1 - current) * size;
    }

    void paint(List<Cloud> clouds) {
      grid();
      points(clouds);
      canvas.setColor(Ink.TEXT);
      canvas.setStroke(new BasicStroke(1.6f));
      double x = x(1.0 / 3, 1.0 / 3);
      double y = y(1.0 / 3);
      canvas.draw(new Line2D.Double(x - 5, y, x + 5, y));
      canvas.draw(new Line2D.Double(x, y - 5, x, y + 5));
    }

    /** A point of each cloud in turn, so that no cloud lies above another one. */
    private void points(List<Cloud> clouds) {
      int total = clouds.stream().mapToInt(cloud -> cloud.points().size()).sum();
      int most = clouds.stream().mapToInt(cloud -> cloud.points().size()).max().orElse(0);
      int step = Math.max(1, (total + POINTS - 1) / POINTS);
      for (int i = 0; i < most; i += step) {
        for (Cloud cloud : clouds) {
          if (i < cloud.points().size()) {
            point(cloud.points().get(i), Ink.faded(cloud.style().color(), 0.45));
          }
        }
      }
    }

    private void point(List<Double> weights, Color color) {
      double x = x(weights.get(0), weights.get(2));
      double y = y(weights.get(1));
      canvas.setColor(color);
      canvas.fill(new Ellipse2D.Double(x - 2, y - 2, 4, 4));
    }

    private void grid() {
      canvas.setStroke(new BasicStroke(1f));
      canvas.setColor(Ink.GRID);
      for (int i = 2; i < 10; i += 2) {
        double share = i / 10.0;
        line(share, 1 - share, 0, share, 0, 1 - share);
        line(1 - share, share, 0, 0, share, 1 - share);
        line(1 - share, 0, share, 0, 1 - share, share);
      }
      triangle(0, Ink.MUTED);
      triangle(AttentionFigure.LEAST, Ink.MUTED);
      canvas.setFont(Typeface.NUMBER);
      canvas.setColor(Ink.TEXT);
      label("current", x(0, 0), y(1) - 10, 0.5);
      label("past", x(1, 0) - 4, y(0) + 20, 0.5);
      label("future", x(0, 1) + 4, y(0) + 20, 0.5);
      canvas.setFont(Typeface.TICK);
      canvas.setColor(Ink.MUTED);
      for (int i = 2; i < 10; i += 2) {
        double share = i / 10.0;
        String text = String.format(Locale.ROOT, "%.1f", share);
        label(text, x(0, 1 - share) + 6, y(share) + 4, 0);
        label(text, x(share, 0) - 10, y(1 - share) + 4, 1);
        label(text, x(1 - share, share), y(0) + 16, 0.5);
      }
    }

    private void line(double p1, double c1, double f1, double p2, double c2, double f2) {
      canvas.draw(new Line2D.Double(x(p1, f1), y(c1), x(p2, f2), y(c2)));
    }

    /** The triangle of points whose weights are all at least {@code least}. */
    private void triangle(double least, Color color) {
      double most = 1 - 2 * least;
      Path2D path = new Path2D.Double();
      path.moveTo(x(most, least), y(least));
      path.lineTo(x(least, least), y(most));
      path.lineTo(x(least, most), y(least));
      path.closePath();
      canvas.setColor(color);
      canvas.draw(path);
    }

    private void label(String text, double x, double y, double anchor) {
      double shift = Typeface.width(canvas.getFont(), text) * anchor;
      canvas.drawString(text, (float) (x - shift), (float) y);
    }
  }
}
