package hmrbench.report.finding;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import hmrbench.record.RunFolder;
import hmrbench.report.table.TableView;
import hmrbench.report.testing.SyntheticRun;
import hmrbench.report.view.RunView;
import hmrbench.report.view.Setting;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Networks of two fixed lengths and of one that a rule ended, whose verdicts are known. */
class LengthFindingsTest {

  private static final List<String> TEMPORAL =
      List.of("middle-residual", "middle", "middle-residual-poseforecast", "tcmr");
  private static final String ACCELERATION = "accel_err_mm_per_frame2";

  @TempDir static Path folder;

  private static RunView run;
  private static LengthFindings findings;

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

  @BeforeAll
  static void judge() throws IOException {
    Path written =
        new SyntheticRun(
                12, 30, 3, List.of(15.0, 30.0), List.of("none", "slerp-0.3"), List.of("tcmr"))
            .summariesOnly()
            .writeTo(folder.resolve("run"));
    lengthen(written, "summary.csv");
    lengthen(written, "sequences.csv");
    number(written.resolve("sequences.csv"));
    train(written.resolve("manifest.json"));
    run = RunView.open(written, RunFolder.Edited.ACCEPT);
    Setting home = run.home().orElseThrow();
    findings = LengthFindings.of(run, home, List.of());
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

  private static LengthFindings.Line line(String finding, String what) {
    return findings.lines().stream()
        .filter(it -> it.finding().equals(finding) && it.what().equals(what))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void lengths_are_those_of_the_networks_and_trained_until_flat_comes_last() {
    assertThat(findings.lengths())
        .extracting(LengthFindings.Length::words)
        .containsExactly("100 steps", "200 steps", "until flat (800 steps)");
  }

  @Test
  void a_finding_that_every_length_shows_holds_at_every_length() {
    LengthFindings.Line line = line("residual-acceleration", "middle-residual → middle");
    assertThat(line.words()).isEqualTo("holds at every length");
    assertThat(line.evidence())
        .allSatisfy(
            it ->
                assertThat(it.orElseThrow().change().orElseThrow().estimate())
                    .isBetween(-2.05, -1.95));
  }

  @Test
  void a_finding_that_turns_round_flips() {
    LengthFindings.Line line = line("poseforecast-acceleration", "middle → tcmr");
    assertThat(line.words()).isEqualTo("flips");
    assertThat(line.evidence())
        .extracting(it -> it.orElseThrow().verdict())
        .containsExactly(
            Finding.Verdict.HOLDS,
            Finding.Verdict.CANNOT_BE_DECIDED,
            Finding.Verdict.DOES_NOT_HOLD);
  }

  @Test
  void networks_of_different_lengths_are_never_compared() {
    assertThat(
            Findings.of(run, run.home().orElseThrow(), List.of()).stream()
                .filter(it -> it.name().equals("residual-acceleration"))
                .flatMap(it -> it.evidence().stream())
                .map(Finding.Evidence::what))
        .contains("middle-100 → ".replace("middle", "middle-residual") + "middle-100")
        .allSatisfy(
            what ->
                assertThat(what.endsWith("-100"))
                    .isEqualTo(what.split(" ", -1)[0].endsWith("-100")));
  }

  @Test
  void the_table_has_a_column_for_every_length_and_says_what_they_say_together() {
    TableView table = LengthTable.of(run, run.home().orElseThrow(), findings);
    assertThat(table.columns())
        .extracting(TableView.Heading::title)
        .hasSize(7)
        .endsWith("over lengths");
    TableView.Row row =
        table.rows().stream()
            .filter(it -> it.entries().get(1).text().equals("middle → tcmr"))
            .findFirst()
            .orElseThrow();
    assertThat(IntStream.rangeClosed(3, 5).mapToObj(i -> row.entries().get(i).mark()).toList())
        .containsExactly(" ✓", " ?", " ✗");
    assertThat(row.entries().get(6).text()).isEqualTo("flips");
    assertThat(table.rows())
        .anySatisfy(
            it -> assertThat(it.entries().get(1).text()).isEqualTo("spin with slerp-0.3 → tcmr"));
  }

  @Test
  void a_run_of_one_length_has_no_such_table() {
    RunView one = run.only(model -> !model.name().endsWith("00"));
    assertThat(LengthFindings.of(one, one.home().orElseThrow(), List.of()).isEmpty()).isTrue();
  }
}
