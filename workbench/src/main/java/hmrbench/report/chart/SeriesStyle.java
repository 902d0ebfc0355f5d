package hmrbench.report.chart;

import java.awt.BasicStroke;
import java.awt.Color;

/**
 * How one series looks wherever it appears.
 *
 * @param label what the legend says
 * @param color the series' colour
 * @param shape the shape of its points, so that colour is not the only difference
 * @param dashed whether its lines are broken
 */
public record SeriesStyle(String label, Color color, Shape shape, boolean dashed) {

  /** Shapes of points. */
  public enum Shape {
    CIRCLE,
    SQUARE,
    DIAMOND,
    TRIANGLE,
    TRIANGLE_DOWN,
    PLUS,
    CROSS,
    /** No points. */
    NONE,
    /** A filled area instead of a line. */
    AREA
  }

  /** A style with a line and no points. */
  public static SeriesStyle line(String label, Color color) {
    return new SeriesStyle(label, color, Shape.NONE, false);
  }

  /** A style of a filled area. */
  public static SeriesStyle area(String label, Color color) {
    return new SeriesStyle(label, color, Shape.AREA, false);
  }

  /** The same look under another label. */
  public SeriesStyle labelled(String other) {
    return new SeriesStyle(other, color, shape, dashed);
  }

  /** The same look without points. */
  public SeriesStyle withoutPoints() {
    return new SeriesStyle(label, color, Shape.NONE, dashed);
  }

  BasicStroke stroke(double width) {
    float thickness = (float) width;
    if (!dashed) {
      return new BasicStroke(thickness, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND);
    }
    return new BasicStroke(
        thickness, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 10f, new float[] {5f, 4f}, 0f);
  }
}
