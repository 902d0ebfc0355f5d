package hmrbench.report;

import hmrbench.io.WholeFile;
import hmrbench.record.TrainedCheckpoint;
import hmrbench.report.table.CsvTable;
import hmrbench.report.table.LatexTable;
import hmrbench.report.table.MarkdownTable;
import hmrbench.report.table.TableView;
import hmrbench.report.table.TrainingTable;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** What came of a training recipe: {@code tables/training} beside its unfinished trainings. */
public final class TrainingReport {

  private TrainingReport() {}

  /**
   * Writes the table of the checkpoints that are there.
   *
   * @param output folder of the checkpoints
   * @param target folder of the tables' folder
   * @return whether there is any checkpoint
   * @throws hmrbench.core.Fault if a card cannot be read
   */
  public static boolean write(String recipe, Path output, Path target) {
    List<TrainedCheckpoint> checkpoints =
        Files.isDirectory(output) ? TrainedCheckpoint.all(output, recipe) : List.of();
    if (checkpoints.isEmpty()) {
      return false;
    }
    TableView table = TrainingTable.of(recipe, checkpoints);
    Path file = target.resolve("tables").resolve(table.name());
    write(file, ".md", MarkdownTable.of(table));
    write(file, ".tex", LatexTable.of(table));
    write(file, ".csv", CsvTable.of(table));
    return true;
  }

  private static void write(Path file, String ending, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    WholeFile.write(file.resolveSibling(file.getFileName() + ending), out -> out.write(bytes));
  }
}
