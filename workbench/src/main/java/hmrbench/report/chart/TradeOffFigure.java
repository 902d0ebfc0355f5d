package hmrbench.report.chart;

import hmrbench.core.Series;
import java.util.ArrayList;
import java.util.List;

/** Accuracy of single frames against consistency over time, one point per model. */
public final class TradeOffFigure {

  private TradeOffFigure() {}

  /**
   * One result.
   *
   * @param style how it looks; its label is beside the point
   * @param x the horizontal value with its interval, as x, low and high of a point
   * @param y the vertical value with its interval, as y, low and high of a point
   */
  public record Entry(SeriesStyle style, Span x, Span y) {}

  /** A value between two ends. */
  public record Span(double value, double low, double high) {}

  public static Figure of(
      String name, String title, String xLabel, String yLabel, List<Entry> entries, String note) {
    Axis x = Axis.around(xLabel, least(entries, true), most(entries, true));
    Axis y = Axis.around(yLabel, least(entries, false), most(entries, false));
    List<Layer> layers = new ArrayList<>();
    for (Entry entry : entries) {
      java.awt.Color bar = Ink.faded(entry.style().color(), 0.55);
      layers.add(
          new Layer.Interval(
              bar, entry.y().value(), entry.x().low(), entry.x().high(), false, 1.4, 3));
      layers.add(
          new Layer.Interval(
              bar, entry.x().value(), entry.y().low(), entry.y().high(), true, 1.4, 3));
    }
    for (Entry entry : entries) {
      layers.add(
          new Layer.Points(
              entry.style(), Series.of(entry.x().value()), Series.of(entry.y().value()), 11));
    }
    layers.add(new Layer.Text("better: lower left", x.low(), y.low(), Ink.MUTED, 0, 8, -12, false));
    List<SeriesStyle> legend = entries.stream().map(Entry::style).toList();
    return Figure.of(name, title, "", legend, Plot.of("", x, y, layers), note);
  }

  private static double least(List<Entry> entries, boolean horizontal) {
    return entries.stream()
        .mapToDouble(entry -> (horizontal ? entry.x() : entry.y()).low())
        .min()
        .orElse(0);
  }

  private static double most(List<Entry> entries, boolean horizontal) {
    return entries.stream()
        .mapToDouble(entry -> (horizontal ? entry.x() : entry.y()).high())
        .max()
        .orElse(1);
  }
}
