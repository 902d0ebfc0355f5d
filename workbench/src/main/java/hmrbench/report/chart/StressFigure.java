package hmrbench.report.chart;

import hmrbench.metric.stress.MetricStress.Column;
import hmrbench.metric.stress.MetricStress.Row;
import hmrbench.metric.stress.MetricStress.Table;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;
import java.util.List;
import java.util.Locale;

/** Which metric sees which flaw, as a map of cells, and below it the tricks that fool one. */
public final class StressFigure {

  private static final int LABELS = 250;
  private static final int CELL = 23;
  private static final int HEAD = 44;
  private static final int BETWEEN = 8;

  private StressFigure() {}

  /** The figure of a table. */
  public static Figure of(Table table) {
    Panel flaws = (canvas, width, height) -> new Painter(canvas, width, table).flaws();
    Panel tricks = (canvas, width, height) -> new Painter(canvas, width, table).tricks();
    return new Figure(
        "stress",
        "What metrics see",
        "Each row spoils true motion in one way; the number says how much of a usual prediction's error that adds"
            + " to a metric. White and 0: the metric is blind to it. 1: as bad as all errors of a usual prediction"
            + " together. Below: what a trick makes of the metrics of a usual prediction; orange: the metric gets"
            + " better, the motion does not.",
        List.of(),
        List.of(
            new Figure.Row(flaws, flawsHeight(table)),
            new Figure.Row(tricks, HEAD + CELL * table.tricks().size() + 10)),
        "Simulated motion on a floor, 30 frames/s. The usual prediction is made up: joints off by about 60 mm, a path"
            + " that drifts by 50 mm/s. Jitter is measured on the prediction alone; what counts is how far it is from"
            + " that of the truth.",
        Figure.FULL);
  }

  private static int flawsHeight(Table table) {
    return HEAD + table.flaws().size() * CELL + table.flaws().size() / 3 * BETWEEN + 10;
  }

  private static final class Painter {
    private final Graphics2D canvas;
    private final Table table;
    private final double cell;

    Painter(Graphics2D canvas, int width, Table table) {
      this.canvas = canvas;
      this.table = table;
      this.cell = (width - LABELS) / (double) table.columns().size();
    }

    void flaws() {
      heads("added to the truth");
      double y = HEAD;
      String last = "";
      for (Row row : table.flaws()) {
        boolean first = !row.flaw().equals(last);
        y += first && !last.isEmpty() ? BETWEEN : 0;
        text(Typeface.LABEL, Ink.TEXT, first ? row.flaw() : "", 0, y + 16);
        text(Typeface.LABEL, Ink.MUTED, row.size(), 118, y + 16);
        for (int column = 0; column < table.columns().size(); column++) {
          double seen = table.seen(row, column);
          box(column, y, Ink.faded(Ink.BLUE, Math.min(1, Math.max(0, seen)) * 0.85));
          String word = String.format(Locale.ROOT, Math.abs(seen) < 9.95 ? "%.1f" : "%.0f", seen);
          number(column, y, word.equals("-0.0") ? "0.0" : word, seen > 0.6 ? Ink.PAPER : Ink.TEXT);
        }
        last = row.flaw();
        y += CELL;
      }
    }

    void tricks() {
      heads("done to a usual prediction");
      double y = HEAD;
      for (Row row : table.tricks()) {
        text(Typeface.LABEL, Ink.TEXT, row.flaw(), 0, y + 16);
        for (int column = 0; column < table.columns().size(); column++) {
          boolean fooled = table.fooled(row, column);
          box(column, y, fooled ? Ink.faded(Ink.ORANGE, 0.65) : Ink.PAPER);
          number(
              column,
              y,
              String.format(Locale.ROOT, "%+.0f %%", table.change(row, column)),
              fooled ? Ink.TEXT : Ink.MUTED);
        }
        y += CELL;
      }
    }

    private void heads(String what) {
      text(Typeface.NUMBER, Ink.TEXT, what, 0, HEAD - 8);
      for (int column = 0; column < table.columns().size(); column++) {
        Column head = table.columns().get(column);
        centred(Typeface.LABEL, Ink.TEXT, head.title(), column, HEAD - 22);
        centred(Typeface.LABEL, Ink.MUTED, head.unit(), column, HEAD - 7);
      }
    }

    private void box(int column, double y, Color color) {
      canvas.setColor(color);
      canvas.fill(new Rectangle2D.Double(LABELS + column * cell + 1, y + 1, cell - 2, CELL - 2));
      canvas.setColor(Ink.GRID);
      canvas.draw(new Rectangle2D.Double(LABELS + column * cell + 1, y + 1, cell - 2, CELL - 2));
    }

    private void number(int column, double y, String word, Color color) {
      centred(Typeface.LABEL, color, word, column, y + 16);
    }

    private void centred(Font font, Color color, String word, int column, double y) {
      double x = LABELS + (column + 0.5) * cell - Typeface.width(font, word) / 2;
      text(font, color, word, x, y);
    }

    private void text(Font font, Color color, String word, double x, double y) {
      canvas.setFont(font);
      canvas.setColor(color);
      canvas.drawString(word, (float) x, (float) y);
    }
  }
}
