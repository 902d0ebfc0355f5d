package hmrbench.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code bench} as it is typed. */
class BenchCommandTest {

  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--film nowhere/walk | film nowhere/walk | --film | film",
        "--film=nowhere/walk --models=tcmr | film nowhere/walk --models=tcmr | --film | film",
        "--cost | cost | --cost | cost",
        "--backbone | backbone | --backbone | backbone",
        "--report-rows 1000 | report 1000 | --report-rows | report",
      })
  void spellings_of_version_0_1_do_the_same_with_a_note(
      String older, String now, String option, String subcommand) {
    Typed first = bench(older + " --rounds 0");
    Typed second = bench(now + " --rounds 0");
    assertThat(first.code()).as(first.err()).isEqualTo(2);
    assertThat(second.code()).as(second.err()).isEqualTo(2);
    assertThat(first.err())
        .isEqualTo(
            "hmrbench: note: `bench %s` is spelled `bench %s` now%n".formatted(option, subcommand)
                + second.err());
  }

  private Typed bench(String words) {
    return Typed.in(
        folder,
        Stream.concat(Stream.of("bench"), Stream.of(words.split(" "))).toArray(String[]::new));
  }

  @Test
  void help_names_the_subcommands_and_not_the_older_options() {
    assertThat(bench("--help").out())
        .contains("  run ", "  cost ", "  report ", "  film ", "  backbone ")
        .doesNotContain("--report-rows", "--film");
  }
}
