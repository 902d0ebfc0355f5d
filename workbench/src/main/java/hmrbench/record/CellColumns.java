package hmrbench.record;

import hmrbench.io.CsvFile;
import hmrbench.io.CsvFile.RowReader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.csv.CSVRecord;

/** The columns with which every row of a run begins: they say which cell it belongs to. */
final class CellColumns {

  private CellColumns() {}

  /** A line of heads that begins with these columns. */
  static List<String> before(List<String> others) {
    return joined(Column.CELL, others);
  }

  /** The fields of a cell, and those that follow. */
  static List<String> before(Cell cell, List<String> others) {
    return joined(of(cell), others);
  }

  private static List<String> joined(List<String> first, List<String> others) {
    List<String> all = new ArrayList<>(first);
    all.addAll(others);
    return all;
  }

  /** The fields of a cell. */
  static List<String> of(Cell cell) {
    return List.of(
        cell.model(), cell.dataset(), cell.protocol(), cell.fpsText(), cell.filter(), cell.seed());
  }

  /** The cell that a row belongs to. */
  static Cell read(CSVRecord row) {
    return new Cell(
        row.get("model"),
        row.get("dataset"),
        row.get("protocol"),
        Double.parseDouble(row.get("fps")),
        row.get("filter"),
        row.get("seed"));
  }

  /**
   * Reads a table of a run.
   *
   * @throws hmrbench.core.Fault if it cannot be read
   */
  static <R> List<R> read(Path file, RowReader<R> reader) {
    return CsvFile.read(file, "run the experiment again", reader);
  }
}
