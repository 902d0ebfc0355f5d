package hmrbench.cli;

import static org.assertj.core.api.Assertions.assertThat;

import hmrbench.config.YamlScalar;
import hmrbench.io.NdArray;
import hmrbench.io.npy.Npz;
import hmrbench.testing.Shared;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Names that do harm where they are written as they are: in pages, in LaTeX, in spreadsheets, on
 * terminals and in paths. Where a name becomes part of a path it is refused; where it is text, it
 * stays text.
 */
class HostileNamesTest {

  private static final String HTML = "<img src=x onerror=alert(1)>";
  private static final String COMMENT = "<!--<script>";
  private static final String LATEX = "\\input{/etc/passwd}";
  private static final String FORMULA = "=1+1";
  private static final String BELL = "\u001b[2J\u0007bell";
  private static final String TURNED = "\u202etxt.exe";

  private static final List<String> NAMES =
      List.of(
          HTML,
          COMMENT,
          "&lt;\"'onload='x",
          LATEX,
          "50% of $x_1^2 & #~",
          FORMULA,
          "@SUM(A1)",
          "-2+3,\"x\"",
          "../../up",
          "/etc/hmrbench",
          "a/../../b",
          BELL,
          "line\nbreak",
          TURNED,
          "%d%n%s",
          "name|with|bars");

  @TempDir Path folder;

  static Stream<String> names() {
    return NAMES.stream();
  }

  private Typed run(String name, String model, String dataset, String title) throws IOException {
    Files.createDirectories(folder.resolve("here"));
    Files.writeString(
        folder.resolve("here/x.yaml"),
        """
        name: %s
        models: [{name: %s, architecture: spin, checkpoint: "%s/models/spin-simulated/seed-1/weights.safetensors"}, vibe-seq]
        datasets: [{name: %s, format: simulated, split: test, sequences: 2, seconds: 1, fps: 30}]
        seeds: [1]
        report: {title: %s}
        """
            .formatted(
                YamlScalar.quoted(name),
                YamlScalar.quoted(model),
                Shared.projectRoot(),
                YamlScalar.quoted(dataset),
                YamlScalar.quoted(title)));
    return Typed.in(folder.resolve("here"), "run", "x.yaml", "--out", "out");
  }

  private static void assertHarmless(Typed said) {
    assertThat((said.out() + said.err()).chars())
        .noneMatch(c -> (c < ' ' && c != '\n' && c != '\r' && c != '\t') || c == 0x202e);
  }

  /** Everything that lies somewhere, but what was put there. */
  private List<String> files() throws IOException {
    try (Stream<Path> found = Files.walk(folder)) {
      return found.map(path -> folder.relativize(path).toString()).sorted().toList();
    }
  }

  @ParameterizedTest
  @MethodSource("names")
  void a_name_that_becomes_a_path_is_refused_and_nothing_is_written(String name)
      throws IOException {
    for (int place = 0; place < 3; place++) {
      Typed said =
          run(place == 0 ? name : "x", place == 1 ? name : "m", place == 2 ? name : "d", "A title");
      assertThat(said.code()).as(said.err()).isEqualTo(2);
      assertThat(said.err()).startsWith("hmrbench: ").doesNotContain("unexpected");
      assertHarmless(said);
    }
    assertThat(files()).containsExactly("", "here", "here/x.yaml");
  }

  @Test
  void a_title_stays_text_in_every_file_of_a_report() throws IOException {
    String title = String.join(" ", NAMES);
    Typed said = run("x", "m", "d", title);
    assertThat(said.code()).as(said.err()).isZero();
    assertHarmless(said);
    assertFilesHarmless();
    String page = Files.readString(folder.resolve("here/out/report.html"));
    assertThat(page).contains("&lt;img src=x onerror=alert(1)&gt;");
    Typed again = Typed.in(folder.resolve("here"), "report", "out");
    assertThat(again.code()).as(again.err()).isZero();
    assertHarmless(again);
    assertFilesHarmless();
    assertThat(new TreeSet<>(files())).allMatch(it -> it.matches("|here(/(x\\.yaml|out(/.*)?))?"));
  }

  @Test
  void sequences_of_a_file_of_predictions_stay_text() throws IOException {
    List<String> sequences = new ArrayList<>();
    List<String> frames = new ArrayList<>();
    for (String name : NAMES) {
      sequences.addAll(List.of(name, name));
      frames.addAll(List.of("0", name));
    }
    IntStream.range(0, 40)
        .forEach(
            t -> {
              sequences.add("test-000-walk");
              frames.add(Integer.toString(20 * t));
            });
    int rows = frames.size();
    Files.createDirectories(folder.resolve("here"));
    Npz.write(
        folder.resolve("here/mine.npz"),
        Map.of(
            "sequence", NdArray.of(sequences.toArray(new String[0]), rows),
            "frame", NdArray.of(frames.toArray(new String[0]), rows),
            "pose", NdArray.of(new float[rows * 72], rows, 72)));
    Typed said =
        Typed.in(
            folder.resolve("here"),
            "score",
            "mine.npz",
            "--dataset",
            "simulated-quick",
            "--out",
            "out");
    assertThat(said.code()).as(said.err()).isZero();
    assertHarmless(said);
    assertThat(said.err()).contains("\\u001b[2J\\u0007bell", "are no sequences of the data set");
    assertFilesHarmless();
  }

  private void assertFilesHarmless() throws IOException {
    List<String> wrong = new ArrayList<>();
    try (Stream<Path> found = Files.walk(folder.resolve("here/out"))) {
      for (Path file : found.filter(Files::isRegularFile).toList()) {
        String text = Files.readString(file, StandardCharsets.ISO_8859_1);
        harm(String.valueOf(file.getFileName()), text)
            .forEach(what -> wrong.add(file.getFileName() + ": " + what));
      }
    }
    assertThat(wrong).isEmpty();
  }

  /** What of the names a program that opens the file would do. */
  private static List<String> harm(String file, String text) {
    List<String> harm = new ArrayList<>();
    if (file.matches(".*\\.(html|md|svg)")) {
      Stream.of(HTML, COMMENT).filter(text::contains).forEach(harm::add);
    }
    if (file.matches(".*\\.(html|md|svg|tex|csv|json)")) {
      Stream.of("\u001b", "\u0007").filter(text::contains).map(c -> "control").forEach(harm::add);
    }
    if (file.endsWith(".tex") && text.contains(LATEX)) {
      harm.add(LATEX);
    }
    if (file.endsWith(".csv")) {
      // A spreadsheet runs a cell that begins like a formula; numbers may begin with a minus.
      Stream.of(text.split("[,\n]", -1))
          .map(cell -> cell.startsWith("\"") ? cell.substring(1) : cell)
          .filter(cell -> Stream.of(FORMULA, "@SUM(A1)", "-2+3").anyMatch(cell::startsWith))
          .collect(Collectors.toSet())
          .forEach(harm::add);
    }
    return harm;
  }
}
