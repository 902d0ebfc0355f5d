package hmrbench.train;

import hmrbench.core.Fault;
import hmrbench.io.WholeFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The numbers of one training as CSV: {@code loss.csv}, means over the steps since the last row,
 * and {@code validation.csv}. Both files are rewritten completely with every row, so that they can
 * be watched; a resumed training drops the rows after its saved state.
 */
final class TrainingLog {

  private static final String LOSS_HEADER =
      "step,learning_rate,loss,joints_2d,joints_3d,pose,shape,gradient_norm";

  private static final String LOSS = "loss";
  private static final String PA_MPJPE = "pa_mpjpe_mm";

  private final Path folder;
  private final List<String> loss = new ArrayList<>();
  private final List<String> validation = new ArrayList<>();
  private final double[] sums = new double[6];
  private int summed;

  TrainingLog(Path folder) {
    this.folder = folder;
  }

  /** Reads back what an earlier process wrote up to a step. */
  void resume(int step) {
    read("loss.csv", loss, step);
    read("validation.csv", validation, step);
  }

  private void read(String name, List<String> lines, int last) {
    try {
      lines.clear();
      Path file = folder.resolve(name);
      if (Files.exists(file)) {
        List<String> all = Files.readAllLines(file, StandardCharsets.UTF_8);
        all.stream().filter(line -> isHeader(line) || step(line) <= last).forEach(lines::add);
      }
    } catch (IOException e) {
      throw new Fault(
          Fault.Kind.FAILED_RUNNING,
          "%s: cannot be read: %s".formatted(folder.resolve(name), e),
          e);
    }
  }

  private static boolean isHeader(String line) {
    return line.startsWith("step,");
  }

  private static int step(String line) {
    return Integer.parseInt(line.substring(0, line.indexOf(',')));
  }

  void add(Trainer.Step step) {
    BodyLoss.Result found = step.loss();
    double[] values = {
      found.total(),
      found.joints2d(),
      found.joints3d(),
      found.pose(),
      found.shape(),
      step.gradientNorm()
    };
    for (int i = 0; i < sums.length; i++) {
      sums[i] += values[i];
    }
    summed++;
  }

  /** Ends a row; {@code step} counts the steps done. */
  void row(int step, double rate) {
    if (loss.isEmpty()) {
      loss.add(LOSS_HEADER);
    }
    StringBuilder line = new StringBuilder(String.format(Locale.ROOT, "%d,%.8f", step, rate));
    for (int i = 0; i < sums.length; i++) {
      line.append(String.format(Locale.ROOT, ",%.6f", sums[i] / summed));
      sums[i] = 0;
    }
    summed = 0;
    loss.add(line.toString());
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
    List<String> columns = List.of(validation.get(0).split(",", -1));
    return validation.stream().skip(1).map(line -> look(columns, line)).toList();
  }

  private static Look look(List<String> columns, String line) {
    List<String> values = List.of(line.split(",", -1));
    return new Look(
        Double.parseDouble(values.get(columns.indexOf(LOSS))),
        Double.parseDouble(values.get(columns.indexOf(PA_MPJPE))));
  }

  /** Adds a validation result. */
  Look validated(int step, Map<String, Double> scores) {
    if (validation.isEmpty()) {
      validation.add("step," + String.join(",", scores.keySet()));
    }
    StringBuilder line = new StringBuilder(Integer.toString(step));
    scores.values().forEach(v -> line.append(String.format(Locale.ROOT, ",%.4f", v)));
    validation.add(line.toString());
    return look(List.of(validation.get(0).split(",", -1)), line.toString());
  }

  void write() {
    writeTo(folder);
  }

  /** Writes both files into a folder. */
  void writeTo(Path target) {
    write(target.resolve("loss.csv"), loss);
    write(target.resolve("validation.csv"), validation);
  }

  private static void write(Path file, List<String> lines) {
    String text = String.join("\n", lines) + (lines.isEmpty() ? "" : "\n");
    WholeFile.write(file, out -> out.write(text.getBytes(StandardCharsets.UTF_8)));
  }
}
