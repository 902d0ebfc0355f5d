package hmrbench.report.chart;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.AffineTransform;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;

/**
 * A title, a legend, plots under each other, and a note.
 *
 * @param name file name without ending
 * @param title what the figure shows
 * @param subtitle how to read it; may be empty
 * @param legend the series, in order; may be empty
 * @param rows plots with their heights, from top to bottom
 * @param note small print under the plots; may be empty
 * @param width width in pixels
 */
public record Figure(
    String name,
    String title,
    String subtitle,
    List<SeriesStyle> legend,
    List<Row> rows,
    String note,
    int width) {

  /** Width of a figure that has another one beside it, in pixels. */
  public static final int HALF = 540;

  /** Width of a figure that takes a whole page, in pixels. */
  public static final int FULL = 1100;

  private static final int PADDING = 12;
  private static final int LINE = 16;

  /**
   * One plot of a figure.
   *
   * @param height its height, in pixels
   */
  public record Row(Panel panel, int height) {}

  public Figure {
    legend = List.copyOf(legend);
    rows = List.copyOf(rows);
  }

  /** A figure of one plot. */
  public static Figure of(
      String name,
      String title,
      String subtitle,
      List<SeriesStyle> legend,
      Plot plot,
      String note) {
    return new Figure(name, title, subtitle, legend, List.of(new Row(plot, 330)), note, HALF);
  }

  /** The height that all parts take together, in pixels. */
  int height() {
    int height = PADDING + 6 + titleLines().size() * 19 + subtitleLines().size() * LINE;
    height += legendRows().size() * 20 + (legend.isEmpty() ? 0 : 8);
    height += rows.stream().mapToInt(Row::height).sum();
    return height + noteLines().size() * LINE + PADDING;
  }

  void paint(Graphics2D canvas) {
    canvas.setColor(Ink.PAPER);
    canvas.fill(new Rectangle2D.Double(0, 0, width, height()));
    int y = PADDING + 6;
    y = paintLines(canvas, titleLines(), Typeface.TITLE, Ink.TEXT, y, 19);
    y = paintLines(canvas, subtitleLines(), Typeface.SUBTITLE, Ink.MUTED, y, LINE);
    y = paintLegend(canvas, y);
    for (Row row : rows) {
      AffineTransform before = canvas.getTransform();
      canvas.translate(PADDING, y);
      row.panel().paint(canvas, width - 2 * PADDING, row.height());
      canvas.setTransform(before);
      y += row.height();
    }
    paintLines(canvas, noteLines(), Typeface.SUBTITLE, Ink.MUTED, y, LINE);
  }

  private int paintLines(
      Graphics2D canvas, List<String> lines, java.awt.Font font, Color color, int top, int step) {
    canvas.setFont(font);
    canvas.setColor(color);
    int y = top;
    for (String line : lines) {
      canvas.drawString(line, (float) PADDING, (float) (y + 11));
      y += step;
    }
    return y;
  }

  private int paintLegend(Graphics2D canvas, int top) {
    int y = top + (legend.isEmpty() ? 0 : 4);
    for (List<SeriesStyle> row : legendRows()) {
      double x = PADDING;
      for (SeriesStyle style : row) {
        LegendMark.paint(canvas, style, x, y + 8.0);
        canvas.setFont(Typeface.LABEL);
        canvas.setColor(Ink.TEXT);
        canvas.drawString(style.label(), (float) (x + LegendMark.WIDTH + 6), (float) (y + 12));
        x += entryWidth(style);
      }
      y += 20;
    }
    return y + (legend.isEmpty() ? 0 : 4);
  }

  private static double entryWidth(SeriesStyle style) {
    return LegendMark.WIDTH + 6 + Typeface.width(Typeface.LABEL, style.label()) + 16;
  }

  private List<List<SeriesStyle>> legendRows() {
    List<List<SeriesStyle>> result = new ArrayList<>();
    double used = Double.POSITIVE_INFINITY;
    for (SeriesStyle style : legend) {
      double entry = entryWidth(style);
      if (used + entry > width - 2 * PADDING + 16) {
        result.add(new ArrayList<>());
        used = 0;
      }
      result.get(result.size() - 1).add(style);
      used += entry;
    }
    return result;
  }

  private List<String> titleLines() {
    return Typeface.lines(Typeface.TITLE, title, width - 2 * PADDING);
  }

  private List<String> subtitleLines() {
    return subtitle.isEmpty()
        ? List.of()
        : Typeface.lines(Typeface.SUBTITLE, subtitle, width - 2 * PADDING);
  }

  private List<String> noteLines() {
    return note.isEmpty()
        ? List.of()
        : Typeface.lines(Typeface.SUBTITLE, note, width - 2 * PADDING);
  }
}
