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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What each choice of attention weights does to a network, against the network's own weights. */
public final class InterventionTable {

  private static final List<MetricId> SHOWN =
      List.of(Metrics.PA_MPJPE.id(), Metrics.MPJPE.id(), Metrics.ACCEL_ERR.id());

  private static final int DECIMALS = 2;

  /** What kinds mean that do not say so themselves, by how they begin. */
  private static final Map<String, String> MEANINGS = meanings();

  private static Map<String, String> meanings() {
    Map<String, String> meanings = new LinkedHashMap<>();
    meanings.put(
        "swapped", "swapped: the weights that the network gives the frame half a sequence away.");
    meanings.put(
        "unbounded",
        "unbounded: the network's own weights without the hyperbolic tangent before the softmax.");
    meanings.put(
        "mean", "mean: in every frame the mean of the network's own weights on other people.");
    meanings.put(
        "refit",
        "refit: weights fitted to the truth of other people; those that end in seen, to the"
            + " person's own too.");
    meanings.put(
        "hidden",
        "hidden-N: the network's own weights where N % of the frames of a sequence, in bursts of"
            + " 0.2 to 1 s, are hidden: it sees the mean of the sequence.");
    meanings.put(
        "noisy",
        "noisy-N: as hidden, with normal noise as large as the spread of each feature added"
            + " instead.");
    return meanings;
  }

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
        notes(view));
  }

  private static List<String> notes(InterventionView view) {
    List<String> kinds =
        view.models().stream()
            .flatMap(model -> view.choices(model).stream())
            .map(Choice::kind)
            .distinct()
            .toList();
    List<String> notes = new ArrayList<>();
    notes.add(
        "The branches of a network stay as they are; the weighted sum and what is behind it are"
            + " run again.");
    MEANINGS.forEach(
        (beginning, meaning) -> {
          if (kinds.stream().anyMatch(kind -> kind.startsWith(beginning))) {
            notes.add(meaning);
          }
        });
    return notes;
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
