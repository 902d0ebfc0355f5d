package hmrbench.report.chart;

import hmrbench.core.Series;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** Attention weights of past, current and future: how they are spread, and what they follow. */
public final class AttentionFigure {

  /** Past, current and future, as every figure draws them. */
  public static final List<SeriesStyle> LEGEND =
      List.of(
          SeriesStyle.area("weight of past", Ink.ATTENTION.get(0)),
          SeriesStyle.area("weight of current", Ink.ATTENTION.get(1)),
          SeriesStyle.area("weight of future", Ink.ATTENTION.get(2)));

  /** Least and greatest weight that a softmax over logits from -1 to 1 can give. */
  static final double LEAST = 1 / (1 + 2 * Math.exp(2));

  private static final double GREATEST = Math.exp(2) / (2 + Math.exp(2));

  private static final List<SeriesStyle.Shape> SHAPES =
      List.of(SeriesStyle.Shape.CIRCLE, SeriesStyle.Shape.SQUARE, SeriesStyle.Shape.TRIANGLE);

  /** Groups that a narrow figure has room for. */
  private static final int NARROW = 4;

  private AttentionFigure() {}

  /** Five quantiles of one weight over frames: 5, 25, 50, 75 and 95 percent. */
  public record Spread(double p05, double p25, double p50, double p75, double p95) {}

  /** Past, current and future of one model at one rate. */
  public record Group(String label, List<Spread> weights) {}

  /** The spread of the weights, group beside group. */
  public static Figure distribution(String name, String title, List<Group> groups) {
    Axis x = Axis.names("", groups.stream().map(Group::label).toList());
    double high =
        groups.stream().flatMap(g -> g.weights().stream()).mapToDouble(Spread::p95).max().orElse(1);
    Axis y = Axis.linear("attention weight", 0, Math.min(1, Math.max(0.6, high * 1.1)), 6);
    List<Layer> layers = new ArrayList<>();
    layers.add(new Layer.Rule(Ink.MUTED, 1.0 / 3, false, true));
    for (int g = 0; g < groups.size(); g++) {
      for (int part = 0; part < 3; part++) {
        layers.addAll(bar(g + (part - 1) * 0.22, part, groups.get(g).weights().get(part)));
      }
    }
    return new Figure(
        name,
        title,
        "Thin bar: 5 to 95 % of frames; thick bar: 25 to 75 %; light mark: median."
            + " Broken line: equal weights.",
        LEGEND,
        List.of(new Figure.Row(Plot.of("", x, y, layers), 330)),
        String.format(
            java.util.Locale.ROOT,
            "The logits pass a tanh, so no weight of three can leave %.3f to %.3f.",
            LEAST,
            GREATEST),
        groups.size() > NARROW ? Figure.FULL : Figure.HALF);
  }

  private static List<Layer> bar(double place, int part, Spread spread) {
    java.awt.Color color = Ink.ATTENTION.get(part);
    SeriesStyle median = new SeriesStyle("", Ink.PAPER, SeriesStyle.Shape.CIRCLE, false);
    return List.of(
        new Layer.Interval(color, place, spread.p05(), spread.p95(), true, 2, 0),
        new Layer.Interval(color, place, spread.p25(), spread.p75(), true, 10, 0),
        new Layer.Points(median, Series.of(place), Series.of(spread.p50()), 6));
  }

  /**
   * Weights against a quantity, in bins.
   *
   * @param xLabel the quantity with its unit
   * @param bins middle of each bin
   * @param weights per bin the spread of past, current and future
   */
  public static Figure against(
      String name, String title, String xLabel, Series bins, List<List<Spread>> weights) {
    Axis x = Axis.around(xLabel, bins.get(0), bins.get(bins.frames() - 1));
    double high = weights.stream().flatMap(List::stream).mapToDouble(Spread::p75).max().orElse(1);
    Axis y = Axis.linear("attention weight", 0, Math.max(0.6, high * 1.1), 6);
    List<Layer> layers = new ArrayList<>();
    layers.add(new Layer.Rule(Ink.MUTED, 1.0 / 3, false, true));
    for (int part = 0; part < 3; part++) {
      int column = part;
      layers.add(
          new Layer.Area(
              Ink.faded(Ink.ATTENTION.get(part), 0.22),
              bins,
              each(weights, bin -> bin.get(column).p25()),
              each(weights, bin -> bin.get(column).p75())));
    }
    for (int part = 0; part < 3; part++) {
      int column = part;
      SeriesStyle line = new SeriesStyle("", Ink.ATTENTION.get(part), SHAPES.get(part), part == 2);
      layers.add(new Layer.Line(line, bins, each(weights, bin -> bin.get(column).p50()), 2.2));
    }
    return Figure.of(
        name,
        title,
        "Median per bin; shaded: 25 to 75 % of its frames. Broken line: equal weights.",
        LEGEND,
        Plot.of("", x, y, layers),
        "");
  }

  private static Series each(List<List<Spread>> bins, ToDoubleFunction<List<Spread>> value) {
    return Series.of(bins.stream().mapToDouble(value).toArray());
  }
}
