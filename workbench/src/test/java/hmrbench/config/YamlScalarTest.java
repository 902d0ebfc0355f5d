package hmrbench.config;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import hmrbench.run.ConfigNames;
import hmrbench.run.Extensions;
import hmrbench.testing.Shared;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class YamlScalarTest {

  private static final Path PROJECT = Shared.projectRoot();
  private static final YAMLMapper YAML = new YAMLMapper();

  @TempDir Path folder;

  private static String readBack(String written) throws IOException {
    byte[] bytes =
        ("a: " + written + "\nb: [" + written + ", {c: " + written + "}]\n")
            .getBytes(StandardCharsets.UTF_8);
    var tree = YAML.readTree(bytes);
    assertThat(tree.at("/b/0")).isEqualTo(tree.get("a"));
    assertThat(tree.at("/b/1/c")).isEqualTo(tree.get("a"));
    assertThat(tree.get("a").isTextual()).isTrue();
    return tree.get("a").textValue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "a\nb",
        "a\r\n b\n",
        "\t",
        "\u0000",
        "\u001b[2J",
        "\u007f",
        "\u0085",
        "\u00a0",
        "\u2028x\u2029",
        "\ufeff",
        "\u202e",
        "\ufffe",
        "é",
        "سلام",
        "𝒳",
        "a: b",
        "- a",
        "#",
        "yes",
        "null",
        "~",
        "1e3",
        "0x10",
        "2026-11-28",
        "\"",
        "\\",
        "\\n",
        "'",
        "%YAML",
        "*a",
        "&a",
        "!b"
      })
  void a_text_reads_back_as_it_was(String text) throws IOException {
    for (String written : List.of(YamlScalar.of(text), YamlScalar.quoted(text))) {
      assertThat(written).doesNotContainPattern("[\\p{Cc}\u2028\u2029]");
      assertThat(readBack(written)).isEqualTo(text);
    }
  }

  @Test
  void any_text_reads_back_as_it_was() throws IOException {
    Random random = new Random(5);
    int[] ends = {0x20, 0x80, 0x100, 0x2100, 0xd800, 0x20000};
    for (int i = 0; i < 5000; i++) {
      StringBuilder text = new StringBuilder();
      for (int left = random.nextInt(300); left > 0; left--) {
        int point = random.nextInt(ends[random.nextInt(ends.length)]);
        text.appendCodePoint(Character.getType(point) == Character.SURROGATE ? ' ' : point);
      }
      assertThat(readBack(YamlScalar.of(text.toString()))).isEqualTo(text.toString());
    }
  }

  /** The rule of all hashes of configs so far; another would give known runs another name. */
  @Test
  void printable_ascii_is_quoted_as_ever() {
    StringBuilder all = new StringBuilder();
    for (char c = ' '; c < 0x7f; c++) {
      all.append(c);
    }
    String text = all.toString().repeat(5);
    assertThat(YamlScalar.of(text))
        .isEqualTo("\"" + text.replace("\\", "\\\\").replace("\"", "\\\"") + "\"");
  }

  static Stream<Path> shipped() throws IOException {
    try (Stream<Path> folders = Files.list(PROJECT.resolve("experiments"))) {
      List<Path> files =
          folders
              // A recipe of a training is another kind of config.
              .filter(it -> !it.endsWith("train-simulated"))
              .map(it -> it.resolve(ConfigReader.FILE))
              .filter(Files::isRegularFile)
              .sorted()
              .toList();
      return files.stream();
    }
  }

  @ParameterizedTest
  @MethodSource("shipped")
  void a_shipped_experiment_with_a_title_of_many_lines_reads_back(Path file) throws IOException {
    Vocabulary words = ConfigNames.vocabulary(Extensions.all());
    ConfigReader reader = new ConfigReader(PROJECT, Optional.empty(), folder, words);
    String title = "report.title=\"a\\nb: \\e[2J \\\"c\\\" \\u202E\"";
    ConfigReader.Result read = reader.check(file, List.of(title), false);
    assertThat(read.mistakes()).isEmpty();
    ExperimentConfig config = read.experiment().orElseThrow();
    assertThat(config.report().title()).hasValue("a\nb: \u001b[2J \"c\" \u202e");
    Path copy = folder.resolve("copy.yaml");
    Files.writeString(copy, ConfigWriter.write(config, reader.roots()));
    assertThat(reader.check(copy, List.of(), false).experiment()).hasValue(config);
  }
}
