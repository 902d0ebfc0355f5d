package hmrbench.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What each command answers: 0 where it is done, 1 where it failed while running, 2 where it was
 * asked wrongly. A command without cases fails the test.
 */
class ExitCodesTest {

  private static final String DONE =
      """
      plan small.yaml
      validate small.yaml
      list models
      inspect small.npy
      verify
      stress rte --out stressed
      doctor
      """;

  /** Commands whose success takes longer than a line: the named test has it. */
  private static final Set<String> DONE_ELSEWHERE =
      Set.of(
          "run",
          "train",
          "export",
          "score",
          "detect",
          "compare",
          "findings",
          "report",
          "scene",
          "video",
          "bench",
          "status",
          "cancel",
          "merge");

  private static final String ASKED_WRONGLY =
      """
      run nowhere
      plan nowhere
      validate nowhere
      list nothing
      inspect nowhere.npy
      train nowhere
      export nowhere --out there.pth
      score nowhere.npz --dataset simulated-quick
      detect nowhere.npz --against simulated-quick
      compare nowhere elsewhere
      findings nowhere
      report nowhere
      scene sheet --out there.png --split none
      video render nowhere/walk
      verify --loud
      stress beauty
      bench --frames many
      status nowhere
      cancel nowhere
      merge nowhere
      doctor --loud
      """;

  @TempDir private Path folder;

  @BeforeEach
  void writeFiles() throws IOException {
    Files.writeString(
        folder.resolve("small.yaml"),
        """
        name: small
        models: [reference-frozen]
        datasets: [{name: walks, format: simulated, split: test, sequences: 1, seconds: 2}]
        """);
    Files.write(
        folder.resolve("small.npy"),
        "\u0093NUMPY\u0001\u0000v\u0000{'descr': '<f4', 'fortran_order': False, 'shape': (0,), }%s\n"
            .formatted(" ".repeat(60))
            .getBytes(StandardCharsets.ISO_8859_1));
  }

  private Typed type(String line) {
    return Typed.in(folder, line.split(" ", -1));
  }

  private static List<String> lines(String cases) {
    return cases.lines().toList();
  }

  private static Set<String> commands(Stream<String> lines) {
    return lines
        .map(line -> line.substring(0, (line + " ").indexOf(' ')))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  @Test
  void every_command_has_a_case_of_success_and_one_of_a_wrong_question() {
    List<String> help = type("--help").out().lines().toList();
    Set<String> known =
        help.subList(help.indexOf("Commands:") + 1, help.size()).stream()
            .filter(line -> line.matches("  [a-z]+ .*"))
            .map(line -> line.strip().split(" ", -1)[0])
            .collect(Collectors.toCollection(TreeSet::new));
    assertThat(known).isNotEmpty().doesNotContain("help");
    assertThat(commands(lines(ASKED_WRONGLY).stream())).isEqualTo(known);
    assertThat(commands(Stream.concat(lines(DONE).stream(), DONE_ELSEWHERE.stream())))
        .isEqualTo(known);
  }

  @Test
  void what_is_done_is_0_without_a_word_on_standard_error() {
    for (String line : lines(DONE)) {
      Typed said = type(line);
      assertThat(said.err()).as(line).isEmpty();
      assertThat(said.code()).as(line).isZero();
    }
  }

  @Test
  void what_is_asked_wrongly_is_2_with_one_sentence() {
    for (String line : lines(ASKED_WRONGLY)) {
      Typed said = type(line);
      assertThat(said.code()).as("%s: %s", line, said.err()).isEqualTo(2);
      assertThat(said.err()).as(line).isNotBlank();
      assertThat(said.err()).as(line).doesNotContain("unexpected", "Exception");
    }
  }
}
