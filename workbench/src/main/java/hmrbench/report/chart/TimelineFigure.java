package hmrbench.report.chart;

import hmrbench.core.Series;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Per-frame error of one clip, model against model, over a strip of attention weights. */
public final class TimelineFigure {

  private static final int PLOT_HEIGHT = 250;
  private static final int STRIP_HEIGHT = 130;

  private TimelineFigure() {}

  /** One model's error per frame. */
  public record Trace(SeriesStyle style, Series seconds, Series error) {}

  /** Weights of past, current and future per frame, which sum to 1. */
  public record Strip(String model, Series seconds, List<Series> weights) {
    public Strip {
      weights = List.copyOf(weights);
    }
  }

  public static Figure of(
      String name, String title, String errorLabel, List<Trace> traces, List<Strip> strips) {
    double end = traces.stream().mapToDouble(trace -> last(trace.seconds())).max().orElse(1);
    Axis x = Axis.linear("time (s)", 0, end, 10);
    Axis blank = new Axis("", 0, end, false, List.of());
    double highest =
        traces.stream()
            .flatMapToDouble(trace -> Arrays.stream(trace.error().presentValues()))
            .max()
            .orElse(1);
    List<Layer> layers = new ArrayList<>();
    for (Trace trace : traces) {
      layers.add(
          new Layer.Line(trace.style().withoutPoints(), trace.seconds(), trace.error(), 1.5));
    }
    Plot errors =
        Plot.of("", strips.isEmpty() ? x : blank, Axis.fromZero(errorLabel, highest), layers);
    int left = errors.neededLeftMargin();
    List<Figure.Row> rows = new ArrayList<>();
    rows.add(new Figure.Row(errors.withLeftMargin(left), PLOT_HEIGHT));
    for (int i = 0; i < strips.size(); i++) {
      Axis below = i == strips.size() - 1 ? x : blank;
      rows.add(new Figure.Row(strip(strips.get(i), below).withLeftMargin(left), STRIP_HEIGHT));
    }
    return new Figure(name, title, "", legend(traces, strips), rows, "", Figure.FULL);
  }

  private static List<SeriesStyle> legend(List<Trace> traces, List<Strip> strips) {
    List<SeriesStyle> legend = new ArrayList<>();
    traces.forEach(trace -> legend.add(trace.style().withoutPoints()));
    if (!strips.isEmpty()) {
      legend.addAll(AttentionFigure.LEGEND);
    }
    return legend;
  }

  private static Plot strip(Strip strip, Axis x) {
    Axis y =
        new Axis(
            "weight",
            0,
            1,
            false,
            List.of(new Axis.Tick(0, "0"), new Axis.Tick(0.5, "0.5"), new Axis.Tick(1, "1")));
    int frames = strip.seconds().frames();
    double[] low = new double[frames];
    List<Layer> layers = new ArrayList<>();
    for (int part = 0; part < 3; part++) {
      double[] high = low.clone();
      for (int t = 0; t < frames; t++) {
        high[t] += strip.weights().get(part).get(t);
      }
      layers.add(
          new Layer.Area(
              Ink.faded(Ink.ATTENTION.get(part), 0.75),
              strip.seconds(),
              Series.of(low),
              Series.of(high)));
      low = high;
    }
    return new Plot("attention of " + strip.model(), x, y, layers, 0, false);
  }

  private static double last(Series values) {
    return values.frames() == 0 ? 1 : values.get(values.frames() - 1);
  }
}
