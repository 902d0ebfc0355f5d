package hmrbench.report.finding;

import hmrbench.core.MetricId;
import hmrbench.metric.Metrics;
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

/**
 * Attention weights that are fitted to people, on these people and on one who was left out: what
 * the first gain over the second is fitted to persons, not to motion.
 */
public final class RefitTable {

  private static final List<MetricId> SHOWN = List.of(Metrics.PA_MPJPE.id(), Metrics.MPJPE.id());

  private static final List<String> FITS = List.of("refit-constant", "refit-frames");

  private RefitTable() {}

  /** One row per network and fit; empty where the run refits nothing. */
  public static Optional<TableView> of(RunView run, Setting setting, InterventionView view) {
    List<Row> rows = new ArrayList<>();
    for (String model : view.models()) {
      for (String fit : FITS) {
        Optional<Choice> own = choice(view, model, "own");
        Optional<Choice> out = choice(view, model, fit);
        Optional<Choice> seen = choice(view, model, fit + "-seen");
        if (own.isPresent() && out.isPresent() && seen.isPresent()) {
          rows.add(row(run, view, model, fit, List.of(own.get(), out.get(), seen.get())));
        }
      }
    }
    return rows.isEmpty() ? Optional.empty() : Optional.of(table(setting, rows));
  }

  private static Optional<Choice> choice(InterventionView view, String model, String kind) {
    return view.choices(model).stream().filter(it -> it.kind().equals(kind)).findFirst();
  }

  private static TableView table(Setting setting, List<Row> rows) {
    List<Heading> columns = new ArrayList<>();
    columns.add(Heading.words("model"));
    columns.add(Heading.words("fitted"));
    for (MetricId metric : SHOWN) {
      columns.add(new Heading(metric.name() + ", seen", "change, mm", true));
      columns.add(new Heading(metric.name() + ", left out", "change, mm", true));
      columns.add(new Heading(metric.name() + ", left out minus seen", "mm", true));
    }
    return new TableView(
        "refit__%s__%s__%sfps".formatted(setting.dataset(), setting.protocol(), setting.fpsText()),
        "Attention weights fitted to the truth, against the network's own: %s. Mean over seeds and sequences of the difference; small print: 95 %% interval over people and seeds."
            .formatted(setting.words()),
        columns,
        rows,
        List.of(
            "Seen: the person is among those that the weights were fitted to; left out: fitted to"
                + " all others.",
            "refit-constant: the same weights in every frame. refit-frames: a linear function of"
                + " the network's own weights in that frame and of how far the bodies of its"
                + " branches lie apart. Least squares on rotation matrices; weights sum to 1."));
  }

  /**
   * @param choices own weights, those fitted without the person, those fitted with them
   */
  private static Row row(
      RunView run, InterventionView view, String model, String fit, List<Choice> choices) {
    List<Entry> entries = new ArrayList<>();
    entries.add(Entry.words(model).swatched(Ink.css(run.styles().of(model).color())));
    entries.add(Entry.words(fit));
    for (MetricId metric : SHOWN) {
      entries.add(change(view, model, metric, choices.get(2), choices.get(0)));
      entries.add(change(view, model, metric, choices.get(1), choices.get(0)));
      entries.add(change(view, model, metric, choices.get(1), choices.get(2)));
    }
    return new Row(false, entries);
  }

  private static Entry change(
      InterventionView view, String model, MetricId metric, Choice here, Choice base) {
    return view.sample(model, here, metric.column())
        .flatMap(
            sample ->
                view.sample(model, base, metric.column())
                    .flatMap(other -> Comparison.of(sample, other, true)))
        .map(RefitTable::change)
        .orElse(Entry.none());
  }

  private static Entry change(Comparison comparison) {
    double change = comparison.change().estimate();
    return new Entry(
        Numbers.signed(change, 2),
        comparison.difference().map(it -> Numbers.interval(it.low(), it.high(), 2)).orElse(""),
        false,
        "",
        Optional.of(change),
        Optional.empty());
  }
}
