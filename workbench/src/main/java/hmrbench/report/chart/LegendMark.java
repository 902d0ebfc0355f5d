package hmrbench.report.chart;

import hmrbench.core.Series;
import java.awt.Graphics2D;
import java.awt.geom.AffineTransform;
import java.awt.geom.Line2D;
import java.awt.geom.Rectangle2D;
import java.util.List;

/** The short line, with a point, before a name in a legend. */
final class LegendMark {

  static final int WIDTH = 26;

  /** Side of the square that XChart gets for the point; it paints nothing into a very small one. */
  private static final int ROOM = 100;

  private LegendMark() {}

  /** Paints from {@code x} to {@code x + WIDTH}, centred on {@code y}. */
  static void paint(Graphics2D canvas, SeriesStyle style, double x, double y) {
    canvas.setColor(style.color());
    if (style.shape() == SeriesStyle.Shape.AREA) {
      canvas.fill(new Rectangle2D.Double(x + 6, y - 6, 14, 12));
      return;
    }
    canvas.setStroke(style.stroke(2.2));
    canvas.draw(new Line2D.Double(x, y, x + WIDTH, y));
    Axis unit = new Axis("", 0, 1, false, List.of());
    AffineTransform before = canvas.getTransform();
    canvas.translate(x + WIDTH / 2.0 - ROOM / 2.0, y - ROOM / 2.0);
    new LayerPainter(canvas, unit, unit, ROOM, ROOM)
        .paint(List.of(new Layer.Points(style, Series.of(0.5), Series.of(0.5), 8)));
    canvas.setTransform(before);
  }
}
