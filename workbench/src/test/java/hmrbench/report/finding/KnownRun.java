package hmrbench.report.finding;

import hmrbench.record.RunFolder;
import hmrbench.report.testing.SyntheticRun;
import hmrbench.report.view.RunView;
import hmrbench.report.view.Setting;
import hmrbench.testing.KeptFolder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;

/**
 * Runs whose numbers come from a formula, so that what must be said of them is known. Two rates,
 * two filters, three seeds, twelve sequences of a person each.
 */
final class KnownRun {

  static final int SEQUENCES = 12;
  static final String ACCELERATION = "accel_err_mm_per_frame2";

  private static final List<String> FILES =
      List.of("manifest.json", "config.resolved.yaml", "summary.csv", "sequences.csv");

  /** Its files by name, made once: what a test changes is a copy. */
  private static final Map<String, String> ORIGINAL = original(FILES);

  private final Path folder;

  /**
   * @param folder where its runs lie
   */
  KnownRun(Path folder) {
    this.folder = folder;
  }

  private static Map<String, String> original(List<String> names) {
    try {
      Path made = Files.createTempDirectory("known-run");
      try {
        new SyntheticRun(
                SEQUENCES,
                30,
                3,
                List.of(15.0, 30.0),
                List.of("none", "slerp-0.3"),
                List.of("tcmr"))
            .summariesOnly()
            .writeTo(made);
        Map<String, String> texts = new LinkedHashMap<>();
        for (String name : names) {
          texts.put(name, Files.readString(made.resolve(name)));
        }
        return texts;
      } finally {
        KeptFolder.remove(made);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String text(String name) {
    return Objects.requireNonNull(ORIGINAL.get(name));
  }

  /** One recorded number: of a model under a seed at a rate on a sequence. */
  record Line(String model, double fps, String filter, int seed, int sequence) {

    /** Sequences differ by far more than models do. */
    double base() {
      return 20 + 3 * (sequence % 5);
    }

    /** Small, of both signs, other for every sequence and seed. */
    double ripple() {
      return 0.1 * ((7 * sequence + 3 * seed) % 5 - 2);
    }

    /** Whether the network has no residual connection. */
    boolean noResidual() {
      return model.equals("middle") || model.equals("tcmr");
    }
  }

  /** A run of the first sequences whose records hold the numbers of a formula in one column. */
  RunView run(int sequences, String column, Function<Line, Double> number) throws IOException {
    return RunView.open(written(sequences, column, number), RunFolder.Edited.ACCEPT);
  }

  /** The folder of such a run. */
  Path written(int sequences, String column, Function<Line, Double> number) throws IOException {
    List<String> lines = text("sequences.csv").lines().toList();
    List<String> header = List.of(lines.get(0).split(",", -1));
    int at = header.indexOf(column);
    List<String> names =
        lines.subList(1, lines.size()).stream()
            .map(line -> line.split(",", -1)[header.indexOf("sequence")])
            .distinct()
            .toList();
    List<String> written = new ArrayList<>(List.of(lines.get(0)));
    for (String line : lines.subList(1, lines.size())) {
      String[] fields = line.split(",", -1);
      int sequence = names.indexOf(fields[header.indexOf("sequence")]);
      if (sequence < sequences) {
        Line it =
            new Line(
                fields[0],
                Double.parseDouble(fields[3]),
                fields[4],
                Integer.parseInt(fields[5]),
                sequence);
        fields[at] = Double.toString(number.apply(it));
        written.add(String.join(",", fields));
      }
    }
    Path copy = original();
    Files.write(copy.resolve("sequences.csv"), written);
    return copy;
  }

  /** A run as it was before any formula, whose records are as its manifest says. */
  Path original() throws IOException {
    Path copy = Files.createTempDirectory(folder, "run");
    for (String name : FILES) {
      Files.writeString(copy.resolve(name), text(name));
    }
    return copy;
  }

  /** Makes a file that was added to a run one of its records. */
  static void list(Path run, String file) throws IOException {
    SyntheticRun.addRecord(run, file);
  }

  /** The setting that a page of it opens with. */
  static Setting home(RunView run) {
    return run.home().orElseThrow();
  }
}
