package hmrbench.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hmrbench.core.Fault;
import hmrbench.data.DataFormats;
import hmrbench.model.Models;
import hmrbench.testing.Shared;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Files that are no configs, or that were made to harm whoever reads them. */
class HostileConfigTest {

  private static final Path CASES =
      Shared.projectRoot().resolve("workbench/src/test/resources/cases");
  private static final String HEAD =
      "name: x\nmodels: [spin]\ndatasets: [{name: w, format: simulated, split: test, sequences: 1,"
          + " seconds: 2}]\n";
  private static final Vocabulary WORDS =
      new Vocabulary(
          Models.all().keys(),
          DataFormats.all().readers(),
          List.of("tcmr"),
          List.of("edge-padded"),
          name -> Optional.empty());

  @TempDir Path folder;

  private List<String> mistakes(Path file) {
    ConfigReader reader = new ConfigReader(Shared.projectRoot(), Optional.empty(), folder, WORDS);
    return Assertions.assertTimeoutPreemptively(
        Duration.ofSeconds(20), () -> reader.check(file, List.of(), false).mistakes());
  }

  private List<String> mistakes(String text) throws IOException {
    return mistakes(text.getBytes(StandardCharsets.UTF_8));
  }

  /** The mistakes of a file of these bytes, without the folder it lies in. */
  private List<String> mistakes(byte[] bytes) throws IOException {
    Path file = Files.write(folder.resolve("a.yaml"), bytes);
    return mistakes(file).stream().map(line -> line.replace(folder + "/", "")).toList();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "at|4: document: not YAML: column 8: found character '@' where a value begins; put the text"
            + " in quotes",
        "br|3: document: not YAML: column 9: expected ',' or ']', but got ':', in the list in"
            + " brackets that begins in line 2, column 9",
        "colon|4: document: not YAML: column 18: expected ',' or '}', but got ':', in the map in"
            + " braces that begins in column 9",
        "indent|3: document: not YAML: column 3: the indent differs from that of the keys before,"
            + " in the map that begins in line 1, column 1",
        "limit|4: limit: must be at least 1, got -1",
        "tab|1: document: not YAML: column 6: found a tab where YAML allows none; indent with spaces"
      })
  void a_slip_of_the_pen_is_reported_with_its_own_line_and_column(String name, String told) {
    assertThat(mistakes(CASES.resolve("yaml/" + name + ".yaml")))
        .containsExactly(
            "workbench/src/test/resources/cases/yaml/%s.yaml:%s".formatted(name, told));
  }

  @Test
  void a_seed_beyond_every_number_is_reported_in_experiments_and_recipes() {
    assertThat(mistakes(CASES.resolve("mutated/config-exc-4848.yaml")))
        .containsExactly(
            "workbench/src/test/resources/cases/mutated/config-exc-4848.yaml:30: seeds[0]: is too"
                + " large: 12147483647");
    Path recipe = CASES.resolve("mutated/recipe-exc-6102.yaml");
    assertThatThrownBy(
            () -> new TrainingReader(Shared.projectRoot(), folder, WORDS).read(recipe, List.of()))
        .isInstanceOf(Fault.class)
        .hasMessageStartingWith(
            "workbench/src/test/resources/cases/mutated/recipe-exc-6102.yaml:14: seeds[2]: is too"
                + " large: 32147483647\n");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "seeds: [99999999999]|seeds[0]: is too large: 99999999999",
        "seeds: [-99999999999999999999]|seeds[0]: is too small: -99999999999999999999",
        "limit: 3000000000|limit: is too large: 3000000000",
        "seeds: [0]|seeds: must be at least 1, got 0",
        "seeds: [1, 2, 1]|seeds[2]: has 1 twice",
        "seeds: [010]|seeds[0]: expected a whole number, got \"010\"",
        "frame-rates: [1e999]|frame-rates[0]: is too large: 1e999",
        "frame-rates: [010]|frame-rates[0]: expected a number, got \"010\"",
        "baseline: tcmr|baseline: tcmr is none of the models"
      })
  void a_number_or_name_that_cannot_be_is_reported_with_its_line(String line, String told)
      throws IOException {
    assertThat(mistakes(HEAD + "\n" + line + "\n")).containsExactly("a.yaml:5: " + told);
  }

  @Test
  void bytes_that_are_no_text_are_reported_with_their_position() throws IOException {
    byte[] latin = "name: x\nmodels: [sp\u00e9n]\n".getBytes(StandardCharsets.ISO_8859_1);
    assertThat(mistakes(latin))
        .containsExactly(
            "a.yaml:2: document: expected text in UTF-8, got byte 0xe9 at position 19; save it as"
                + " UTF-8");
    byte[] cut = new byte[] {'n', ':', ' ', (byte) 0xe2, (byte) 0x82};
    assertThat(mistakes(cut))
        .containsExactly(
            "a.yaml:1: document: expected text in UTF-8, got byte 0xe2 at position 3; save it as"
                + " UTF-8");
    assertThat(mistakes(HEAD.getBytes(StandardCharsets.UTF_16)))
        .containsExactly("a.yaml: document: expected text in UTF-8, got UTF-16; save it as UTF-8");
    assertThat(mistakes("name: x\u0001\n"))
        .containsExactly(
            "a.yaml:1: document: not YAML: character U+0001 is not allowed; remove it");
  }

  @Test
  void a_byte_order_mark_is_no_mistake() throws IOException {
    assertThat(mistakes("\ufeff" + HEAD)).isEmpty();
  }

  @Test
  void a_pipe_and_a_device_are_refused_before_they_are_read() throws Exception {
    Path zero = Path.of("/dev/zero");
    Assumptions.assumeTrue(Files.exists(zero), "skipped: no /dev/zero here");
    Path pipe = folder.resolve("pipe");
    Assumptions.assumeTrue(
        new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor() == 0,
        "skipped: no mkfifo here");
    for (Path file : List.of(zero, pipe)) {
      assertThat(mistakes(file))
          .containsExactly(
              file
                  + ": document: expected a file, got a pipe or a device; write it to a file"
                  + " first");
      assertThat(new TrainingReader(Shared.projectRoot(), folder, WORDS).isRecipe(file)).isFalse();
    }
  }

  @Test
  void a_flood_of_keys_is_a_few_lines() throws IOException {
    String keys =
        IntStream.range(0, 50_000).mapToObj("k%d: 1\n"::formatted).collect(Collectors.joining());
    List<String> said = mistakes(HEAD + keys);
    assertThat(said).hasSize(11);
    assertThat(said.get(0)).startsWith("a.yaml:4: k0: unknown key; known are [name, models,");
    assertThat(said.get(10)).isEqualTo("a.yaml:14: document: 49990 more unknown keys");
  }

  @Test
  void a_flood_of_mistakes_is_a_hundred_lines() throws IOException {
    List<String> said = mistakes(HEAD + "name: y\n".repeat(50_000));
    assertThat(said).hasSize(101);
    assertThat(said.get(100)).isEqualTo("and 49900 more mistakes");
  }

  @Test
  void a_bomb_of_aliases_is_never_unfolded() throws IOException {
    StringBuilder bomb = new StringBuilder("a: &a [\"lol\"]\n");
    for (char key = 'b'; key < 'z'; key++) {
      String before = "*" + (char) (key - 1);
      bomb.append("%s: &%s [%s]\n".formatted(key, key, String.join(",", List.of(before, before))));
    }
    assertThat(mistakes(HEAD + bomb))
        .contains("a.yaml:5: *a: aliases are not supported; write it out")
        .hasSizeLessThan(101);
  }

  @Test
  void what_is_too_deep_too_long_or_too_much_is_one_sentence() throws IOException {
    assertThat(mistakes("name: " + "[".repeat(100_000)))
        .containsExactly("a.yaml:1: document: is nested deeper than 30 levels");
    assertThat(mistakes("name: x\nseeds: [" + "1,".repeat(100_001) + "]\n"))
        .containsExactly("a.yaml:2: document: has more than 100000 values");
    assertThat(mistakes("# \n".repeat(400_000)))
        .containsExactly(
            "a.yaml: document: is no config: it has 1200000 bytes, and a config has 1048576 at"
                + " most");
    assertThat(mistakes(HEAD + "x".repeat(1000) + ": 1\n").get(0))
        .startsWith("a.yaml:4: " + "x".repeat(120) + "... (1000 characters): unknown key; known");
  }

  @Test
  void characters_that_steer_a_terminal_stand_as_their_codes() throws IOException {
    assertThat(mistakes("name: \"x\\e[31m\\u202ey\"\n" + HEAD.substring(8)))
        .containsExactly(
            "a.yaml:1: name: must be 1 to 48 letters, digits, dots, dashes or underscores, got"
                + " \"x\\u001b[31m\\u202ey\"");
    assertThat(mistakes(HEAD + "\"a\\nb\\e]0;title\\a\": 1\n").get(0))
        .startsWith("a.yaml:4: a\\u000ab\\u001b]0;title\\u0007: unknown key");
  }

  @Test
  void a_path_of_ten_thousand_steps_is_a_wrong_option() throws IOException {
    Path file = Files.writeString(folder.resolve("a.yaml"), HEAD);
    ConfigReader reader = new ConfigReader(Shared.projectRoot(), Optional.empty(), folder, WORDS);
    String option = "a.".repeat(10_000) + "a=1";
    assertThat(reader.check(file, List.of(option), false).mistakes())
        .singleElement()
        .asString()
        .endsWith(": option: expected a path of 30 steps at most");
  }
}
