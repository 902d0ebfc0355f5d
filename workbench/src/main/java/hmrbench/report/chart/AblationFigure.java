package hmrbench.report.chart;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.geom.RoundRectangle2D;
import java.util.List;
import java.util.Locale;

/**
 * The grid of the TCMR paper's Table 1: residual connection by PoseForecast, one tile per network,
 * with the change from tile to tile.
 */
public final class AblationFigure {

  private static final int TILE_GAP = 64;
  private static final int HEAD = 36;
  private static final int FOOT = 14;

  private AblationFigure() {}

  /**
   * One network of the grid.
   *
   * @param label its name
   * @param acceleration acceleration error
   * @param accelerationRange interval or spread of it, as printed
   * @param accuracy PA-MPJPE in millimetres
   * @param accuracyRange interval or spread of it, as printed
   */
  public record Tile(
      String label,
      double acceleration,
      String accelerationRange,
      double accuracy,
      String accuracyRange) {}

  /**
   * The grid as a figure.
   *
   * @param tiles residual kept without and with PoseForecast, residual removed without and with it
   */
  public static Figure of(String name, String title, String unit, List<Tile> tiles, String note) {
    Panel panel = (canvas, width, height) -> paint(canvas, width, height, unit, tiles);
    return new Figure(
        name,
        title,
        "Large: acceleration error; small: PA-MPJPE. Arrows: change of the acceleration error.",
        List.of(),
        List.of(new Figure.Row(panel, 370)),
        note,
        Figure.HALF);
  }

  private static void paint(
      Graphics2D canvas, int width, int height, String unit, List<Tile> tiles) {
    int side = 74;
    double tileWidth = (width - side - TILE_GAP - 6) / 2.0;
    double tileHeight = (height - HEAD - TILE_GAP * 0.75 - FOOT) / 2.0;
    double most = tiles.stream().mapToDouble(Tile::acceleration).max().orElse(1);
    centred(canvas, Typeface.NUMBER, Ink.TEXT, "without PoseForecast", side + tileWidth / 2, 24);
    centred(
        canvas,
        Typeface.NUMBER,
        Ink.TEXT,
        "with PoseForecast",
        side + tileWidth * 1.5 + TILE_GAP,
        24);
    for (int i = 0; i < 4; i++) {
      double x = side + (i % 2) * (tileWidth + TILE_GAP);
      double y = HEAD + (i < 2 ? 0 : tileHeight + TILE_GAP * 0.75);
      paintTile(canvas, tiles.get(i), unit, x, y, tileWidth, tileHeight, most);
    }
    for (int row = 0; row < 2; row++) {
      double y = HEAD + row * (tileHeight + TILE_GAP * 0.75);
      canvas.setFont(Typeface.NUMBER);
      canvas.setColor(Ink.TEXT);
      canvas.drawString("residual", 0f, (float) (y + tileHeight / 2 - 3));
      canvas.drawString(row == 0 ? "kept" : "removed", 0f, (float) (y + tileHeight / 2 + 14));
      double x = side + tileWidth;
      arrow(canvas, x + 5, y + tileHeight / 2, x + TILE_GAP - 5, y + tileHeight / 2);
      String change = change(tiles.get(2 * row), tiles.get(2 * row + 1));
      centred(
          canvas, Typeface.NUMBER, Ink.TEXT, change, x + TILE_GAP / 2.0, y + tileHeight / 2 - 9);
    }
    for (int column = 0; column < 2; column++) {
      double x = side + column * (tileWidth + TILE_GAP) + tileWidth / 2;
      double y = HEAD + tileHeight;
      arrow(canvas, x, y + 4, x, y + TILE_GAP * 0.75 - 4);
      canvas.setFont(Typeface.NUMBER);
      canvas.setColor(Ink.TEXT);
      canvas.drawString(
          change(tiles.get(column), tiles.get(column + 2)), (float) (x + 10), (float) (y + 29));
    }
  }

  private static void paintTile(
      Graphics2D canvas,
      Tile tile,
      String unit,
      double x,
      double y,
      double width,
      double height,
      double most) {
    RoundRectangle2D box = new RoundRectangle2D.Double(x, y, width, height, 10, 10);
    canvas.setColor(Ink.faded(Ink.VERMILION, 0.08 + 0.42 * tile.acceleration() / most));
    canvas.fill(box);
    canvas.setColor(Ink.GRID);
    canvas.setStroke(new BasicStroke(1f));
    canvas.draw(box);
    double middle = x + width / 2;
    Font label = noWider(Typeface.LABEL, tile.label(), width - 8);
    centred(canvas, label, Ink.TEXT, tile.label(), middle, y + 20);
    Font large = Typeface.NUMBER.deriveFont(26f);
    String value = String.format(Locale.ROOT, "%.1f", tile.acceleration());
    centred(canvas, large, Ink.TEXT, value, middle, y + 54);
    centred(canvas, Typeface.LABEL, Ink.TEXT, join(unit, tile.accelerationRange()), middle, y + 73);
    String accuracy = String.format(Locale.ROOT, "PA-MPJPE %.1f mm", tile.accuracy());
    centred(canvas, Typeface.NUMBER, Ink.TEXT, accuracy, middle, y + 102);
    centred(canvas, Typeface.LABEL, Ink.TEXT, tile.accuracyRange(), middle, y + 119);
  }

  /** The font, or a smaller size of it in which a text is no wider than this. */
  private static Font noWider(Font font, String text, double most) {
    double width = Typeface.width(font, text);
    return width <= most ? font : font.deriveFont((float) (font.getSize2D() * most / width));
  }

  private static String join(String unit, String range) {
    return range.isEmpty() ? unit : unit + "  " + range;
  }

  private static String change(Tile from, Tile to) {
    double share = 100 * (to.acceleration() / from.acceleration() - 1);
    return String.format(Locale.ROOT, "%+.0f %%", share).replace('-', '\u2212');
  }

  private static void arrow(Graphics2D canvas, double x1, double y1, double x2, double y2) {
    canvas.setColor(Ink.MUTED);
    canvas.setStroke(new BasicStroke(1.6f));
    canvas.draw(new java.awt.geom.Line2D.Double(x1, y1, x2, y2));
    double length = Math.hypot(x2 - x1, y2 - y1);
    double ux = (x2 - x1) / length;
    double uy = (y2 - y1) / length;
    java.awt.geom.Path2D head = new java.awt.geom.Path2D.Double();
    head.moveTo(x2 - 7 * ux - 4 * uy, y2 - 7 * uy + 4 * ux);
    head.lineTo(x2, y2);
    head.lineTo(x2 - 7 * ux + 4 * uy, y2 - 7 * uy - 4 * ux);
    canvas.draw(head);
  }

  private static void centred(
      Graphics2D canvas, Font font, Color color, String text, double x, double y) {
    canvas.setFont(font);
    canvas.setColor(color);
    double half = Typeface.width(font, text) / 2;
    canvas.drawString(text, (float) (x - half), (float) y);
  }
}
