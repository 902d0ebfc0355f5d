package hmrbench.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Missing files in words, folders of experiments, interventions, and long lists of mistakes. */
class SmallConfigTest {

  @Test
  void a_missing_file_says_where_it_goes_and_where_it_is_from() {
    Path path = Path.of("data", "a.pt");
    MissingFile known = new MissingFile(path, Optional.of("https://a.org"), Optional.empty());
    MissingFile wrong = new MissingFile(path, Optional.empty(), Optional.of("a web page"));
    assertThat(known.inWords())
        .isEqualToNormalizingNewlines("  put %s\n    from https://a.org".formatted(path));
    assertThat(wrong.inWords())
        .isEqualToNormalizingNewlines(
            "  replace %s, which is a web page\n    from its owner: the program knows no page that gives it out"
                .formatted(path));
    assertThat(MissingFile.count(List.of(known, known))).isEqualTo("2 files are missing");
    assertThat(MissingFile.count(List.of(known, known, wrong)))
        .isEqualTo("2 files are missing, 1 are not what their names say");
  }

  @Test
  void experiments_are_the_folders_with_a_config(@TempDir Path folder) throws IOException {
    for (String name : List.of("b", "a", "none")) {
      Files.createDirectory(folder.resolve(name));
    }
    Files.writeString(folder.resolve("a").resolve(ConfigReader.FILE), "name: a\n");
    Files.writeString(folder.resolve("b").resolve(ConfigReader.FILE), "name: b\n");
    assertThat(ExperimentFolders.below(folder))
        .containsExactly(Map.entry("a", folder.resolve("a")), Map.entry("b", folder.resolve("b")));
    assertThat(ExperimentFolders.below(folder.resolve("nowhere"))).isEmpty();
  }

  @Test
  void interventions_change_features_or_weights() {
    assertThat(Intervention.HIDDEN_17.share()).isEqualTo(OptionalDouble.of(0.17));
    assertThat(Intervention.NOISY_33.share()).isEqualTo(OptionalDouble.of(0.33));
    assertThat(Intervention.MEAN.share()).isEmpty();
    assertThat(Arrays.stream(Intervention.values()).filter(Intervention::hides))
        .containsExactly(
            Intervention.HIDDEN_10,
            Intervention.HIDDEN_17,
            Intervention.HIDDEN_33,
            Intervention.HIDDEN_50);
    assertThat(Arrays.stream(Intervention.values()).filter(Intervention::learns))
        .containsExactly(
            Intervention.MEAN,
            Intervention.REFIT_CONSTANT,
            Intervention.REFIT_CONSTANT_SEEN,
            Intervention.REFIT_FRAMES,
            Intervention.REFIT_FRAMES_SEEN);
  }

  @Test
  void mistakes_come_in_the_order_of_lines_and_many_are_counted() {
    Path file = Path.of("x.yaml").toAbsolutePath();
    Mistakes mistakes = new Mistakes();
    for (int line = Mistakes.MOST_LINES; line >= 1; line--) {
      mistakes.add(new Place("x.yaml", line, file), "key", "wrong");
    }
    assertThat(mistakes.lines())
        .hasSize(Mistakes.MOST_LINES)
        .first()
        .isEqualTo("x.yaml:1: key: wrong");
    mistakes.add(new Place("--set", 0, file), "key", "%s", "y".repeat(501));
    assertThat(mistakes.lines())
        .hasSize(Mistakes.MOST_LINES + 1)
        .last()
        .isEqualTo("and 1 more mistakes");
    assertThat(mistakes.lines().get(0)).isEqualTo("--set: key: " + "y".repeat(500) + "...");
  }

  @Test
  void a_text_as_long_as_fits_is_shown_whole() {
    Mistakes mistakes = new Mistakes();
    mistakes.add(new Place("--set", 0, Path.of("x")), "key", "%s", "y".repeat(500));
    assertThat(mistakes.lines()).containsExactly("--set: key: " + "y".repeat(500));
  }
}
