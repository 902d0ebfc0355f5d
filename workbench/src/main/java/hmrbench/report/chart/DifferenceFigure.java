package hmrbench.report.chart;

import hmrbench.core.Series;
import java.awt.Color;
import java.util.ArrayList;
import java.util.List;

/** Paired differences to a baseline with their intervals: left of zero is better. */
public final class DifferenceFigure {

  private DifferenceFigure() {}

  /**
   * One difference.
   *
   * @param style how its model looks; its label names it
   * @param value the difference to the baseline
   * @param low lower end of its interval
   * @param high upper end of its interval
   */
  public record Entry(SeriesStyle style, double value, double low, double high) {}

  public static Figure of(
      String name, String title, String xLabel, List<Entry> entries, String note) {
    double low = Math.min(0, entries.stream().mapToDouble(Entry::low).min().orElse(0));
    double high = Math.max(0, entries.stream().mapToDouble(Entry::high).max().orElse(0));
    Axis x = Axis.around(xLabel, low, high);
    List<Axis.Tick> names = new ArrayList<>();
    for (int i = 0; i < entries.size(); i++) {
      names.add(new Axis.Tick(entries.size() - 1.0 - i, entries.get(i).style().label()));
    }
    Axis y = new Axis("", -0.6, entries.size() - 0.4, false, names);
    List<Layer> layers = new ArrayList<>();
    layers.add(new Layer.Rule(Ink.MUTED, 0, true, true));
    for (int i = 0; i < entries.size(); i++) {
      layers.addAll(bar(entries.get(i), entries.size() - 1.0 - i));
    }
    Plot plot = Plot.of("", x, y, layers);
    return new Figure(
        name,
        title,
        "",
        List.of(),
        List.of(new Figure.Row(plot, 74 + 34 * entries.size())),
        note,
        Figure.HALF);
  }

  private static List<Layer> bar(Entry entry, double place) {
    Color color = entry.style().color();
    return List.of(
        new Layer.Interval(color, place, entry.low(), entry.high(), false, 2.2, 5),
        new Layer.Points(entry.style(), Series.of(entry.value()), Series.of(place), 10));
  }
}
