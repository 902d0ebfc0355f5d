package hmrbench.record;

import hmrbench.core.Fault;
import hmrbench.metric.Metric;
import hmrbench.metric.Metrics;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVPrinter;
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

  private static final List<String> CELL =
      List.of("model", "dataset", "protocol", "fps", "filter", "seed");

  private static final CSVFormat WITH_HEADER =
      ShardFile.FORMAT.builder().setHeader().setSkipHeaderRecord(true).get();

  private InterventionFile() {}

  /**
   * Writes rows.
   *
   * @throws Fault if the file cannot be written; nothing is left behind then
   */
  public static void write(Path file, List<InterventionRow> rows) {
    TextFile.write(
        file,
        out -> {
          CSVPrinter printer = new CSVPrinter(out, ShardFile.FORMAT);
          printer.printRecord(
              Stream.of(
                      CELL,
                      List.of("intervention"),
                      WEIGHTS,
                      List.of(Column.SEQUENCE, Column.FRAMES),
                      METRICS)
                  .flatMap(List::stream)
                  .toList());
          for (InterventionRow row : rows) {
            printer.printRecord(fields(row));
          }
          printer.flush();
        });
  }

  private static List<String> fields(InterventionRow row) {
    Cell cell = row.cell();
    List<String> fields =
        new ArrayList<>(
            List.of(
                cell.model(),
                cell.dataset(),
                cell.protocol(),
                cell.fpsText(),
                cell.filter(),
                cell.seed(),
                row.kind()));
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
   * @throws Fault if it cannot be read
   */
  public static List<InterventionRow> read(Path file) {
    try (Reader in = Files.newBufferedReader(file, StandardCharsets.UTF_8);
        CSVParser parser = CSVParser.parse(in, WITH_HEADER)) {
      return parser.stream().map(InterventionFile::row).toList();
    } catch (IOException | UncheckedIOException | IllegalArgumentException e) {
      throw new Fault(
          Fault.Kind.ASKED_WRONGLY,
          "%s: cannot be read: %s; run the experiment again".formatted(file, Unreadable.why(e)),
          e);
    }
  }

  private static InterventionRow row(CSVRecord record) {
    Cell cell =
        new Cell(
            record.get("model"),
            record.get("dataset"),
            record.get("protocol"),
            Double.parseDouble(record.get("fps")),
            record.get("filter"),
            record.get("seed"));
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
        cell,
        record.get("intervention"),
        weights,
        record.get(Column.SEQUENCE),
        Integer.parseInt(record.get(Column.FRAMES)),
        metrics);
  }
}
