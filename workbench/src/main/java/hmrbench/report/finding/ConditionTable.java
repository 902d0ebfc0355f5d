package hmrbench.report.finding;

import hmrbench.core.MetricId;
import hmrbench.core.Series;
import hmrbench.metric.Metrics;
import hmrbench.record.FrameTable;
import hmrbench.record.ModelFacts;
import hmrbench.report.chart.Ink;
import hmrbench.report.finding.FrameGroups.Rows;
import hmrbench.report.table.Numbers;
import hmrbench.report.table.TableView;
import hmrbench.report.table.TableView.Entry;
import hmrbench.report.table.TableView.Heading;
import hmrbench.report.table.TableView.Row;
import hmrbench.report.view.RunView;
import hmrbench.report.view.Setting;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Errors where a person is hidden, fast or turned away, against where they are not. */
public final class ConditionTable {

  private static final List<MetricId> ERRORS =
      List.of(Metrics.PA_MPJPE.id(), Metrics.ACCEL_ERR.id());

  private static final int DECIMALS = 1;

  private static final String SPEED = "speed_m_per_s";

  /** By how much someone is turned away from the camera, in degrees. */
  private static final String TURNED = "turned_deg";

  /** Up to this angle someone faces the camera, in degrees; beyond 180 minus it their back does. */
  private static final double FRONT = 45;

  private ConditionTable() {}

  /**
   * Frames with something in common.
   *
   * @param by what they are told apart by
   * @param name what they have in common
   */
  private record Condition(String by, String name, Rows rows) {}

  /** Three models times seven conditions, say; nothing where records know of none. */
  public static Optional<TableView> of(RunView run, Setting setting) {
    List<Row> rows = new ArrayList<>();
    for (ModelFacts model : run.models()) {
      if (model.competes()) {
        FrameGroups.of(run, setting, model.name(), ConditionTable::knowsOne)
            .ifPresent(frames -> addRows(run, model.name(), frames, rows));
      }
    }
    return rows.isEmpty() ? Optional.empty() : Optional.of(table(setting, rows));
  }

  private static boolean knowsOne(FrameTable table) {
    return !conditions(table).isEmpty();
  }

  private static TableView table(Setting setting, List<Row> rows) {
    List<Heading> columns = new ArrayList<>();
    columns.add(Heading.words("model"));
    columns.add(Heading.words("by"));
    columns.add(Heading.words("frames with"));
    columns.add(new Heading("share", "% of frames", true));
    for (MetricId error : ERRORS) {
      String unit = Numbers.unit(error.unit());
      columns.add(new Heading(error.name(), unit, true));
      columns.add(new Heading("change of " + error.name(), unit, true));
    }
    return new TableView(
        "conditions__%s__%s__%sfps"
            .formatted(setting.dataset(), setting.protocol(), setting.fpsText()),
        "Where errors are large: %s. Mean over frames of a kind and sequences, median over seeds; small print: 95 %% interval over people and seeds."
            .formatted(setting.words()),
        columns,
        rows,
        List.of(
            "Changes are against the first line of the same kind, in sequences that have frames of"
                + " both.",
            "Speed: mean of the scored joints relative to the pelvis; thirds of the frames."
                + " Viewpoint: by which side of the pelvis the camera sees, up to 45°, and from 135°"
                + " on."));
  }

  private static void addRows(RunView run, String model, FrameGroups frames, List<Row> rows) {
    List<Condition> all = conditions(frames.first());
    for (Condition condition : all) {
      Condition base =
          all.stream().filter(it -> it.by().equals(condition.by())).findFirst().orElseThrow();
      row(run, model, frames, condition, base).ifPresent(rows::add);
    }
  }

  private static Optional<Row> row(
      RunView run, String model, FrameGroups frames, Condition condition, Condition base) {
    double share = frames.share(condition.rows());
    if (share == 0) {
      return Optional.empty();
    }
    List<Entry> entries = new ArrayList<>();
    entries.add(Entry.words(model).swatched(Ink.css(run.styles().of(model).color())));
    entries.add(Entry.words(condition.by()));
    entries.add(Entry.words(condition.name()));
    entries.add(Entry.number(100 * share, 0));
    for (MetricId error : ERRORS) {
      FrameGroups.Values values = table -> table.metrics().get(error.column());
      entries.add(
          frames
              .mean(values, condition.rows())
              .map(it -> Entry.number(it, DECIMALS))
              .orElse(Entry.none()));
      entries.add(
          condition.equals(base)
              ? Entry.none()
              : frames
                  .comparison(values, condition.rows(), base.rows())
                  .map(it -> FrameGroups.change(it, DECIMALS))
                  .orElse(Entry.none()));
    }
    return Optional.of(new Row(false, entries));
  }

  private static List<Condition> conditions(FrameTable table) {
    List<Condition> all = new ArrayList<>();
    if (table.signals().containsKey(OcclusionTable.SIGNAL)) {
      all.add(new Condition("occlusion", "in full view", OcclusionTable::isInView));
      all.add(new Condition("occlusion", "occluded", OcclusionTable::isOccluded));
    }
    speedThirds(table).ifPresent(all::addAll);
    if (table.signals().containsKey(TURNED)) {
      all.add(between("viewpoint", "from the front", TURNED, 0, FRONT));
      all.add(between("viewpoint", "from the side", TURNED, FRONT, 180 - FRONT));
      all.add(between("viewpoint", "from behind", TURNED, 180 - FRONT, 181));
    }
    return all;
  }

  /** Slow, middle and fast frames, equally many; nothing where all are equally fast. */
  private static Optional<List<Condition>> speedThirds(FrameTable table) {
    Series speed = table.signals().get(SPEED);
    if (speed == null) {
      return Optional.empty();
    }
    double[] sorted = new double[table.rows()];
    int count = 0;
    for (int row = 0; row < table.rows(); row++) {
      if (table.scored().get(row) && speed.has(row)) {
        sorted[count++] = speed.get(row);
      }
    }
    Arrays.sort(sorted, 0, count);
    if (count < 3 || sorted[count / 3] >= sorted[2 * count / 3]) {
      return Optional.empty();
    }
    double slow = sorted[count / 3];
    double fast = sorted[2 * count / 3];
    return Optional.of(
        List.of(
            between("speed", "slowest third", SPEED, Double.NEGATIVE_INFINITY, slow),
            between("speed", "middle third", SPEED, slow, fast),
            between("speed", "fastest third", SPEED, fast, Double.POSITIVE_INFINITY)));
  }

  /** Frames whose signal is from {@code low}, inclusive, to {@code high}, exclusive. */
  private static Condition between(String by, String name, String signal, double low, double high) {
    return new Condition(
        by,
        name,
        (table, row) -> {
          Series values = table.signals().get(signal);
          return values != null
              && values.has(row)
              && values.get(row) >= low
              && values.get(row) < high;
        });
  }
}
