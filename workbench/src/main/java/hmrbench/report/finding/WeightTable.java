package hmrbench.report.finding;

import hmrbench.metric.stats.CellSample;
import hmrbench.metric.stats.ClusteredMean;
import hmrbench.record.InterventionFile;
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

/** What attention weights are like under each intervention, and how far it moves them. */
public final class WeightTable {

  private static final int DECIMALS = 3;
  private static final double PERCENT = 100;

  private WeightTable() {}

  /** One row per network and intervention; empty where the records do not say. */
  public static Optional<TableView> of(RunView run, Setting setting, InterventionView view) {
    List<Row> rows = new ArrayList<>();
    for (String model : view.models()) {
      for (Choice choice : view.choices(model)) {
        if (view.sample(model, choice, InterventionFile.SPREAD).isPresent()) {
          rows.add(row(run, view, model, choice));
        }
      }
    }
    return rows.isEmpty() ? Optional.empty() : Optional.of(table(setting, rows));
  }

  private static TableView table(Setting setting, List<Row> rows) {
    return new TableView(
        "weights__%s__%s__%sfps"
            .formatted(setting.dataset(), setting.protocol(), setting.fpsText()),
        "Attention weights in use: %s. Mean over frames and seeds; small print: 95 %% interval over people and seeds."
            .formatted(setting.words()),
        List.of(
            Heading.words("model"),
            Heading.words("weights"),
            new Heading("past", "weight", true),
            new Heading("current", "weight", true),
            new Heading("future", "weight", true),
            new Heading("spread", "within a sequence", true),
            new Heading("entropy", "% of equal weights", true),
            new Heading("at the bound", "% of softmax inputs", true),
            new Heading("moved", "mean of frames", true),
            new Heading("moved most", "any frame", true)),
        rows,
        List.of(
            "Spread: standard deviation over the frames of a sequence, of the weight that varies"
                + " most.",
            "At the bound: what the softmax is taken of is the hyperbolic tangent of something; here"
                + " it is beyond ±0.949, where less than a tenth of a gradient passes.",
            "Ends of intervals are cut at what a number can be: 0, 1 or 100 %.",
            "Moved: the largest change among the weights of a frame, against the network's own."));
  }

  private static Row row(RunView run, InterventionView view, String model, Choice choice) {
    List<Entry> entries = new ArrayList<>();
    entries.add(Entry.words(model).swatched(Ink.css(run.styles().of(model).color())));
    entries.add(Entry.words(choice.kind()));
    for (String column : InterventionFile.MEAN_WEIGHTS) {
      entries.add(mean(view, model, choice, column, 1, DECIMALS));
    }
    entries.add(mean(view, model, choice, InterventionFile.SPREAD, 1, DECIMALS));
    entries.add(mean(view, model, choice, InterventionFile.ENTROPY, PERCENT, 1));
    entries.add(mean(view, model, choice, InterventionFile.AT_BOUND, PERCENT, 1));
    entries.add(mean(view, model, choice, InterventionFile.MOVED, 1, DECIMALS));
    entries.add(
        view.sample(model, choice, InterventionFile.MOVED_MOST)
            .map(it -> Entry.number(greatest(it), DECIMALS))
            .orElse(Entry.none()));
    return new Row(false, entries);
  }

  private static Entry mean(
      InterventionView view,
      String model,
      Choice choice,
      String column,
      double factor,
      int decimals) {
    return view.sample(model, choice, column)
        .map(CellSample::meanOverSeeds)
        .map(it -> entry(it, factor, decimals))
        .orElse(Entry.none());
  }

  private static Entry entry(ClusteredMean mean, double factor, int decimals) {
    double value = factor * mean.estimate();
    double most = Math.max(factor, value);
    return new Entry(
        Numbers.fixed(value, decimals),
        mean.interval()
            .map(
                it ->
                    Numbers.interval(
                        Math.max(0, factor * it.low()),
                        Math.min(most, factor * it.high()),
                        decimals))
            .orElse(""),
        false,
        "",
        Optional.of(value),
        Optional.empty());
  }

  private static double greatest(CellSample sample) {
    double greatest = 0;
    for (int seed = 0; seed < sample.seeds(); seed++) {
      for (int i = 0; i < sample.sequences(); i++) {
        greatest = Math.max(greatest, sample.mean(seed, i));
      }
    }
    return greatest;
  }
}
