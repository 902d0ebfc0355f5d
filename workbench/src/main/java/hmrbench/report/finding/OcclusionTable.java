package hmrbench.report.finding;

import hmrbench.core.MetricId;
import hmrbench.core.Series;
import hmrbench.metric.Metrics;
import hmrbench.metric.stats.CellSample;
import hmrbench.metric.stats.Comparison;
import hmrbench.record.Cell;
import hmrbench.record.FrameTable;
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

/** Errors and attention weights where a person is occluded, against where they are in full view. */
public final class OcclusionTable {

  private static final String SIGNAL = "occlusion";

  private static final MetricId ERROR = Metrics.PA_MPJPE.id();

  private static final List<String> WEIGHTS = List.of("past", "current", "future");

  private OcclusionTable() {}

  /**
   * One row per network; empty where no one knows who is hidden.
   *
   * @param models names of networks with attention
   */
  public static Optional<TableView> of(RunView run, Setting setting, List<String> models) {
    List<Row> rows = new ArrayList<>();
    for (String model : models) {
      List<FrameTable> seeds =
          run.seeds(setting, model, RunView.NO_FILTER).stream()
              .map(seed -> setting.cell(model, RunView.NO_FILTER, seed))
              .filter(run.folder().cells()::contains)
              .map(run.folder()::frames)
              .filter(it -> it.attention().isPresent() && it.signals().containsKey(SIGNAL))
              .toList();
      if (!seeds.isEmpty()) {
        row(run, model, seeds).ifPresent(rows::add);
      }
    }
    return rows.isEmpty() ? Optional.empty() : Optional.of(table(setting, rows));
  }

  private static TableView table(Setting setting, List<Row> rows) {
    String unit = Numbers.unit(ERROR.unit());
    List<Heading> columns = new ArrayList<>();
    columns.add(Heading.words("model"));
    columns.add(new Heading("occluded", "% of frames", true));
    columns.add(new Heading(ERROR.name() + " in full view", unit, true));
    columns.add(new Heading("change where occluded", unit, true));
    WEIGHTS.forEach(it -> columns.add(new Heading("change of " + it, "weight", true)));
    return new TableView(
        "occlusion__%s__%s__%sfps"
            .formatted(setting.dataset(), setting.protocol(), setting.fpsText()),
        "Where some limb is occluded, against full view: %s. Mean over seeds and sequences that have frames of both; small print: 95 %% interval over people and seeds."
            .formatted(setting.words()),
        columns,
        rows,
        List.of());
  }

  private static Optional<Row> row(RunView run, String model, List<FrameTable> seeds) {
    Optional<Comparison> error =
        comparison(run, seeds, table -> table.metrics().get(ERROR.column()));
    if (error.isEmpty()) {
      return Optional.empty();
    }
    List<Entry> entries = new ArrayList<>();
    entries.add(Entry.words(model).swatched(Ink.css(run.styles().of(model).color())));
    entries.add(Entry.number(100 * shareOccluded(seeds.get(0)), 0));
    entries.add(Entry.number(error.get().baseline(), 2));
    entries.add(change(error.get(), 2));
    for (int part = 0; part < WEIGHTS.size(); part++) {
      int place = part;
      entries.add(
          comparison(run, seeds, table -> weight(table, place))
              .map(it -> change(it, 3))
              .orElse(Entry.none()));
    }
    return Optional.of(new Row(false, entries));
  }

  private static Series weight(FrameTable table, int part) {
    FrameTable.Attention weights = table.attention().orElseThrow();
    return List.of(weights.past(), weights.current(), weights.future()).get(part);
  }

  private static Entry change(Comparison comparison, int decimals) {
    double change = comparison.change().estimate();
    return new Entry(
        Numbers.signed(change, decimals),
        comparison
            .difference()
            .map(it -> Numbers.interval(it.low(), it.high(), decimals))
            .orElse(""),
        false,
        "",
        Optional.of(change),
        Optional.empty());
  }

  private static double shareOccluded(FrameTable table) {
    int scored = 0;
    int occluded = 0;
    for (int row = 0; row < table.rows(); row++) {
      scored += table.scored().get(row) ? 1 : 0;
      occluded += table.scored().get(row) && isOccluded(table, row) ? 1 : 0;
    }
    return (double) occluded / scored;
  }

  private static boolean isOccluded(FrameTable table, int row) {
    Series occlusion = table.signals().get(SIGNAL);
    return occlusion != null && occlusion.has(row) && occlusion.get(row) > 0;
  }

  /** What of a table's rows is compared. */
  private interface Values {
    @org.jspecify.annotations.Nullable
    Series of(FrameTable table);
  }

  private static Optional<Comparison> comparison(
      RunView run, List<FrameTable> seeds, Values values) {
    Optional<CellSample> occluded = sample(run, seeds, values, true);
    return sample(run, seeds, values, false)
        .flatMap(view -> occluded.flatMap(hidden -> Comparison.of(hidden, view, true)));
  }

  /** Means over the rows of one kind, of sequences that have rows of both under every seed. */
  private static Optional<CellSample> sample(
      RunView run, List<FrameTable> seeds, Values values, boolean occluded) {
    Cell cell = seeds.get(0).cell();
    List<String> names = new ArrayList<>();
    List<double[]> means = new ArrayList<>();
    for (FrameTable.SequenceRange range : seeds.get(0).sequences()) {
      double[] bySeed = new double[seeds.size()];
      boolean both = true;
      for (int s = 0; s < bySeed.length; s++) {
        bySeed[s] = mean(seeds.get(s), range, values, occluded);
        both &= !Double.isNaN(bySeed[s] + mean(seeds.get(s), range, values, !occluded));
      }
      if (both) {
        names.add(range.name());
        means.add(bySeed);
      }
    }
    if (names.isEmpty()) {
      return Optional.empty();
    }
    double[][] table = new double[seeds.size()][names.size()];
    double[] alike = new double[names.size()];
    java.util.Arrays.fill(alike, 1);
    for (int i = 0; i < names.size(); i++) {
      for (int s = 0; s < seeds.size(); s++) {
        table[s][i] = means.get(i)[s];
      }
    }
    return Optional.of(
        new CellSample(
            names,
            names.stream().map(name -> run.subject(cell, name)).toList(),
            seeds.stream().map(it -> it.cell().seed()).toList(),
            table,
            alike));
  }

  /** Not a number where there is no such row. */
  private static double mean(
      FrameTable table, FrameTable.SequenceRange range, Values values, boolean occluded) {
    Series series = values.of(table);
    double sum = 0;
    int count = 0;
    for (int row = range.from(); series != null && row < range.to(); row++) {
      if (table.scored().get(row) && series.has(row) && isOccluded(table, row) == occluded) {
        sum += series.get(row);
        count++;
      }
    }
    return count == 0 ? Double.NaN : sum / count;
  }
}
