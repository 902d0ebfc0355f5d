package hmrbench.report.page;

import hmrbench.core.MetricId;
import hmrbench.core.Series;
import hmrbench.metric.Metrics;
import hmrbench.record.Cell;
import hmrbench.record.SummaryRow;
import hmrbench.report.chart.AblationFigure;
import hmrbench.report.chart.AttentionFigure;
import hmrbench.report.chart.Curve;
import hmrbench.report.chart.DifferenceFigure;
import hmrbench.report.chart.Figure;
import hmrbench.report.chart.FrameRateFigure;
import hmrbench.report.chart.Ink;
import hmrbench.report.chart.SeriesStyle;
import hmrbench.report.chart.TernaryFigure;
import hmrbench.report.chart.TimelineFigure;
import hmrbench.report.chart.TradeOffFigure;
import hmrbench.report.finding.BaselineTests;
import hmrbench.report.table.Numbers;
import hmrbench.report.view.AttentionSample;
import hmrbench.report.view.ClipView;
import hmrbench.report.view.ModelFacts;
import hmrbench.report.view.ModelFacts.GridPlace;
import hmrbench.report.view.Rivals;
import hmrbench.report.view.RunView;
import hmrbench.report.view.Setting;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The figures of a run: those for which its records have the numbers. */
final class RunFigures {

  private static final String ACCELERATION = Metrics.ACCEL_ERR.column();
  private static final String TRUE_ACCELERATION = Metrics.ACCEL_GT.column();
  private static final String ACCURACY = Metrics.PA_MPJPE.column();

  private final RunView run;
  private final Setting setting;

  RunFigures(RunView run, Setting setting) {
    this.run = run;
    this.setting = setting;
  }

