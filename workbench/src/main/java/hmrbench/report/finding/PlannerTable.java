package hmrbench.report.finding;

import hmrbench.core.MetricId;
import hmrbench.metric.Metrics;
import hmrbench.metric.stats.PowerPlan;
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
import java.util.OptionalInt;

/** How many sequences or seeds a difference of a given size would need to be seen. */
public final class PlannerTable {

  /** Differences that are planned for, in the unit of the metric. */
  private static final double[] SIZES = {0.2, 0.5, 1, 2, 5};

  private PlannerTable() {}

  /** One row per model and metric; nothing where no comparison has a plan. */
  public static Optional<TableView> of(RunView run, Setting setting, BaselineTests tests) {
    List<Row> rows = new ArrayList<>();
    for (MetricId metric : List.of(Metrics.ACCEL_ERR.id(), Metrics.PA_MPJPE.id())) {
      for (BaselineTests.Row row : tests.rows(metric.column())) {
        row.plan().ifPresent(plan -> rows.add(row(run, row, plan)));
      }
    }
    if (rows.isEmpty()) {
      return Optional.empty();
    }
    List<Heading> columns = new ArrayList<>();
    columns.add(Heading.words("model"));
    columns.add(Heading.words("filter"));
    columns.add(Heading.words("metric"));
    for (double size : SIZES) {
      columns.add(new Heading("to see " + Numbers.fixed(size, 1), "sequences; seeds", true));
    }
    return Optional.of(
        new TableView(
            "planner__%s__%s__%sfps"
                .formatted(setting.dataset(), setting.protocol(), setting.fpsText()),
            "How many sequences a difference to %s of this size would need, with the seeds at hand; small print: how many seeds, with the sequences at hand. %s."
                .formatted(tests.baseline().orElse(""), setting.words()),
            columns,
            rows,
            List.of(
                "In 4 of 5 studies, at the level 0.05, before any correction for several tests.",
                "No number: the spread that the other of the two leaves alone is too large, however"
                    + " many are added.",
                NeededSamples.FEWEST)));
  }

  private static Row row(RunView run, BaselineTests.Row test, PowerPlan plan) {
    List<Entry> entries = new ArrayList<>();
    entries.add(
        Entry.words(test.cell().model())
            .swatched(Ink.css(run.styles().of(test.cell().model()).color())));
    entries.add(Entry.words(test.cell().filter()));
    entries.add(
        Entry.words("%s (%s)".formatted(test.metric().name(), Numbers.unit(test.metric().unit()))));
    for (double size : SIZES) {
      OptionalInt sequences = NeededSamples.sequences(plan, size);
      entries.add(
          new Entry(
              words(sequences),
              NeededSamples.hasSeeds(plan) ? "seeds: " + words(plan.seedsFor(size)) : "",
              false,
              "",
              sequences.stream().mapToObj(it -> (double) it).findFirst(),
              Optional.empty()));
    }
    return new Row(false, entries);
  }

  private static String words(OptionalInt count) {
    return count.isPresent() ? Numbers.grouped(count.getAsInt()) : NeededSamples.NO_NUMBER;
  }
}
