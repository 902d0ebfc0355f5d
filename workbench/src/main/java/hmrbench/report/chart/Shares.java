package hmrbench.report.chart;

import java.awt.Color;
import java.util.ArrayList;
import java.util.List;

/** Numbers that are sums of parts: one bar per number, the parts one after the other. */
public final class Shares {

  private static final double THICKNESS = 17;

  private Shares() {}

  /** A kind of part. */
  public record Kind(String label, Color color) {}

  /**
   * One number.
   *
   * @param label its name
   * @param parts as many as there are kinds, in their order; none below 0
   * @param note words behind its bar; may be empty
   */
  public record Bar(String label, List<Double> parts, String note) {
    public Bar {
      parts = List.copyOf(parts);
    }

    double whole() {
      return parts.stream().mapToDouble(Double::doubleValue).sum();
    }
  }

  /**
   * The bars.
   *
   * @param kinds from left to right; those of which no bar has anything stay out of the legend
   * @param quantity what the horizontal axis holds, with its unit
   */
  public static Figure of(
      String name,
      String title,
      String subtitle,
      String quantity,
      List<Kind> kinds,
      List<Bar> bars,
      String note) {
    double most = bars.stream().mapToDouble(Bar::whole).max().orElse(1);
    boolean notes = bars.stream().anyMatch(bar -> !bar.note().isEmpty());
    Axis x = Axis.fromZero(quantity, most * (notes ? 1.32 : 1));
    List<Axis.Tick> names = new ArrayList<>();
    List<Layer> layers = new ArrayList<>();
    for (int i = 0; i < bars.size(); i++) {
      double place = bars.size() - 1.0 - i;
      names.add(new Axis.Tick(place, bars.get(i).label()));
      addTo(layers, kinds, bars.get(i), place);
    }
    Axis y = new Axis("", -0.6, bars.size() - 0.4, false, names);
    List<SeriesStyle> legend = new ArrayList<>();
    for (int k = 0; k < kinds.size(); k++) {
      int kind = k;
      if (bars.stream().anyMatch(bar -> bar.parts().get(kind) > 0)) {
        legend.add(SeriesStyle.area(kinds.get(k).label(), kinds.get(k).color()));
      }
    }
    return new Figure(
        name,
        title,
        subtitle,
        legend,
        List.of(new Figure.Row(Plot.of("", x, y, layers), 74 + 27 * bars.size())),
        note,
        Figure.HALF);
  }

  private static void addTo(List<Layer> layers, List<Kind> kinds, Bar bar, double place) {
    double from = 0;
    for (int k = 0; k < kinds.size(); k++) {
      double to = from + bar.parts().get(k);
      if (to > from) {
        layers.add(new Layer.Interval(kinds.get(k).color(), place, from, to, false, THICKNESS, 0));
      }
      from = to;
    }
    if (!bar.note().isEmpty()) {
      layers.add(new Layer.Text(bar.note(), from, place, Ink.TEXT, 0, 6, 0, false));
    }
  }
}
