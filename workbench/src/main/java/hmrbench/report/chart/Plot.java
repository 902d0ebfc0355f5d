package hmrbench.report.chart;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.AffineTransform;
import java.awt.geom.Line2D;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Two axes and what is drawn between them.
 *
 * @param title words above the plot; may be empty
 * @param x the horizontal axis
 * @param y the vertical axis
 * @param layers what is drawn, from back to front
 * @param leftMargin pixels kept for the labels of the vertical axis, so that plots under each other
 *     line up; 0 to take what the labels need
 * @param grid whether ticks go on as lines across the plot
 */
public record Plot(String title, Axis x, Axis y, List<Layer> layers, int leftMargin, boolean grid)
    implements Panel {

  private static final int TICK_GAP = 7;
  private static final int RIGHT_MARGIN = 14;

  public Plot {
    layers = List.copyOf(layers);
  }

  /** A plot with grid lines that takes the margin it needs. */
  public static Plot of(String title, Axis x, Axis y, List<Layer> layers) {
    return new Plot(title, x, y, layers, 0, true);
  }

  /** The same plot with a fixed left margin. */
  public Plot withLeftMargin(int pixels) {
    return new Plot(title, x, y, layers, pixels, grid);
  }

  /** The left margin that this plot's own labels need, in pixels. */
  public int neededLeftMargin() {
    double widest =
        y.ticks().stream()
            .mapToDouble(t -> Typeface.width(Typeface.TICK, t.label()))
            .max()
            .orElse(0);
    return (int) Math.ceil(widest) + TICK_GAP + (y.label().isEmpty() ? 6 : 28);
  }

  @Override
  public void paint(Graphics2D canvas, int width, int height) {
    int left = leftMargin > 0 ? leftMargin : neededLeftMargin();
    int top = title.isEmpty() ? 8 : 26;
    int bottom = bottomMargin(width - left - RIGHT_MARGIN);
    int plotWidth = width - left - RIGHT_MARGIN;
    int plotHeight = height - top - bottom;
    AffineTransform before = canvas.getTransform();
    canvas.translate(left, top);
    paintTitle(canvas, left);
    paintGrid(canvas, plotWidth, plotHeight);
    new LayerPainter(canvas, x, y, plotWidth, plotHeight).paint(layers);
    paintFrame(canvas, plotWidth, plotHeight);
    paintXLabels(canvas, plotWidth, plotHeight);
    paintYLabels(canvas, left, plotHeight);
    canvas.setTransform(before);
  }

  private void paintTitle(Graphics2D canvas, int left) {
    if (title.isEmpty()) {
      return;
    }
    canvas.setFont(Typeface.NUMBER);
    canvas.setColor(Ink.TEXT);
    canvas.drawString(title, (float) -left, -10f);
  }

  private void paintGrid(Graphics2D canvas, int width, int height) {
    if (!grid) {
      return;
    }
    canvas.setColor(Ink.GRID);
    canvas.setStroke(new BasicStroke(1f));
    for (Axis.Tick tick : y.ticks()) {
      double at = height * (1 - y.at(tick.value()));
      canvas.draw(new Line2D.Double(0, at, width, at));
    }
  }

  private void paintFrame(Graphics2D canvas, int width, int height) {
    canvas.setColor(Ink.MUTED);
    canvas.setStroke(new BasicStroke(1f));
    canvas.draw(new Line2D.Double(0, height, width, height));
    for (Axis.Tick tick : x.ticks()) {
      double at = width * x.at(tick.value());
      canvas.draw(new Line2D.Double(at, height, at, height + 4.0));
    }
  }

  /** Lines that the labels of the horizontal axis need when they are broken to fit. */
  private int labelLines(int plotWidth) {
    return x.ticks().stream().mapToInt(t -> xLabel(t, plotWidth).size()).max().orElse(0);
  }

  private List<String> xLabel(Axis.Tick tick, int plotWidth) {
    int count = Math.max(1, x.ticks().size());
    double room = Math.max(40, (double) plotWidth / count - 6);
    return Typeface.brokenNames(Typeface.TICK, tick.label(), room);
  }

  private int bottomMargin(int plotWidth) {
    int lines = labelLines(plotWidth);
    return 8 + lines * 15 + (x.label().isEmpty() ? 4 : 28);
  }

  private void paintXLabels(Graphics2D canvas, int width, int height) {
    canvas.setFont(Typeface.TICK);
    canvas.setColor(Ink.MUTED);
    for (int i : shownTicks(width)) {
      Axis.Tick tick = x.ticks().get(i);
      List<String> lines = xLabel(tick, width);
      for (int line = 0; line < lines.size(); line++) {
        double half = Typeface.width(Typeface.TICK, lines.get(line)) / 2;
        double at = width * x.at(tick.value()) - half;
        canvas.drawString(lines.get(line), (float) at, (float) (height + 17 + 15 * line));
      }
    }
    if (!x.label().isEmpty()) {
      canvas.setFont(Typeface.AXIS);
      canvas.setColor(Ink.TEXT);
      double half = Typeface.width(Typeface.AXIS, x.label()) / 2;
      int below = height + 12 + 15 * labelLines(width) + 10;
      canvas.drawString(x.label(), (float) (width / 2.0 - half), (float) below);
    }
  }

  /** Ticks whose labels do not run into the one before, the outer ones first. */
  private int[] shownTicks(int width) {
    java.util.BitSet shown = new java.util.BitSet();
    int count = x.ticks().size();
    IntStream order =
        IntStream.concat(IntStream.of(0, count - 1), IntStream.range(1, Math.max(1, count - 1)));
    order
        .filter(i -> i >= 0 && i < count)
        .filter(i -> shown.stream().noneMatch(j -> j != i && collide(i, j, width)))
        .forEach(shown::set);
    return shown.stream().toArray();
  }

  private boolean collide(int a, int b, int width) {
    Axis.Tick first = x.ticks().get(a);
    Axis.Tick second = x.ticks().get(b);
    double apart = width * Math.abs(x.at(first.value()) - x.at(second.value()));
    return apart < (labelWidth(first, width) + labelWidth(second, width)) / 2 + 4;
  }

  private double labelWidth(Axis.Tick tick, int width) {
    return xLabel(tick, width).stream()
        .mapToDouble(line -> Typeface.width(Typeface.TICK, line))
        .max()
        .orElse(0);
  }

  private void paintYLabels(Graphics2D canvas, int left, int height) {
    canvas.setFont(Typeface.TICK);
    canvas.setColor(Ink.MUTED);
    for (Axis.Tick tick : y.ticks()) {
      double w = Typeface.width(Typeface.TICK, tick.label());
      double at = height * (1 - y.at(tick.value())) + 4;
      canvas.drawString(tick.label(), (float) (-TICK_GAP - w), (float) at);
    }
    if (y.label().isEmpty()) {
      return;
    }
    canvas.setFont(Typeface.AXIS);
    canvas.setColor(Ink.TEXT);
    AffineTransform upright = canvas.getTransform();
    double half = Typeface.width(Typeface.AXIS, y.label()) / 2;
    canvas.translate(-left + 13.0, height / 2.0 + half);
    canvas.rotate(-Math.PI / 2);
    canvas.drawString(y.label(), 0f, 0f);
    canvas.setTransform(upright);
  }

  /** A transparent colour, for what a library insists on painting. */
  static final Color NOTHING = new Color(255, 255, 255, 0);
}
