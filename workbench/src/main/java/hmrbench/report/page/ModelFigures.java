package hmrbench.report.page;

import hmrbench.core.NetworkFacts.GridPlace;
import hmrbench.metric.Metrics;
import hmrbench.record.ModelFacts;
import hmrbench.record.SummaryRow;
import hmrbench.report.chart.AblationFigure;
import hmrbench.report.chart.Figure;
import hmrbench.report.chart.SeriesStyle;
import hmrbench.report.chart.TradeOffFigure;
import hmrbench.report.table.Numbers;
import hmrbench.report.view.RunView;
import hmrbench.report.view.Setting;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Models against each other at one setting: the grid of Table 1, and the trade-off. */
final class ModelFigures {

  private static final String ACCELERATION = Metrics.ACCEL_ERR.id().column();
  private static final String ACCURACY = Metrics.PA_MPJPE.id().column();

  private final RunView run;
  private final Setting setting;

  ModelFigures(RunView run, Setting setting) {
    this.run = run;
    this.setting = setting;
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
                setting.words() + ". Intervals: 95 %, over people and seeds."))
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
                setting.words() + ". Bars: 95 % intervals over people and seeds."));
  }

  private static TradeOffFigure.Span span(SummaryRow.Value value) {
    return new TradeOffFigure.Span(value.mean(), value.span().low(), value.span().high());
  }

  private SeriesStyle style(String model) {
    return run.styles().of(model);
  }

  private static String interval(SummaryRow.Value value) {
    return value.interval().map(it -> Numbers.interval(it.low(), it.high(), 1)).orElse("–");
  }
}
