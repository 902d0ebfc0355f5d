package hmrbench.report.finding;

import hmrbench.core.MetricId;
import hmrbench.metric.Metrics;
import hmrbench.metric.stats.CellSample;
import hmrbench.metric.stats.Comparison;
import hmrbench.report.chart.Ink;
import hmrbench.report.table.Numbers;
import hmrbench.report.table.TableView;
import hmrbench.report.table.TableView.Entry;
import hmrbench.report.table.TableView.Heading;
import hmrbench.report.table.TableView.Row;
import hmrbench.report.view.InterventionView;
import hmrbench.report.view.InterventionView.Choice;
import hmrbench.report.view.RunView;
import hmrbench.report.view.Setting;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What each choice of attention weights does to a network, against the network's own weights. */
public final class InterventionTable {

  private static final List<MetricId> SHOWN =
      List.of(Metrics.PA_MPJPE.id(), Metrics.MPJPE.id(), Metrics.ACCEL_ERR.id());

  private static final int DECIMALS = 2;

  private InterventionTable() {}

  /** One row per network and choice. */
  public static TableView of(RunView run, Setting setting, InterventionView view) {
    List<Heading> columns = new ArrayList<>();
    columns.add(Heading.words("model"));
    columns.add(Heading.words("weights"));
    for (MetricId metric : SHOWN) {
      String unit = Numbers.unit(metric.unit());
      columns.add(new Heading(metric.name(), unit, true));
      columns.add(new Heading("change", unit, true));
    }
    List<Row> rows = new ArrayList<>();
    for (String model : view.models()) {
      List<Choice> choices = view.choices(model);
      for (Choice choice : choices) {
        rows.add(row(run, view, model, choice, choices.get(0)));
      }
    }
    return new TableView(
        "interventions__%s__%s__%sfps"
            .formatted(setting.dataset(), setting.protocol(), setting.fpsText()),
        "Forced attention weights: %s. Mean over frames, median over seeds. Change: against the network's own weights; mean over seeds and sequences of the difference; small print: 95 %% interval over people and seeds."
            .formatted(setting.words()),
        columns,
        rows,
        List.of(
            "The branches of a network stay as they are; the weighted sum and what is behind it are"
                + " run again.",
            "swapped: the weights that the network gives the frame half a sequence away."));
  }

  private static Row row(
      RunView run, InterventionView view, String model, Choice choice, Choice own) {
    List<Entry> entries = new ArrayList<>();
    entries.add(Entry.words(model).swatched(Ink.css(run.styles().of(model).color())));
    entries.add(Entry.words(choice.kind()));
    for (MetricId metric : SHOWN) {
      Optional<CellSample> here = view.sample(model, choice, metric.column());
      entries.add(here.map(sample -> Entry.number(sample.value(), DECIMALS)).orElse(Entry.none()));
      entries.add(
          choice.equals(own)
              ? Entry.none()
              : here.flatMap(
                      sample ->
                          view.sample(model, own, metric.column())
                              .flatMap(base -> Comparison.of(sample, base, true)))
                  .map(InterventionTable::change)
                  .orElse(Entry.none()));
    }
    return new Row(false, entries);
  }

  private static Entry change(Comparison comparison) {
    double change = comparison.change().estimate();
    return new Entry(
        Numbers.signed(change, DECIMALS),
        comparison
            .difference()
            .map(it -> Numbers.interval(it.low(), it.high(), DECIMALS))
            .orElse(""),
        false,
        "",
        Optional.of(change),
        Optional.empty());
  }
}
