package hmrbench.record;

import hmrbench.io.CsvFile;
import hmrbench.metric.Metric;
import hmrbench.metric.Metrics;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.commons.csv.CSVRecord;

/**
 * What forced attention weights do, sequence by sequence: {@code interventions.csv}, and one file
 * of the same columns per cell in {@code interventions/}.
 */
public final class InterventionFile {

  /** The file over all cells, in a run folder. */
  public static final String NAME = "interventions.csv";

  /** The errors that it holds. */
  public static final List<Metric> SCORED =
      List.of(Metrics.MPJPE, Metrics.PA_MPJPE, Metrics.ACCEL_ERR);

  /** Mean weight of past, current and future. */
  public static final List<String> MEAN_WEIGHTS =
      List.of("attention_past", "attention_current", "attention_future");

  /** Standard deviation over the rows of the weight that varies most. */
  public static final String SPREAD = "attention_spread";

  /** Mean entropy of the weights over that of equal weights. */
  public static final String ENTROPY = "attention_entropy";

  /** Share of what the softmax is taken of that lies at the bound of its hyperbolic tangent. */
  public static final String AT_BOUND = "attention_at_bound";

  /** Mean over the rows of the largest change of a weight against the network's own. */
  public static final String MOVED = "attention_moved";

  /** The largest change of a weight in any row. */
  public static final String MOVED_MOST = "attention_moved_most";

  private static final List<String> METRICS =
      SCORED.stream().map(metric -> metric.id().column()).toList();

  private static final List<String> ATTENTION =
      Stream.concat(MEAN_WEIGHTS.stream(), Stream.of(SPREAD, ENTROPY, AT_BOUND, MOVED, MOVED_MOST))
          .toList();

  private static final List<String> WEIGHTS = List.of("w_past", "w_current", "w_future");

  private static final List<String> HEADER =
      CellColumns.before(
          Stream.of(
                  List.of("intervention"),
                  WEIGHTS,
                  List.of(Column.SEQUENCE, Column.FRAMES),
                  METRICS,
                  ATTENTION)
              .flatMap(List::stream)
              .toList());

  private InterventionFile() {}

  /**
   * Writes rows.
   *
   * @throws hmrbench.core.Fault if the file cannot be written; nothing is left behind then
   */
  public static void write(Path file, List<InterventionRow> rows) {
    CsvFile.write(file, HEADER, rows.stream().map(InterventionFile::fields).toList());
  }

  private static List<String> fields(InterventionRow row) {
    List<String> fields = CellColumns.before(row.cell(), List.of(row.kind()));
    for (int branch = 0; branch < WEIGHTS.size(); branch++) {
      int place = branch;
      fields.add(row.weights().map(weights -> Decimal.text(weights.get(place))).orElse(""));
    }
    fields.add(row.sequence());
    fields.add(Integer.toString(row.frames()));
    Stream.of(METRICS, ATTENTION)
        .flatMap(List::stream)
        .map(column -> row.value(column).map(Decimal::text).orElse(""))
        .forEach(fields::add);
    return fields;
  }

  /**
   * Reads rows.
   *
   * @throws hmrbench.core.Fault if it cannot be read
   */
  public static List<InterventionRow> read(Path file) {
    return CellColumns.read(file, (row, header) -> row(row));
  }

  private static InterventionRow row(CSVRecord record) {
    Optional<List<Double>> weights =
        record.get(WEIGHTS.get(0)).isEmpty()
            ? Optional.empty()
            : Optional.of(
                WEIGHTS.stream().map(column -> Double.parseDouble(record.get(column))).toList());
    return new InterventionRow(
        CellColumns.read(record),
        record.get("intervention"),
        weights,
        record.get(Column.SEQUENCE),
        Integer.parseInt(record.get(Column.FRAMES)),
        numbers(record, METRICS),
        numbers(record, ATTENTION));
  }

  /** Files of earlier versions have no columns of attention. */
  private static Map<String, Double> numbers(CSVRecord record, List<String> columns) {
    Map<String, Double> numbers = new LinkedHashMap<>();
    for (String column : columns) {
      if (record.isSet(column) && !record.get(column).isEmpty()) {
        numbers.put(column, Double.parseDouble(record.get(column)));
      }
    }
    return numbers;
  }
}
