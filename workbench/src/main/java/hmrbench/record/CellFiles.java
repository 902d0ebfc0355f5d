package hmrbench.record;

import java.util.ArrayList;
import java.util.List;

/** Where the files of a cell lie, relative to the folder of their run. */
final class CellFiles {

  private CellFiles() {}

  /** Its rows. */
  static String rows(Cell cell) {
    return "shards/%s.csv".formatted(cell.fileName());
  }

  /** The prediction behind its rows, for playback. */
  static String prediction(Cell cell) {
    return "predictions/%s.safetensors".formatted(cell.fileName());
  }

  /** What was found out about it. */
  static String diagnosis(Cell cell) {
    return "%s/%s.json".formatted(DiagnosisFiles.CELLS, cell.fileName());
  }

  /** What interventions on its network do. */
  static String interventions(Cell cell) {
    return "interventions/%s.csv".formatted(cell.fileName());
  }

  /** Frames of predictions without a counterpart. */
  static String unmatched(Cell cell) {
    return UnmatchedFile.name(cell.model(), cell.dataset(), Integer.parseInt(cell.seed()));
  }

  /** Every file that scoring a cell may leave. */
  static List<String> scored(Cell cell) {
    return List.of(rows(cell), prediction(cell), diagnosis(cell), unmatched(cell));
  }

  /** Every file that a run of some cells may have, its pages left out. */
  static List<String> all(List<Cell> cells) {
    List<String> paths = new ArrayList<>(OF_RUN);
    for (DiagnosisTable table : DiagnosisTable.values()) {
      paths.add("%s/%s.csv".formatted(DiagnosisFiles.FOLDER, table.fileName()));
    }
    for (Cell cell : cells) {
      paths.addAll(scored(cell));
      paths.add(interventions(cell));
    }
    return paths;
  }

  private static final List<String> OF_RUN =
      List.of(
          RunStore.CONFIG,
          SummaryFiles.SEQUENCES,
          SummaryFiles.SUMMARY,
          SummaryJson.NAME,
          FramesFile.NAME,
          FramesFile.NAME + ".gz",
          InterventionFile.NAME);
}
