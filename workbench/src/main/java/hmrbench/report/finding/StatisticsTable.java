package hmrbench.report.finding;

import hmrbench.metric.stats.Comparison;
import hmrbench.metric.stats.Interval;
import hmrbench.report.chart.Ink;
import hmrbench.report.table.Numbers;
import hmrbench.report.table.TableView;
import hmrbench.report.table.TableView.Entry;
import hmrbench.report.table.TableView.Heading;
import hmrbench.report.table.TableView.Row;
import hmrbench.report.view.RunView;
import hmrbench.report.view.Setting;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/** The paired differences of a setting as a table, with what more data would show. */
public final class StatisticsTable {

  private static final int DECIMALS = 2;

  private StatisticsTable() {}

  /** One row per comparison. */
  public static TableView of(RunView run, Setting setting, BaselineTests tests) {
    boolean filters = run.filters(setting).size() > 1;
    List<Heading> columns = new ArrayList<>(List.of(Heading.words("model")));
    if (filters) {
      columns.add(Heading.words("filter"));
    }
    columns.addAll(
        List.of(
            Heading.words("metric"),
            new Heading("difference", "of its unit", true),
            new Heading("better in", "of sequences", true),
            new Heading("p", "t", true),
            new Heading("p corrected", "Holm", true),
            new Heading("smallest visible", "of its unit", true),
            new Heading("sequences needed", "", true),
            new Heading("seeds needed", "", true)));
    List<Row> rows = tests.rows().stream().map(row -> row(run, row, filters)).toList();
    String name =
        "differences__%s__%s__%sfps"
            .formatted(setting.dataset(), setting.protocol(), setting.fpsText());
    String caption =
        "Differences to %s: %s. Mean over seeds and sequences of the difference of a sequence under a seed; small print: 95 %% interval over people and seeds (Student's t)."
            .formatted(tests.baseline().orElse("no baseline"), setting.words());
    return new TableView(name, caption, columns, rows, notes(tests));
  }

  private static Row row(RunView run, BaselineTests.Row test, boolean filters) {
    Comparison comparison = test.comparison();
    List<Entry> entries = new ArrayList<>();
    entries.add(
        Entry.words(test.cell().model())
            .swatched(Ink.css(run.styles().of(test.cell().model()).color())));
    if (filters) {
      entries.add(Entry.words(test.cell().filter()));
    }
    entries.add(
        Entry.words("%s (%s)".formatted(test.metric().name(), Numbers.unit(test.metric().unit()))));
    entries.add(difference(comparison, test.significant()));
    entries.add(Entry.number(100 * comparison.shareBetter(), 0).withText(share(comparison)));
    entries.add(probability(comparison.p()));
    entries.add(probability(test.corrected()));
    entries.add(
        test.plan()
            .map(plan -> Entry.number(plan.smallestVisible(), DECIMALS))
            .orElse(Entry.none()));
    double change = comparison.change().estimate();
    entries.add(
        test.plan()
            .map(plan -> needed(NeededSamples.sequences(plan, change)))
            .orElse(Entry.none()));
    entries.add(
        test.plan()
            .filter(NeededSamples::hasSeeds)
            .map(plan -> needed(plan.seedsFor(change)))
            .orElse(Entry.none()));
    return new Row(false, entries);
  }

  private static Entry difference(Comparison comparison, boolean significant) {
    Optional<Interval> interval = comparison.difference();
    double value = comparison.change().estimate();
    return new Entry(
        Numbers.signed(value, DECIMALS),
        interval.map(i -> Numbers.interval(i.low(), i.high(), DECIMALS)).orElse(""),
        false,
        significant ? "*" : "",
        Optional.of(value),
        Optional.empty());
  }

  private static String share(Comparison comparison) {
    return "%s of %s".formatted(comparison.better(), comparison.sequences());
  }

  private static Entry probability(OptionalDouble p) {
    return p.isEmpty()
        ? Entry.none()
        : Entry.number(p.getAsDouble(), 3).withText(Numbers.probability(p.getAsDouble()));
  }

  private static Entry needed(OptionalInt count) {
    return count.isPresent() ? Entry.count(count.getAsInt()) : Entry.words(NeededSamples.NO_NUMBER);
  }

  private static List<String> notes(BaselineTests tests) {
    List<String> notes = new ArrayList<>();
    tests.people().ifPresent(notes::add);
    notes.addAll(
        List.of(
            "Negative: the model's error is lower. * : p < 0.05 after Holm's correction over this"
                + " table.",
            "Better in: sequences on which the mean over seeds of that difference is below 0.",
            "Smallest visible: the difference that these sequences and seeds would show in 4 of 5"
                + " studies at the level 0.05.",
            "Needed: how many sequences (with the seeds at hand) or seeds (with the sequences at"
                + " hand) would show the difference found, in 4 of 5 studies.",
            NeededSamples.FEWEST));
    if (!tests.rows().stream()
        .flatMap(row -> row.plan().stream())
        .allMatch(NeededSamples::hasSeeds)) {
      notes.add(NeededSamples.NO_SEEDS);
    }
    return notes;
  }
}
