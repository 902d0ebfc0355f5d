package hmrbench.report.testing;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import hmrbench.record.RunFolder;
import hmrbench.report.view.RunView;
import hmrbench.testing.KeptFolder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A run of networks of two fixed lengths and of one that a rule ended, by a formula. */
public final class KnownLengths {

  private static final List<String> TEMPORAL =
      List.of("middle-residual", "middle", "middle-residual-poseforecast", "tcmr");
  private static final String ACCELERATION = "accel_err_mm_per_frame2";

  private static final SyntheticRun ALL =
      new SyntheticRun(
          12, 30, 3, List.of(15.0, 30.0), List.of("none", "slerp-0.3"), List.of("tcmr"));

  private KnownLengths() {}

  /**
   * Without the residual the acceleration error falls by 2 at every length; with PoseForecast it
   * falls by 1 after 100 steps, stays after 200 and rises by 1 where training went on.
   */
  private static double number(String model, int length, int seed, int sequence) {
    boolean noResidual = model.equals("middle") || model.equals("tcmr");
    boolean poseForecast = model.equals("middle-residual-poseforecast") || model.equals("tcmr");
    double further = length == 100 ? -1 : length == 200 ? sequence % 2 - 0.5 : 1;
    double ripple = 0.05 * ((7 * sequence + 3 * seed) % 5 - 2);
    return 20
        + 3 * (sequence % 5)
        + (noResidual ? -2 + ripple : 0)
        + (poseForecast ? further - ripple / 2 : 0);
  }

  /** The run without rows of frames, opened. */
  public static RunView run() {
    return run(ALL.summariesOnly());
  }

  /** The run with the frames of the networks that a rule ended, which a page looks at. */
  public static RunView withFrames() {
    return run(ALL);
  }

  private static RunView run(SyntheticRun made) {
    try {
      Path written = made.writeTo(KeptFolder.make("lengths"));
      lengthen(written, "summary.csv");
      lengthen(written, "sequences.csv");
      number(written.resolve("sequences.csv"));
      train(written.resolve("manifest.json"));
      return RunView.open(written, RunFolder.Edited.ACCEPT);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Adds rows of networks of 100 and 200 steps. */
  private static void lengthen(Path written, String name) throws IOException {
    List<String> lines = new ArrayList<>(Files.readAllLines(written.resolve(name)));
    for (String line : List.copyOf(lines)) {
      String model = line.split(",", -1)[0];
      if (TEMPORAL.contains(model)) {
        lines.add(model + "-100" + line.substring(model.length()));
        lines.add(model + "-200" + line.substring(model.length()));
      }
    }
    Files.write(written.resolve(name), lines);
  }

  private static void number(Path file) throws IOException {
    List<String> lines = Files.readAllLines(file);
    List<String> header = List.of(lines.get(0).split(",", -1));
    Set<String> names = new LinkedHashSet<>();
    List<String> numbered = new ArrayList<>(lines.subList(0, 1));
    for (String line : lines.subList(1, lines.size())) {
      String[] fields = line.split(",", -1);
      names.add(fields[header.indexOf("sequence")]);
      int sequence = List.copyOf(names).indexOf(fields[header.indexOf("sequence")]);
      int length = fields[0].endsWith("-100") ? 100 : fields[0].endsWith("-200") ? 200 : 0;
      String model = length == 0 ? fields[0] : fields[0].substring(0, fields[0].length() - 4);
      if (TEMPORAL.contains(model)) {
        int seed = Integer.parseInt(fields[header.indexOf("seed")]);
        fields[header.indexOf(ACCELERATION)] =
            Double.toString(number(model, length, seed, sequence));
      }
      numbered.add(String.join(",", fields));
    }
    Files.write(file, numbered);
  }

  private static void train(Path file) throws IOException {
    ObjectMapper json = new ObjectMapper();
    ObjectNode manifest = (ObjectNode) json.readTree(file.toFile());
    ArrayNode models = (ArrayNode) manifest.at("/subjects/models");
    for (int i = 0, count = models.size(); i < count; i++) {
      ObjectNode card = (ObjectNode) models.get(i);
      if (TEMPORAL.contains(card.get("name").textValue())) {
        for (int steps : new int[] {100, 200}) {
          ObjectNode copy = card.deepCopy();
          String name = card.get("name").textValue() + "-" + steps;
          copy.put("name", name);
          ((ObjectNode) copy.get("facts")).put("name", name);
          ((ObjectNode) copy.get("facts"))
              .set("training", json.valueToTree(Map.of("steps", List.of(steps), "fixed", true)));
          models.add(copy);
        }
        ((ObjectNode) card.get("facts"))
            .set("training", json.valueToTree(Map.of("steps", List.of(700, 900), "fixed", false)));
      }
    }
    json.writeValue(file.toFile(), manifest);
  }
}
