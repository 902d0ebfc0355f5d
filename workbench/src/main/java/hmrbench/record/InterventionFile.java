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

  private static final List<String> METRICS =
      SCORED.stream().map(metric -> metric.id().column()).toList();

  private static final List<String> WEIGHTS = List.of("w_past", "w_current", "w_future");

  private static final List<String> HEADER =
      CellColumns.before(
          Stream.of(
                  List.of("intervention"),
                  WEIGHTS,
                  List.of(Column.SEQUENCE, Column.FRAMES),
                  METRICS)
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
    for (String metric : METRICS) {
      Double value = row.metrics().get(metric);
      fields.add(value == null ? "" : Decimal.text(value));
    }
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
    Map<String, Double> metrics = new LinkedHashMap<>();
    for (String metric : METRICS) {
      if (!record.get(metric).isEmpty()) {
        metrics.put(metric, Double.parseDouble(record.get(metric)));
      }
    }
    return new InterventionRow(
        CellColumns.read(record),
        record.get("intervention"),
        weights,
        record.get(Column.SEQUENCE),
        Integer.parseInt(record.get(Column.FRAMES)),
        metrics);
  }
}
