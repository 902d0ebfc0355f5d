package hmrbench.report.finding;

import hmrbench.core.MetricId;
import hmrbench.core.Series;
import hmrbench.metric.Metrics;
import hmrbench.metric.stats.Comparison;
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

  static final String SIGNAL = "occlusion";

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
      FrameGroups.of(
              run,
              setting,
              model,
              it -> it.attention().isPresent() && it.signals().containsKey(SIGNAL))
          .flatMap(frames -> row(run, model, frames))
          .ifPresent(rows::add);
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

  private static Optional<Row> row(RunView run, String model, FrameGroups frames) {
    Optional<Comparison> error =
        frames.comparison(
            table -> table.metrics().get(ERROR.column()),
            OcclusionTable::isOccluded,
            OcclusionTable::isInView);
    if (error.isEmpty()) {
      return Optional.empty();
    }
    List<Entry> entries = new ArrayList<>();
    entries.add(Entry.words(model).swatched(Ink.css(run.styles().of(model).color())));
    entries.add(Entry.number(100 * frames.share(OcclusionTable::isOccluded), 0));
    entries.add(Entry.number(error.get().baseline(), 2));
    entries.add(FrameGroups.change(error.get(), 2));
    for (int part = 0; part < WEIGHTS.size(); part++) {
      int place = part;
      entries.add(
          frames
              .comparison(
                  table -> weight(table, place),
                  OcclusionTable::isOccluded,
                  OcclusionTable::isInView)
              .map(it -> FrameGroups.change(it, 3))
              .orElse(Entry.none()));
    }
    return Optional.of(new Row(false, entries));
  }

  private static Series weight(FrameTable table, int part) {
    FrameTable.Attention weights = table.attention().orElseThrow();
    return List.of(weights.past(), weights.current(), weights.future()).get(part);
  }

  /** Whether some limb is hidden. */
  static boolean isOccluded(FrameTable table, int row) {
    Series occlusion = table.signals().get(SIGNAL);
    return occlusion != null && occlusion.has(row) && occlusion.get(row) > 0;
  }

  /** Whether nothing is known to be hidden. */
  static boolean isInView(FrameTable table, int row) {
    return !isOccluded(table, row);
  }
}
