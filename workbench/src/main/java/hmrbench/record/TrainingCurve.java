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
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

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
      Path model = folder.toAbsolutePath().getParent();
      if (Files.exists(log) && model != null && model.getFileName() != null) {
        Map<Integer, Double> points = column(log, column);
        if (!points.isEmpty()) {
          curves.add(
              new TrainingCurve(
                  model.getFileName().toString(),
                  folder.getFileName().toString().substring(SEED.length()),
                  points));
        }
      }
    }
    return curves;
  }

  private static Map<Integer, Double> column(Path log, String column) {
    try (Reader text = Files.newBufferedReader(log, StandardCharsets.UTF_8);
        CSVParser rows = CSVParser.parse(text, CsvFile.WITH_HEADER)) {
      Map<Integer, Double> points = new TreeMap<>();
      for (CSVRecord row : rows) {
        points.put(Integer.parseInt(row.get(STEP)), Double.parseDouble(row.get(column)));
      }
      return points;
    } catch (IOException | UncheckedIOException | IllegalArgumentException e) {
      throw unreadable(log, e);
    }
  }

  /**
   * The columns of every log that is there, but for the step, in the order of the first that has
   * them.
   *
   * @throws Fault if a log cannot be read
   */
  public static List<String> columns(List<Path> folders, String file) {
    Set<String> columns = new LinkedHashSet<>();
    for (Path folder : folders) {
      Path log = folder.resolve(file);
      if (Files.exists(log)) {
        try (Reader text = Files.newBufferedReader(log, StandardCharsets.UTF_8);
            CSVParser rows = CSVParser.parse(text, CsvFile.WITH_HEADER)) {
          columns.addAll(rows.getHeaderNames());
        } catch (IOException | UncheckedIOException | IllegalArgumentException e) {
          throw unreadable(log, e);
        }
      }
    }
    columns.remove(STEP);
    return List.copyOf(columns);
  }

  private static Fault unreadable(Path log, Exception e) {
    return new Fault(
        Fault.Kind.FAILED_RUNNING,
        "%s: not a log of a training: %s".formatted(log, Reason.of(e)),
        e);
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