  /** Acceleration error against frame rate, one figure per unit; none with fewer than two rates. */
  List<Figure> frameRates() {
    return Stream.of(Metrics.ACCEL_ERR, Metrics.ACCEL_ERR_SI)
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
    boolean seeds = run.manifest().seeds().size() > 1;
    String name = "acceleration-vs-fps-" + (metric.equals(Metrics.ACCEL_ERR) ? "mm" : "m");
    String mode = run.manifest().frameRateMode();
    String note =
        "%s, protocol %s. Points: %s. %s"
            .formatted(
                setting.dataset(),
                setting.protocol(),
                seeds
                    ? "median over seeds; bars: least and greatest seed"
                    : "one seed; bars: 95 % interval over sequences",
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
          .map(value -> metric.equals(Metrics.ACCEL_ERR) ? value.mean() : perSecond(value, fps))
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

  /** The grid of Table 1, where the run has all four networks. */
  Optional<Figure> grid() {
    List<AblationFigure.Tile> tiles = new ArrayList<>();
    for (GridPlace place : GridPlace.all()) {
      run.models().stream()
          .filter(model -> model.gridPlace().equals(Optional.of(place)))
          .map(model -> run.overSeeds(setting, model.name(), RunView.NO_FILTER))
          .flatMap(Optional::stream)
          .filter(row -> row.metrics().containsKey(ACCELERATION))
          .filter(row -> row.metrics().containsKey(ACCURACY))
          .findFirst()
          .ifPresent(row -> tiles.add(tile(row)));
    }
    return tiles.size() == GridPlace.all().size()
        ? Optional.of(
            AblationFigure.of(
                "ablation-grid",
                "Residual connection by PoseForecast",
                "mm/frame²",
                tiles,
                setting.words() + ". Intervals: 95 %, bootstrap over sequences."))
        : Optional.empty();
  }

  private static AblationFigure.Tile tile(SummaryRow row) {
    SummaryRow.Value acceleration =
        java.util.Objects.requireNonNull(row.metrics().get(ACCELERATION));
    SummaryRow.Value accuracy = java.util.Objects.requireNonNull(row.metrics().get(ACCURACY));
    return new AblationFigure.Tile(
        row.cell().model(),
        acceleration.mean(),
        interval(acceleration),
        accuracy.mean(),
        interval(accuracy));
  }

  /** PA-MPJPE against acceleration error of the models that compete. */
  Optional<Figure> tradeOff() {
    List<TradeOffFigure.Entry> entries = new ArrayList<>();
    for (ModelFacts model : run.models()) {
      Optional<SummaryRow> row = run.overSeeds(setting, model.name(), RunView.NO_FILTER);
      Optional<SummaryRow.Value> x = row.map(r -> r.metrics().get(ACCELERATION));
      Optional<SummaryRow.Value> y = row.map(r -> r.metrics().get(ACCURACY));
      if (model.competes() && x.isPresent() && y.isPresent()) {
        entries.add(new TradeOffFigure.Entry(style(model.name()), span(x.get()), span(y.get())));
      }
    }
    return entries.size() < 2
        ? Optional.empty()
        : Optional.of(
            TradeOffFigure.of(
                "trade-off",
                "Accuracy of single frames against consistency",
                "acceleration error (mm/frame²)",
                "PA-MPJPE (mm)",
                entries,
                setting.words() + ". Bars: 95 % intervals, bootstrap over sequences."));
  }

  private static TradeOffFigure.Span span(SummaryRow.Value value) {
    return new TradeOffFigure.Span(value.mean(), value.span().low(), value.span().high());
  }

  /** Differences to the baseline in acceleration error and PA-MPJPE. */
  List<Figure> differences(BaselineTests tests) {
    List<Figure> figures = new ArrayList<>();
    for (MetricId metric : List.of(Metrics.ACCEL_ERR, Metrics.PA_MPJPE)) {
      List<DifferenceFigure.Entry> entries = new ArrayList<>();
      boolean filters = run.filters(setting).size() > 1;
      for (BaselineTests.Row row : tests.rows(metric.column())) {
        String label =
            filters ? row.cell().model() + ", " + row.cell().filter() : row.cell().model();
        row.comparison()
            .difference()
            .map(
                i ->
                    new DifferenceFigure.Entry(
                        style(row.cell().model()).labelled(label), i.estimate(), i.low(), i.high()))
            .ifPresent(entries::add);
      }
      if (!entries.isEmpty()) {
        String unit = Numbers.unit(metric.unit());
        figures.add(
            DifferenceFigure.of(
                "differences-" + (metric.equals(Metrics.ACCEL_ERR) ? "acceleration" : "accuracy"),
                "%s: difference to %s".formatted(metric.name(), tests.baseline().orElse("")),
                "difference (" + unit + "), left is better",
                entries,
                setting.words() + ". Bars: 95 %, paired bootstrap over sequences."));
      }
    }
    return figures;
  }

  /** Errors of the rivals on each clip, over their attention. */
  List<Figure> timelines(List<ClipView> clips, Rivals rivals) {
    List<Figure> figures = new ArrayList<>();
    for (ClipView clip : clips) {
      List<TimelineFigure.Trace> traces = new ArrayList<>();
      List<TimelineFigure.Strip> strips = new ArrayList<>();
      for (String model : Stream.of(rivals.first(), rivals.second()).distinct().toList()) {
        clip.trace(model).ifPresent(trace -> add(clip, trace, traces, strips));
      }
      if (!traces.isEmpty()) {
        figures.add(
            TimelineFigure.of(
                "timeline-" + (figures.size() + 1),
                "%s, frame by frame (%s)"
                    .formatted(
                        clip.sequence(),
                        clip.why()
                            .replace(
                                "of B over A",
                                "of %s over %s".formatted(rivals.second(), rivals.first()))),
                "acceleration error (mm/frame²)",
                traces,
                strips));
      }
    }
    return figures;
  }

  private void add(
      ClipView clip,
      ClipView.Trace trace,
      List<TimelineFigure.Trace> traces,
      List<TimelineFigure.Strip> strips) {
    Series error = trace.errors().get(ACCELERATION);
    if (error != null) {
      traces.add(new TimelineFigure.Trace(style(trace.model()), clip.seconds(), error));
    }
    trace
        .attention()
        .filter(w -> w.stream().allMatch(part -> part.present().count() == part.frames()))
        .ifPresent(w -> strips.add(new TimelineFigure.Strip(trace.model(), clip.seconds(), w)));
  }

  /** Where the attention lies, per network and rate, in a triangle, and against speed. */
  List<Figure> attention(List<AttentionSample> byRate) {
    List<Figure> figures = new ArrayList<>();
    if (byRate.isEmpty()) {
      return figures;
    }
    List<AttentionFigure.Group> groups =
        byRate.stream()
            .map(
                s ->
                    new AttentionFigure.Group(
                        "%s %s fps".formatted(s.cell().model(), s.cell().fpsText()), s.spreads()))
            .toList();
    figures.add(
        AttentionFigure.distribution(
            "attention", "Where the attention lies, per network and frame rate", groups));
    List<AttentionSample> here =
        byRate.stream().filter(s -> Setting.of(s.cell()).equals(setting)).toList();
    figures.add(
        TernaryFigure.of(
            "attention-triangle",
            "Attention of every frame at %s frames/s".formatted(setting.fpsText()),
            here.stream()
                .map(s -> new TernaryFigure.Cloud(style(s.cell().model()), s.points()))
                .toList()));
    for (AttentionSample sample : here) {
      sample.speed().ifPresent(speed -> figures.add(bySpeed(sample.cell(), speed)));
    }
    return figures;
  }

  private static Figure bySpeed(Cell cell, AttentionSample.BySpeed speed) {
    return AttentionFigure.against(
        "attention-vs-speed-" + cell.model(),
        "Attention of %s against motion".formatted(cell.model()),
        speed.quantity(),
        speed.middles(),
        speed.weights());
  }

  private static String interval(SummaryRow.Value value) {
    return value.interval().map(it -> Numbers.interval(it.low(), it.high(), 1)).orElse("–");
  }
}
