package hmrbench.report.table;

import hmrbench.metric.stats.Seeds;
import hmrbench.record.TrainedCheckpoint;
import hmrbench.report.table.TableView.Entry;
import hmrbench.report.table.TableView.Heading;
import hmrbench.report.table.TableView.Row;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/** The checkpoints of a recipe, model by model: steps, and what validation said in the end. */
public final class TrainingTable {

  /**
   * A column.
   *
   * @param score as cards write it
   */
  private record Column(String title, String unit, String score) {}

  private static final List<Column> SCORES =
      List.of(
          new Column("loss", "", "loss"),
          new Column("MPJPE", "mm", "mpjpe_mm"),
          new Column("PA-MPJPE", "mm", "pa_mpjpe_mm"),
          new Column("Accel error", "mm/frame²", "accel_err_mm_per_frame2"),
          new Column("seen PA-MPJPE", "mm", "seen_pa_mpjpe_mm"),
          new Column("held-out PA-MPJPE", "mm", "heldout_pa_mpjpe_mm"),
          new Column("order", "%", "order_percent"),
          new Column("order or its reversal", "%", "order_or_reversal_percent"),
          new Column("order, by distance", "%", "order_by_distance_percent"),
          new Column("loss of no change", "", "held_loss"),
          new Column("loss, of that", "%", "loss_of_held_percent"));

  private TrainingTable() {}

  /** One row per model; small print is the least and the greatest of its seeds. */
  public static TableView of(String recipe, List<TrainedCheckpoint> checkpoints) {
    Map<String, List<TrainedCheckpoint>> byModel = new LinkedHashMap<>();
    checkpoints.forEach(
        it -> byModel.computeIfAbsent(it.model(), none -> new ArrayList<>()).add(it));
    List<Heading> columns =
        new ArrayList<>(
            List.of(
                Heading.words("model"),
                new Heading("seeds", "", true),
                new Heading("steps", "", true),
                Heading.words("ended")));
    List<Column> scores =
        SCORES.stream()
            .filter(
                it -> checkpoints.stream().anyMatch(one -> one.scores().containsKey(it.score())))
            .toList();
    scores.forEach(it -> columns.add(new Heading(it.title(), it.unit(), true)));
    List<Row> rows = new ArrayList<>();
    byModel.forEach((model, seeds) -> rows.add(row(model, seeds, scores)));
    return new TableView(
        "training",
        "Checkpoints of %s on validation clips. Median over seeds; small print: least and greatest."
            .formatted(recipe),
        columns,
        rows,
        scores.stream().anyMatch(it -> it.title().startsWith("seen"))
            ? List.of("Seen and held-out: clips of activities that training has and has not.")
            : List.of());
  }

  private static Row row(String model, List<TrainedCheckpoint> seeds, List<Column> scores) {
    List<Entry> entries = new ArrayList<>();
    entries.add(Entry.words(model));
    entries.add(Entry.count(seeds.size()));
    entries.add(entry(seeds, TrainedCheckpoint::steps, 0));
    entries.add(
        Entry.words(
            String.join(", ", seeds.stream().map(TrainedCheckpoint::ended).distinct().toList())));
    for (Column column : scores) {
      boolean all = seeds.stream().allMatch(it -> it.scores().containsKey(column.score()));
      entries.add(
          all
              ? entry(
                  seeds,
                  it -> it.scores().getOrDefault(column.score(), Double.NaN),
                  column.unit().isEmpty() ? 2 : 1)
              : Entry.none());
    }
    return new Row(false, entries);
  }

  private static Entry entry(
      List<TrainedCheckpoint> seeds, ToDoubleFunction<TrainedCheckpoint> number, int decimals) {
    double[] values = seeds.stream().mapToDouble(number).sorted().toArray();
    double median = Seeds.median(values);
    return new Entry(
        Numbers.fixed(median, decimals),
        Numbers.interval(values[0], values[values.length - 1], decimals),
        false,
        "",
        Optional.of(median),
        Optional.empty());
  }
}
