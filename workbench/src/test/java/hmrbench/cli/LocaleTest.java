package hmrbench.cli;

import static org.assertj.core.api.Assertions.assertThat;

import hmrbench.report.Report;
import hmrbench.report.testing.SyntheticRun;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What a machine of another language prints: the same bytes. Persian and Arabic machines have other
 * digits, Turkish ones another lower case of I, German ones a decimal comma.
 */
class LocaleTest {

  private static final Locale BEFORE = Locale.getDefault();

  @TempDir static Path root;

  private static Map<String, String> expected = Map.of();
  private static String printed = "";

  @BeforeAll
  static void reportOnAPlainMachine() throws IOException {
    Locale.setDefault(Locale.ROOT);
    try {
      Path folder = root.resolve("plain");
      run().writeTo(folder);
      printed = Typed.in(root, "report", "plain").out();
      expected = files(folder);
    } finally {
      Locale.setDefault(BEFORE);
    }
  }

  @AfterEach
  void asBefore() {
    Locale.setDefault(BEFORE);
  }

  private static SyntheticRun run() {
    return new SyntheticRun(
        4, 45, 2, List.of(15.0, 30.0), List.of("none", "slerp-0.3"), List.of("tcmr"));
  }

  /** Every file that a report consists of, as text. */
  private static Map<String, String> files(Path folder) throws IOException {
    Map<String, String> files = new TreeMap<>();
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path file : all.filter(LocaleTest::isRecordOrPage).toList()) {
        files.put(
            folder.relativize(file).toString(),
            new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1));
      }
    }
    return files;
  }

  /** Not the cache of hashes, which holds times of files. */
  private static boolean isRecordOrPage(Path file) {
    return Files.isRegularFile(file) && !file.endsWith(".hashes");
  }

  @ParameterizedTest
  @ValueSource(strings = {"fa-IR", "ar-EG", "tr-TR", "de-DE"})
  void the_command_report_writes_and_prints_the_same_bytes(String language) throws IOException {
    Path folder = root.resolve(language).resolve("plain");
    run().writeTo(folder);
    Locale.setDefault(Locale.forLanguageTag(language));
    Typed said = Typed.in(root.resolve(language), "report", "plain");
    assertThat(said.code()).isZero();
    assertThat(said.out()).isEqualTo(printed.replace(root + "/plain", folder.toString()));
    assertThat(files(folder)).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(strings = {"fa-IR", "ar-EG", "tr-TR", "de-DE"})
  void the_report_itself_writes_the_same_bytes_without_the_command_line(String language)
      throws IOException {
    Path folder = root.resolve("direct-" + language).resolve("plain");
    run().writeTo(folder);
    Locale.setDefault(Locale.forLanguageTag(language));
    Report.Written report = Report.write(folder);
    assertThat(printed).startsWith(report.results());
    assertThat(files(folder)).isEqualTo(expected);
  }
}
