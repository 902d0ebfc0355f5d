package hmrbench.record;

import hmrbench.core.Fault;
import hmrbench.core.Reason;
import hmrbench.io.CsvFile;
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
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.jspecify.annotations.Nullable;

/**
 * One column of the log of one training.
 *
 * @param model that is trained
 * @param seed of the training
 * @param points step to value
 */
public record TrainingCurve(String model, String seed, Map<Integer, Double> points) {

  /** How the folder of a training is named, before its seed. */
  private static final String SEED = "seed-";

  private static final String STEP = "step";

  public TrainingCurve {
    points = Map.copyOf(points);
  }

  /**
   * Reads a column of every log that is there.
   *
   * @param folders of single trainings, {@code .../<model>/seed-<n>/}; those without the file, or
   *     with no row in it yet, are left out
   * @param file {@code loss.csv} or {@code validation.csv}
   * @throws Fault if a log cannot be read
   */
  public static List<TrainingCurve> read(List<Path> folders, String file, String column) {
    List<TrainingCurve> curves = new ArrayList<>();
    for (Path folder : folders) {
      Path log = folder.resolve(file);
      if (isThere(log)) {
        Map<String, Map<Integer, Double>> columns = columns(log, List.of(column));
        columns.values().forEach(points -> add(curves, folder, points));
      }
    }
    return curves;
  }

  /**
   * As {@link #read}, of every column but the step, each log being read once.
   *
   * @return curves by column, in the order of the first log that has it
   */
  public static Map<String, List<TrainingCurve>> readAll(List<Path> folders, String file) {
    Map<String, List<TrainingCurve>> curves = new LinkedHashMap<>();
    for (Path folder : folders) {
      Path log = folder.resolve(file);
      if (isThere(log)) {
        columns(log, List.of())
            .forEach(
                (column, points) ->
                    add(curves.computeIfAbsent(column, it -> new ArrayList<>()), folder, points));
      }
    }
    return curves;
  }

  private static boolean isThere(Path log) {
    Path folder = log.toAbsolutePath().getParent();
    return Files.exists(log) && folder != null && model(folder) != null;
  }

  private static @Nullable Path model(Path folder) {
    Path model = folder.toAbsolutePath().getParent();
    return model == null ? null : model.getFileName();
  }

  private static void add(List<TrainingCurve> curves, Path folder, Map<Integer, Double> points) {
    if (!points.isEmpty()) {
      curves.add(
          new TrainingCurve(
              String.valueOf(model(folder)),
              folder.getFileName().toString().substring(SEED.length()),
              points));
    }
  }

  /**
   * Columns of a log.
   *
   * @param wanted their names; all but the step where there are none
   */
  private static Map<String, Map<Integer, Double>> columns(Path log, List<String> wanted) {
    try (Reader text = Files.newBufferedReader(log, StandardCharsets.UTF_8);
        CSVParser rows = CSVParser.parse(text, CsvFile.WITH_HEADER)) {
      Map<String, Map<Integer, Double>> columns = new LinkedHashMap<>();
      for (String column : wanted.isEmpty() ? rows.getHeaderNames() : wanted) {
        columns.put(column, new TreeMap<>());
      }
      columns.remove(STEP);
      for (CSVRecord row : rows) {
        int step = Integer.parseInt(row.get(STEP));
        columns.forEach((column, points) -> points.put(step, Double.parseDouble(row.get(column))));
      }
      return columns;
    } catch (IOException | UncheckedIOException | IllegalArgumentException e) {
      throw new Fault(
          Fault.Kind.FAILED_RUNNING,
          "%s: not a log of a training: %s".formatted(log, Reason.of(e)),
          e);
    }
  }

  /** The folders {@code <folder>/<model>/seed-<n>} that there are, in order. */
  public static List<Path> trainings(Path folder) {
    try (Stream<Path> found = Files.walk(folder, 2)) {
      return found
          .filter(path -> path.getNameCount() == folder.getNameCount() + 2)
          .filter(path -> path.getFileName().toString().startsWith(SEED))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw Fault.of(Fault.Kind.FAILED_RUNNING, folder, "cannot be listed", e);
    }
  }
}
