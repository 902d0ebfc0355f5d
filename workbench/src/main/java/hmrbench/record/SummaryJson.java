package hmrbench.record;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import hmrbench.io.TextFile;
import java.nio.file.Path;
import java.util.List;

/** {@code summary.json}: summary.csv as an array of objects under {@code cells}, unrounded. */
public final class SummaryJson {

  /** Its name within a run folder. */
  public static final String NAME = "summary.json";

  private static final JsonMapper JSON = new JsonMapper();

  private SummaryJson() {}

  /** Writes it; a value that does not exist is no key. */
  public static void write(Path file, List<SummaryRow> rows) {
    ObjectNode root = JSON.createObjectNode();
    for (SummaryRow row : rows) {
      ObjectNode cell = JSON.createObjectNode();
      cell.put("model", row.cell().model());
      cell.put("dataset", row.cell().dataset());
      cell.put("protocol", row.cell().protocol());
      cell.put("fps", row.cell().fps());
      cell.put("filter", row.cell().filter());
      cell.put("seed", row.cell().seed());
      cell.put(Column.SEQUENCES, row.sequences());
      cell.put(Column.FRAMES, row.frames());
      row.metrics()
          .forEach(
              (metric, value) -> {
                cell.put(metric, value.mean());
                value
                    .interval()
                    .ifPresent(
                        range -> {
                          cell.put(metric + Column.CI_LOW, range.low());
                          cell.put(metric + Column.CI_HIGH, range.high());
                        });
                cell.put(metric + Column.PER_SEQUENCE, value.perSequence());
              });
      root.withArray("cells").add(cell);
    }
    TextFile.write(file, root.toPrettyString() + "\n");
  }
}
