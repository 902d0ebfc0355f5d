package hmrbench.record;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import hmrbench.core.Fault;
import hmrbench.io.CsvFile;
import hmrbench.io.TextFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The folder {@code diagnosis} of a run: a file per cell while it is running, a table over all of
 * them when it ends.
 */
public final class DiagnosisFiles {

  /** Name of the folder within that of the run. */
  public static final String FOLDER = "diagnosis";

  /** Where the files of single cells lie. */
  static final String CELLS = FOLDER + "/cells";

  private static final JsonMapper JSON = new JsonMapper();

  private DiagnosisFiles() {}

  /** Writes what was found out about a cell. */
  static void write(Path runFolder, Cell cell, CellDiagnosis diagnosis) {
    ObjectNode root = JSON.createObjectNode();
    for (DiagnosisTable table : DiagnosisTable.values()) {
      ArrayNode rows = root.putArray(table.fileName());
      for (List<String> row : diagnosis.rows(table)) {
        ArrayNode fields = rows.addArray();
        row.forEach(fields::add);
      }
    }
    TextFile.write(cellFile(runFolder, cell), root + "\n");
  }

  private static Path cellFile(Path runFolder, Cell cell) {
    return runFolder.resolve(CellFiles.diagnosis(cell));
  }

  private static Optional<CellDiagnosis> read(Path runFolder, Cell cell) {
    Path file = cellFile(runFolder, cell);
    if (!Files.isRegularFile(file)) {
      return Optional.empty();
    }
    CellDiagnosis diagnosis = new CellDiagnosis();
    try {
      JsonNode root = JSON.readTree(Files.readString(file));
      for (DiagnosisTable table : DiagnosisTable.values()) {
        for (JsonNode row : root.path(table.fileName())) {
          List<String> fields = new ArrayList<>();
          row.forEach(field -> fields.add(field.asText()));
          diagnosis.add(table, fields);
        }
      }
    } catch (JsonProcessingException | IllegalArgumentException e) {
      throw Fault.running("%s: is no diagnosis: %s; run with --fresh", file, e);
    } catch (IOException e) {
      throw Fault.of(Fault.Kind.FAILED_RUNNING, file, "cannot be read", e);
    }
    return Optional.of(diagnosis);
  }

  /**
   * Joins the files of cells to one table of each kind that has a line.
   *
   * @param cells those that are done, in the order of the lines
   * @return the files of the tables
   */
  static List<Path> join(Path runFolder, List<Cell> cells) {
    List<Path> files = new ArrayList<>();
    Map<Cell, CellDiagnosis> found = new LinkedHashMap<>();
    cells.forEach(cell -> read(runFolder, cell).ifPresent(it -> found.put(cell, it)));
    for (DiagnosisTable table : DiagnosisTable.values()) {
      if (found.values().stream().anyMatch(it -> !it.rows(table).isEmpty())) {
        join(tableFile(runFolder, table), table, found);
        files.add(tableFile(runFolder, table));
      }
    }
    return files;
  }

  private static void join(Path file, DiagnosisTable table, Map<Cell, CellDiagnosis> found) {
    List<List<String>> lines = new ArrayList<>();
    found.forEach(
        (cell, diagnosis) ->
            diagnosis.rows(table).forEach(row -> lines.add(CellColumns.before(cell, row))));
    CsvFile.write(file, CellColumns.before(table.columns()), lines);
  }

  static Path tableFile(Path runFolder, DiagnosisTable table) {
    return runFolder.resolve(FOLDER).resolve(table.fileName() + ".csv");
  }

  /**
   * The lines of a table.
   *
   * @return none where the run has no such table
   * @throws Fault if the file is something else
   */
  static List<DiagnosisRow> read(Path runFolder, DiagnosisTable table) {
    Path file = tableFile(runFolder, table);
    if (!Files.isRegularFile(file)) {
      return List.of();
    }
    return CellColumns.read(
        file,
        (record, header) -> {
          Map<String, String> values = new LinkedHashMap<>();
          table.columns().forEach(column -> values.put(column, record.get(column)));
          return new DiagnosisRow(CellColumns.read(record), values);
        });
  }
}
