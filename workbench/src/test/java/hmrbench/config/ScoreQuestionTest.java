package hmrbench.config;

import static org.assertj.core.api.Assertions.assertThat;

import hmrbench.config.Node.Listing;
import hmrbench.config.Node.Mapping;
import hmrbench.config.Node.Scalar;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What `score` asks for, as the experiment that answers it. */
class ScoreQuestionTest {

  @TempDir Path folder;

  private final Mistakes mistakes = new Mistakes();

  private Mapping experiment(ScoreQuestion question) {
    return question.experiment(new Blocks(new PathRoots(folder, folder)), folder, mistakes);
  }

  private static ScoreQuestion question(
      String dataset, List<String> sequenceOf, Map<String, String> reading) {
    return new ScoreQuestion("mine", "file.pkl", dataset, List.of("tcmr"), sequenceOf, reading);
  }

  /** Keys and values in words, a number with its type. */
  private static Object words(Node node) {
    if (node instanceof Scalar scalar) {
      return scalar.type() == Scalar.Type.TEXT
          ? scalar.text()
          : scalar.type() + " " + scalar.text();
    }
    if (node instanceof Listing list) {
      return list.items().stream().map(ScoreQuestionTest::words).toList();
    }
    Map<String, Object> map = new TreeMap<>();
    ((Mapping) node).entries().forEach((key, value) -> map.put(key, words(value)));
    return map;
  }

  @Test
  void a_question_is_an_experiment_of_one_model_on_one_data_set() {
    assertThat(words(experiment(question("3dpw-test", List.of(), Map.of()))))
        .isEqualTo(
            Map.of(
                "name", "score-mine",
                "models",
                    List.of(
                        Map.of(
                            "name",
                            "mine",
                            "architecture",
                            "predictions",
                            "checkpoint",
                            "file.pkl")),
                "datasets", List.of("3dpw-test"),
                "protocols", List.of("tcmr"),
                "report", Map.of("title", "Predictions mine, scored")));
    assertThat(mistakes.count()).isZero();
  }

  @Test
  void options_are_typed_as_yaml_would() {
    Mapping experiment =
        experiment(
            question(
                "3dpw-test", List.of(), Map.of("fps", "12.5", "joints", "spin24", "unit", "m")));
    assertThat(words(experiment.entries().get("frame-rates"))).isEqualTo(List.of("DECIMAL 12.5"));
    assertThat(words(experiment.entries().get("models")))
        .asString()
        .contains("fps=DECIMAL 12.5", "joints=spin24", "unit=m");
  }

  @Test
  void what_was_changed_is_marked_in_the_name_once_and_is_no_number() {
    ScoreQuestion fixed = question("3dpw-test", List.of(), Map.of("fix", "2"));
    assertThat(fixed.name()).isEqualTo("mine-fixed");
    assertThat(words(experiment(fixed)))
        .asString()
        .contains("fix=2", "mine-fixed")
        .doesNotContain("DECIMAL");
    ScoreQuestion again =
        new ScoreQuestion(
            "mine-fixed", "file.pkl", "3dpw-test", List.of("tcmr"), List.of(), Map.of("fix", "x"));
    assertThat(again.name()).isEqualTo("mine-fixed");
    assertThat(question("3dpw-test", List.of(), Map.of()).name()).isEqualTo("mine");
  }

  @Test
  void persons_are_named_by_pairs_and_a_pair_without_one_is_a_mistake() {
    Mapping experiment =
        experiment(question("3dpw-test", List.of("1=walk", "a=b=c", "=walk", "walk"), Map.of()));
    assertThat(words(experiment.entries().get("models")))
        .asString()
        .contains("sequence-of={1=walk, a=b=c}");
    assertThat(mistakes.lines())
        .containsExactly(
            "--as: option: expected PERSON=SEQUENCE, got \"=walk\"",
            "--as: option: expected PERSON=SEQUENCE, got \"walk\"");
  }

  @Test
  void a_file_of_a_data_set_takes_its_name_from_the_file() throws IOException {
    Files.writeString(folder.resolve("walks.yaml"), "format: simulated\nsplit: test\n");
    assertThat(
            words(
                experiment(question("walks.yaml", List.of(), Map.of())).entries().get("datasets")))
        .isEqualTo(List.of(Map.of("format", "simulated", "split", "test", "name", "walks")));
    Files.writeString(folder.resolve("other"), "name: own\nformat: simulated\n");
    assertThat(words(experiment(question("other", List.of(), Map.of())).entries().get("datasets")))
        .isEqualTo(List.of(Map.of("format", "simulated", "name", "own")));
  }

  @Test
  void a_known_name_is_no_folder_of_that_name() throws IOException {
    Path known = Files.createDirectories(folder.resolve("configs/datasets"));
    Files.writeString(known.resolve("walks.yaml"), "format: simulated\n");
    Files.createDirectory(folder.resolve("walks"));
    assertThat(words(experiment(question("walks", List.of(), Map.of())).entries().get("datasets")))
        .isEqualTo(List.of("walks"));
    assertThat(mistakes.count()).isZero();
  }
}
