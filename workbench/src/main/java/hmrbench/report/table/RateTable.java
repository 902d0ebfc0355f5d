package hmrbench.report.table;

import hmrbench.core.MetricId;
import hmrbench.metric.Metrics;
import hmrbench.record.ModelFacts;
import hmrbench.record.SummaryRow;
import hmrbench.report.chart.Ink;
import hmrbench.report.table.TableView.Entry;
import hmrbench.report.table.TableView.Heading;
import hmrbench.report.table.TableView.Row;
import hmrbench.report.view.RunView;
import hmrbench.report.view.Setting;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Errors against the frame rate, one column per rate. */
public final class RateTable {

  private static final List<MetricId> SHOWN =
      List.of(Metrics.ACCEL_ERR.id(), Metrics.ACCEL_ERR_SI.id(), Metrics.PA_MPJPE.id());

  private static final int DECIMALS = 2;

  private RateTable() {}

  /** One row per metric and model; nothing where a run has one rate. */
  public static Optional<TableView> of(RunView run, Setting home) {
    List<Double> rates = run.rates(home);
    if (rates.size() < 2) {
      return Optional.empty();
    }
    List<Heading> columns =
        new ArrayList<>(List.of(Heading.words("model"), Heading.words("metric")));
    rates.forEach(rate -> columns.add(new Heading(home.at(rate).fpsText(), "frames/s", true)));
    List<Row> rows = new ArrayList<>();
    for (MetricId metric : SHOWN) {
      for (ModelFacts model : run.models()) {
        row(run, home, metric, model).ifPresent(rows::add);
      }
    }
    return Optional.of(
        new TableView(
            "rates__%s__%s".formatted(home.dataset(), home.protocol()),
            "Errors against the frame rate: %s, protocol %s. Mean over frames, median over seeds."
                .formatted(home.dataset(), home.protocol()),
            columns,
            rows,
            List.of()));
  }

  private static Optional<Row> row(RunView run, Setting home, MetricId metric, ModelFacts model) {
    List<Entry> entries = new ArrayList<>();
    entries.add(Entry.words(model.name()).swatched(Ink.css(run.styles().of(model.name()).color())));
    entries.add(Entry.words("%s (%s)".formatted(metric.name(), Numbers.unit(metric.unit()))));
    boolean any = false;
    for (double rate : run.rates(home)) {
      Optional<SummaryRow.Value> value =
          run.overSeeds(home.at(rate), model.name(), RunView.NO_FILTER)
              .map(row -> row.metrics().get(metric.column()));
      entries.add(value.map(it -> Entry.number(it.mean(), DECIMALS)).orElse(Entry.none()));
      any |= value.isPresent();
    }
    return any ? Optional.of(new Row(false, entries)) : Optional.empty();
  }
}
