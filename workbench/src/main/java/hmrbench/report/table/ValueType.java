package hmrbench.report.table;

import hmrbench.core.MetricId;
import hmrbench.metric.Metrics;
import hmrbench.record.Manifest.ProtocolFacts;
import hmrbench.record.SummaryRow;
import hmrbench.report.view.RunView;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What kind of number a value is. Two values are ranked against each other only if their types are
 * equal: the same quantity in the same unit, from the same frames, scored in the same way.
 *
 * @param metric name of the metric
 * @param unit its unit
 * @param dataset what was predicted
 * @param protocol how it was scored, with its version
 * @param fps frame rate of the scored frames, in hertz
 * @param sequences number of sequences in the average
 * @param frames number of frames in the average
 * @param peculiarity what else sets it apart; empty where nothing does
 */
public record ValueType(
    String metric,
    String unit,
    String dataset,
    String protocol,
    double fps,
    int sequences,
    int frames,
    String peculiarity) {

  private static final String MESH_COLUMN = Metrics.MPVPE.id().column();

  /** The type of a metric in a row of the summary of a run. */
  public static ValueType of(RunView run, SummaryRow row, MetricId metric) {
    Optional<ProtocolFacts> protocol = run.protocol(row.cell().protocol());
    boolean unfilteredMesh =
        metric.column().equals(MESH_COLUMN)
            && !row.cell().filter().equals(RunView.NO_FILTER)
            && !run.isFitted(row.cell().filter())
            && protocol.map(ProtocolFacts::meshErrorIgnoresFilter).orElse(false);
    String name = row.cell().protocol();
    return new ValueType(
        metric.name(),
        metric.unit(),
        row.cell().dataset(),
        protocol.map(known -> name + " version " + known.version()).orElse(name),
        row.cell().fps(),
        row.sequences(),
        row.frames(),
        unfilteredMesh ? "mesh error of the unfiltered prediction" : "");
  }

  /** In words, how this type differs from another; empty where it does not. */
  public List<String> differencesFrom(ValueType other) {
    List<String> differences = new ArrayList<>();
    add(differences, "metric", metric, other.metric);
    add(differences, "unit", unit, other.unit);
    add(differences, "data set", dataset, other.dataset);
    add(differences, "protocol", protocol, other.protocol);
    add(differences, "frames/s", Numbers.short3(fps), Numbers.short3(other.fps));
    add(differences, "sequences", Numbers.grouped(sequences), Numbers.grouped(other.sequences));
    add(differences, "frames", Numbers.grouped(frames), Numbers.grouped(other.frames));
    if (!peculiarity.equals(other.peculiarity)) {
      differences.add(peculiarity.isEmpty() ? "no " + other.peculiarity : peculiarity);
    }
    return differences;
  }

  private static void add(List<String> differences, String what, String mine, String theirs) {
    if (!mine.equals(theirs)) {
      differences.add("%s %s instead of %s".formatted(what, mine, theirs));
    }
  }
}
