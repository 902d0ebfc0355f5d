package hmrbench.record;

import hmrbench.core.Fault;
import hmrbench.core.VisibleText;
import hmrbench.io.CsvFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * Frames of predictions or of a data set that have no counterpart in the other: {@code
 * unmatched/*.csv} of a run folder, one file per model, data set and seed.
 */
public final class UnmatchedFile {

  /** Folder within the run. */
  public static final String FOLDER = "unmatched";

  private static final List<String> HEADER = List.of("file", "sequence", "frame", "why");

  private UnmatchedFile() {}

  /**
   * One frame, or a whole sequence where {@code frame} is empty.
   *
   * @param file the file that holds it; empty for a frame of the data set
   */
  public record Row(String file, String sequence, String frame, String why) {

    /** Whether it is of the data set, and has no prediction. */
    public boolean isGap() {
      return file.isEmpty();
    }
  }

  /** The file of a model's predictions for a data set, relative to the run folder. */
  public static String name(String model, String dataset, int seed) {
    return "%s/%s__%s__seed-%d.csv".formatted(FOLDER, model, dataset, seed);
  }

  /**
   * Writes a file, or removes one of an earlier run where every frame has a match.
   *
   * @throws hmrbench.core.Fault if it cannot be written; nothing is left behind then
   */
  public static void write(Path file, List<Row> rows) {
    if (rows.isEmpty()) {
      remove(file);
      return;
    }
    CsvFile.write(
        file,
        HEADER,
        rows.stream()
            .map(
                row ->
                    Stream.of(row.file(), row.sequence(), row.frame(), row.why())
                        .map(UnmatchedFile::shown)
                        .toList())
            .toList());
  }

  /**
   * Reads a file.
   *
   * @return empty where there is none: every frame has a match
   */
  static List<Row> read(Path file) {
    if (!Files.isRegularFile(file)) {
      return List.of();
    }
    return CsvFile.read(
        file,
        "run the experiment again with --fresh",
        (row, header) ->
            new Row(row.get("file"), row.get("sequence"), row.get("frame"), row.get("why")));
  }

  /** Names come from other programs, and the file is for people: a cell is text, and visible. */
  private static String shown(String cell) {
    return CsvFile.asText(VisibleText.line(cell));
  }

  private static void remove(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw Fault.of(Fault.Kind.FAILED_RUNNING, file, "cannot be removed", e);
    }
  }
}
