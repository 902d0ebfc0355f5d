package hmrbench.report.finding;

import hmrbench.core.Series;
import hmrbench.metric.stats.CellSample;
import hmrbench.metric.stats.Comparison;
import hmrbench.record.Cell;
import hmrbench.record.FrameTable;
import hmrbench.report.table.Numbers;
import hmrbench.report.table.TableView.Entry;
import hmrbench.report.view.RunView;
import hmrbench.report.view.Setting;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Frames of one model, under all its seeds, that have something in common against others. */
final class FrameGroups {

  /** Which rows of a table are meant. */
  interface Rows {
    boolean has(FrameTable table, int row);
  }

  /** What of a table's rows is averaged; nothing where the table does not have it. */
  interface Values {
    @Nullable Series of(FrameTable table);
  }

  private final RunView run;
  private final List<FrameTable> seeds;

  private FrameGroups(RunView run, List<FrameTable> seeds) {
    this.run = run;
    this.seeds = List.copyOf(seeds);
  }

  /** Those of a model without a filter; nothing where no seed has records that will do. */
  static Optional<FrameGroups> of(
      RunView run, Setting setting, String model, Predicate<FrameTable> willDo) {
    List<FrameTable> seeds =
        run.seeds(setting, model, RunView.NO_FILTER).stream()
            .map(seed -> setting.cell(model, RunView.NO_FILTER, seed))
            .filter(run.folder().cells()::contains)
            .map(run.folder()::frames)
            .filter(willDo)
            .toList();
    return seeds.isEmpty() ? Optional.empty() : Optional.of(new FrameGroups(run, seeds));
  }

  /** The records of the first seed; frames and signals are those of every seed. */
  FrameTable first() {
    return seeds.get(0);
  }

  /** Which share of the scored frames is meant, from 0 to 1. */
  double share(Rows rows) {
    FrameTable table = first();
    int scored = 0;
    int meant = 0;
    for (int row = 0; row < table.rows(); row++) {
      scored += table.scored().get(row) ? 1 : 0;
      meant += table.scored().get(row) && rows.has(table, row) ? 1 : 0;
    }
    return (double) meant / scored;
  }

  /** The mean over frames of a kind, over seeds and sequences that have any. */
  Optional<Double> mean(Values values, Rows rows) {
    return sample(values, rows, rows).map(CellSample::value);
  }

  /** Frames of one kind against those of another, in sequences that have frames of both. */
  Optional<Comparison> comparison(Values values, Rows rows, Rows against) {
    return sample(values, against, rows)
        .flatMap(
            base ->
                sample(values, rows, against).flatMap(other -> Comparison.of(other, base, true)));
  }

  /** Means over the rows of one kind, of sequences that have rows of both under every seed. */
  private Optional<CellSample> sample(Values values, Rows rows, Rows too) {
    Cell cell = first().cell();
    List<String> names = new ArrayList<>();
    List<double[]> means = new ArrayList<>();
    for (FrameTable.SequenceRange range : first().sequences()) {
      double[] bySeed = new double[seeds.size()];
      boolean both = true;
      for (int s = 0; s < bySeed.length; s++) {
        bySeed[s] = mean(seeds.get(s), range, values, rows);
        both &= !Double.isNaN(bySeed[s] + mean(seeds.get(s), range, values, too));
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
    Arrays.fill(alike, 1);
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
      FrameTable table, FrameTable.SequenceRange range, Values values, Rows rows) {
    Series series = values.of(table);
    double sum = 0;
    int count = 0;
    for (int row = range.from(); series != null && row < range.to(); row++) {
      if (table.scored().get(row) && series.has(row) && rows.has(table, row)) {
        sum += series.get(row);
        count++;
      }
    }
    return count == 0 ? Double.NaN : sum / count;
  }

  /** A change, with its interval where it has one. */
  static Entry change(Comparison comparison, int decimals) {
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
}
