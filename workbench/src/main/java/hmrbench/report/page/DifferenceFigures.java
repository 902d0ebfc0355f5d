package hmrbench.report.page;

import hmrbench.core.MetricId;
import hmrbench.metric.Metrics;
import hmrbench.report.chart.DifferenceFigure;
import hmrbench.report.chart.Figure;
import hmrbench.report.chart.SeriesStyle;
import hmrbench.report.finding.BaselineTests;
import hmrbench.report.table.Numbers;
import hmrbench.report.view.RunView;
import hmrbench.report.view.Setting;
import java.util.ArrayList;
import java.util.List;

/** Paired differences to the baseline. */
final class DifferenceFigures {

  private final RunView run;
  private final Setting setting;

  DifferenceFigures(RunView run, Setting setting) {
    this.run = run;
    this.setting = setting;
  }

  /** Differences to the baseline in acceleration error and PA-MPJPE. */
  List<Figure> differences(BaselineTests tests) {
    List<Figure> figures = new ArrayList<>();
    for (MetricId metric : List.of(Metrics.ACCEL_ERR.id(), Metrics.PA_MPJPE.id())) {
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
                "differences-"
                    + (metric.equals(Metrics.ACCEL_ERR.id()) ? "acceleration" : "accuracy"),
                "%s: difference to %s".formatted(metric.name(), tests.baseline().orElse("")),
                "difference (" + unit + "), left is better",
                entries,
                setting.words() + ". Bars: 95 %, over people and seeds."));
      }
    }
    return figures;
  }

  private SeriesStyle style(String model) {
    return run.styles().of(model);
  }
}
