package hmrbench.report.table;

import hmrbench.core.MetricId;
import hmrbench.metric.Metrics;
import hmrbench.metric.stats.CellSample;
import hmrbench.record.ModelFacts;
import hmrbench.report.chart.Ink;
import hmrbench.report.table.TableView.Entry;
import hmrbench.report.table.TableView.Heading;
import hmrbench.report.table.TableView.Row;
import hmrbench.report.view.RunView;
import hmrbench.report.view.Setting;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The errors of a setting weighted both ways: every frame alike, as the tables of papers are, and
 * every sequence alike. Medians over seeds of either mean.
 */
public final class WeightingTable {

  private static final List<MetricId> METRICS =
      List.of(
          Metrics.MPJPE.id(), Metrics.PA_MPJPE.id(), Metrics.MPVPE.id(), Metrics.ACCEL_ERR.id());

  private final RunView run;
  private final Setting setting;

  private WeightingTable(RunView run, Setting setting) {
    this.run = run;
    this.setting = setting;
  }

  /** One row per model without a filter; empty where no value is there. */
  public static Optional<TableView> of(RunView run, Setting setting) {
    WeightingTable table = new WeightingTable(run, setting);
    List<Row> rows = new ArrayList<>();
    for (ModelFacts model : run.models()) {
      table.row(model).ifPresent(rows::add);
    }
    return rows.isEmpty() ? Optional.empty() : Optional.of(table.table(rows));
  }

  private TableView table(List<Row> rows) {
    List<Heading> columns = new ArrayList<>(List.of(Heading.words("model")));
    for (MetricId id : METRICS) {
      columns.add(new Heading(id.name() + " per frame", Numbers.unit(id.unit()), true));
      columns.add(new Heading(id.name() + " per sequence", Numbers.unit(id.unit()), true));
    }
    return new TableView(
        "weighting__%s__%s__%sfps"
            .formatted(setting.dataset(), setting.protocol(), setting.fpsText()),
        "Weighted both ways: %s. Mean over all frames, and mean over the sequences' means; median over seeds."
            .formatted(setting.words()),
        columns,
        rows,
        List.of("Where the two differ much, long sequences are easier or harder than short ones."));
  }

  private Optional<Row> row(ModelFacts model) {
    List<Entry> entries = new ArrayList<>();
    entries.add(Entry.words(model.name()).swatched(Ink.css(run.styles().of(model.name()).color())));
    boolean any = false;
    for (MetricId id : METRICS) {
      Optional<CellSample> sample =
          run.sample(setting, model.name(), RunView.NO_FILTER, id.column());
      entries.add(sample.map(s -> Entry.number(s.value(), 1)).orElse(Entry.none()));
      entries.add(sample.map(s -> Entry.number(s.bySequence().value(), 1)).orElse(Entry.none()));
      any |= sample.isPresent();
    }
    return any ? Optional.of(new Row(!model.competes(), entries)) : Optional.empty();
  }
}
