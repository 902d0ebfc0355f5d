package hmrbench.train;

import hmrbench.core.Fault;
import hmrbench.io.CsvFile;
import hmrbench.io.TextFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The numbers of one training as CSV: {@code loss.csv}, means over the steps since the last row,
 * and {@code validation.csv}. Both files are rewritten completely with every row, so that they can
 * be watched; a resumed training drops the rows after its saved state.
 */
final class TrainingLog {

  private static final List<String> FIRST = List.of("step", "learning_rate");

  private static final String STEP = "step";
  private static final String LOSS = "loss";
  private static final String PA_MPJPE = "pa_mpjpe_mm";

  private final Path folder;
  private final List<List<String>> loss = new ArrayList<>();
  private final List<List<String>> validation = new ArrayList<>();
  private final List<String> header;
  private final double[] sums;
  private int summed;

  private TrainingLog(Path folder, List<String> columns) {
    this.folder = folder;
    this.header = Stream.concat(FIRST.stream(), columns.stream()).toList();
    this.sums = new double[columns.size()];
  }

  /**
   * A log in a folder.
   *
   * @param columns of what a step found, one of them {@value #LOSS}
   */
  static TrainingLog of(Path folder, List<String> columns) {
    return new TrainingLog(folder, columns);
  }

  /** Reads back what an earlier process wrote up to a step. */
  void resume(int step) {
    read("loss.csv", loss, step);
    read("validation.csv", validation, step);
  }

  /** What no row holds yet: sums by column, and how many steps they are of. */
  double[] pending() {
    double[] pending = Arrays.copyOf(sums, sums.length + 1);
    pending[sums.length] = summed;
    return pending;
  }

  /** Takes back what an earlier process had {@link #pending}. */
  void resume(double[] pending) {
    System.arraycopy(pending, 0, sums, 0, sums.length);
    summed = (int) pending[sums.length];
  }

  private void read(String name, List<List<String>> lines, int last) {
    try {
      lines.clear();
      Path file = folder.resolve(name);
      if (Files.exists(file)) {
        CsvFile.lines(file).stream()
            .filter(line -> isHeader(line) || Integer.parseInt(line.get(0)) <= last)
            .forEach(lines::add);
      }
    } catch (IOException | UncheckedIOException e) {
      throw Fault.of(Fault.Kind.FAILED_RUNNING, folder.resolve(name), "cannot be read", e);
    }
  }

  private static boolean isHeader(List<String> line) {
    return line.get(0).equals(STEP);
  }

  /** Adds what a step found, in the order of the columns. */
  void add(List<Double> values) {
    for (int i = 0; i < sums.length; i++) {
      sums[i] += values.get(i);
    }
    summed++;
  }

  /** Ends a row; {@code step} counts the steps done. */
  void row(int step, double rate) {
    if (loss.isEmpty()) {
      loss.add(header);
    }
    List<String> line = new ArrayList<>(List.of(Integer.toString(step), CsvFile.fixed(8, rate)));
    for (int i = 0; i < sums.length; i++) {
      line.add(CsvFile.fixed(6, sums[i] / summed));
      sums[i] = 0;
    }
    summed = 0;
    loss.add(line);
  }

  /**
   * Passes a validation result to the schedule, rounded as in the log, so that a resumed training
   * sees the same numbers.
   */
  record Look(double loss, double paMpjpe) {}

  /** Every validation in the log, in order. */
  List<Look> looks() {
    if (validation.isEmpty()) {
      return List.of();
    }
    return validation.stream().skip(1).map(this::look).toList();
  }

  private Look look(List<String> values) {
    List<String> columns = validation.get(0);
    double paMpjpe = Double.parseDouble(values.get(columns.indexOf(PA_MPJPE)));
    int loss = columns.indexOf(LOSS); // Validation on official files has none.
    return new Look(loss < 0 ? paMpjpe : Double.parseDouble(values.get(loss)), paMpjpe);
  }

  /** Adds a validation result of bodies. */
  Look validated(int step, Map<String, Double> scores) {
    return look(scored(step, scores));
  }

  /**
   * Adds a validation result.
   *
   * @return its line
   */
  List<String> scored(int step, Map<String, Double> scores) {
    if (validation.isEmpty()) {
      List<String> header = new ArrayList<>(List.of(STEP));
      header.addAll(scores.keySet());
      validation.add(header);
    }
    List<String> line = new ArrayList<>(List.of(Integer.toString(step)));
    scores.values().forEach(score -> line.add(CsvFile.fixed(4, score)));
    validation.add(line);
    return line;
  }

  void write() {
    writeTo(folder);
  }

  /** Writes both files into a folder. */
  void writeTo(Path target) {
    write(target.resolve("loss.csv"), loss);
    write(target.resolve("validation.csv"), validation);
  }

  private static void write(Path file, List<List<String>> lines) {
    if (lines.isEmpty()) {
      TextFile.write(file, "");
    } else {
      CsvFile.write(file, lines.get(0), lines.subList(1, lines.size()));
    }
  }
}
