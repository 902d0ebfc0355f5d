package hmrbench.report.page;

import hmrbench.core.MetricId;
import hmrbench.metric.Metrics;
import hmrbench.record.ModelFacts;
import hmrbench.record.SummaryRow;
import hmrbench.report.chart.Curve;
import hmrbench.report.chart.Figure;
import hmrbench.report.chart.FrameRateFigure;
import hmrbench.report.chart.Ink;
import hmrbench.report.chart.SeriesStyle;
import hmrbench.report.table.Numbers;
import hmrbench.report.view.RunView;
import hmrbench.report.view.Setting;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Acceleration error against frame rate, in both units. */
final class FrameRateFigures {

  private static final String TRUE_ACCELERATION = Metrics.ACCEL_GT.id().column();

  private final RunView run;
  private final Setting setting;

  FrameRateFigures(RunView run, Setting setting) {
    this.run = run;
    this.setting = setting;
  }

  /** Acceleration error against frame rate, one figure per unit; none with fewer than two rates. */
  List<Figure> frameRates() {
    return Stream.of(Metrics.ACCEL_ERR.id(), Metrics.ACCEL_ERR_SI.id())
        .filter(metric -> run.rates(setting).size() > 1)
        .map(this::frameRate)
        .flatMap(Optional::stream)
        .toList();
  }

  private Optional<Figure> frameRate(MetricId metric) {
    List<Curve> curves = new ArrayList<>();
    for (ModelFacts model : run.models()) {
      if (model.competes()) {
        Curve curve = new Curve(style(model.name()), points(model.name(), metric.column()));
        if (curve.points().size() > 1) {
          curves.add(curve);
        }
      }
    }
    if (curves.isEmpty()) {
      return Optional.empty();
    }
    truth(metric).ifPresent(curves::add);
    boolean seeds = run.manifest().question().seeds().size() > 1;
    String name = "acceleration-vs-fps-" + (metric.equals(Metrics.ACCEL_ERR.id()) ? "mm" : "m");
    String mode = run.manifest().question().frameRateMode();
    String note =
        "%s, protocol %s. Points: %s. %s"
            .formatted(
                setting.dataset(),
                setting.protocol(),
                seeds
                    ? "median over seeds; bars: least and greatest seed"
                    : "one seed; bars: 95 % interval over people",
                mode.equals("score")
                    ? "Predictions were made at the data set's own rate and decimated."
                    : "The models saw the clips at each rate.");
    String unit = Numbers.unit(metric.unit());
    return Optional.of(
        FrameRateFigure.of(
            name,
            "Acceleration error against frame rate, in " + unit,
            "acceleration error (" + unit + ")",
            curves,
            note));
  }

  private List<Curve.Point> points(String model, String column) {
    List<Curve.Point> points = new ArrayList<>();
    for (double fps : run.rates(setting)) {
      Setting at = setting.at(fps);
      Optional<SummaryRow.Value> over =
          run.overSeeds(at, model, RunView.NO_FILTER).map(row -> row.metrics().get(column));
      if (over.isPresent()) {
        points.add(point(at, model, column, over.get()));
      }
    }
    return points;
  }

  private Curve.Point point(Setting at, String model, String column, SummaryRow.Value over) {
    double[] seeds =
        run.seeds(at, model, RunView.NO_FILTER).stream()
            .flatMap(seed -> run.summary(at.cell(model, RunView.NO_FILTER, seed)).stream())
            .flatMap(row -> Optional.ofNullable(row.metrics().get(column)).stream())
            .mapToDouble(SummaryRow.Value::mean)
            .sorted()
            .toArray();
    return seeds.length > 1
        ? new Curve.Point(at.fps(), over.mean(), seeds[0], seeds[seeds.length - 1])
        : new Curve.Point(at.fps(), over.mean(), over.span().low(), over.span().high());
  }

  /** The size of the true acceleration, which is also the error of a pose that never moves. */
  private Optional<Curve> truth(MetricId metric) {
    List<Curve.Point> points = new ArrayList<>();
    for (double fps : run.rates(setting)) {
      run.models().stream()
          .filter(ModelFacts::competes)
          .flatMap(m -> run.overSeeds(setting.at(fps), m.name(), RunView.NO_FILTER).stream())
          .flatMap(row -> Optional.ofNullable(row.metrics().get(TRUE_ACCELERATION)).stream())
          .findFirst()
          .map(
              value -> metric.equals(Metrics.ACCEL_ERR.id()) ? value.mean() : perSecond(value, fps))
          .ifPresent(value -> points.add(Curve.Point.of(fps, value)));
    }
    SeriesStyle style =
        new SeriesStyle(
            "true acceleration = error of a frozen pose",
            Ink.REFERENCE,
            SeriesStyle.Shape.NONE,
            true);
    return points.size() > 1 ? Optional.of(new Curve(style, points)) : Optional.empty();
  }

  private static double perSecond(SummaryRow.Value value, double fps) {
    return hmrbench.report.table.Comparability.metresPerSecond2(value.mean(), fps);
  }

  private SeriesStyle style(String model) {
    return run.styles().of(model);
  }
}
