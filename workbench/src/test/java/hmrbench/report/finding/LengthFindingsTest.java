package hmrbench.report.finding;

import static org.assertj.core.api.Assertions.assertThat;

import hmrbench.report.table.TableView;
import hmrbench.report.testing.KnownLengths;
import hmrbench.report.view.AttentionSample;
import hmrbench.report.view.RunView;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Networks of two fixed lengths and of one that a rule ended, whose verdicts are known. */
class LengthFindingsTest {

  /** Made once, however often this class is set up. */
  private static final RunView RUN = KnownLengths.run();

  /** Of each test anew: mutation testing then knows which tests reach what judges. */
  private final LengthFindings findings =
      LengthFindings.of(RUN, RUN.home().orElseThrow(), List.of());

  private LengthFindings.Line line(String finding, String what) {
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
            Findings.of(RUN, RUN.home().orElseThrow(), List.of()).stream()
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
    TableView table = LengthTable.of(RUN, RUN.home().orElseThrow(), findings);
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
    for (TableView.Row it : table.rows()) {
      boolean ratio = it.entries().get(0).text().startsWith("rate");
      assertThat(it.entries().get(2).text()).matches(ratio ? "ratio" : "mm(/frame²)?");
    }
    assertThat(table.rows())
        .anySatisfy(
            it -> assertThat(it.entries().get(1).text()).isEqualTo("spin with slerp-0.3 → tcmr"));
  }

  /** H holds, F does not, U is undecided, and - is a length without a comparison. */
  @ParameterizedTest
  @CsvSource({
    "HHH, holds at every length",
    "HH-, holds at every length that has it",
    "FFF, does not hold at any length",
    "-FF, does not hold at any length that has it",
    "UUU, cannot be decided at any length",
    "U-U, cannot be decided at any length that has it",
    "HUF, flips",
    "HUU, 'holds at 1 of 3 lengths, else undecided'",
    "UFU, 'does not hold at 1 of 3 lengths, else undecided'",
    "-FU, 'does not hold at 1 of 2 lengths, else undecided'"
  })
  void lengths_together_say(String verdicts, String words) {
    List<Optional<Finding.Evidence>> evidence =
        verdicts
            .chars()
            .mapToObj(
                it ->
                    switch (it) {
                      case 'H' -> Optional.of(evidence(Finding.Verdict.HOLDS));
                      case 'F' -> Optional.of(evidence(Finding.Verdict.DOES_NOT_HOLD));
                      case 'U' -> Optional.of(evidence(Finding.Verdict.CANNOT_BE_DECIDED));
                      default -> Optional.<Finding.Evidence>empty();
                    })
            .toList();
    assertThat(new LengthFindings.Line("a", "b", "c", "d", "mm", evidence).words())
        .isEqualTo(words);
  }

  private static Finding.Evidence evidence(Finding.Verdict verdict) {
    return new Finding.Evidence("", "", Optional.empty(), "", "", verdict);
  }

  @Test
  void a_line_has_the_look_of_the_network_that_it_is_of_whatever_its_length() {
    assertThat(line("residual-acceleration", "middle-residual → middle").model())
        .isEqualTo("middle");
    assertThat(line("poseforecast-acceleration", "middle → tcmr").model()).isEqualTo("tcmr");
    assertThat(line("tcmr-smoother", "spin with none → tcmr").model()).isEqualTo("tcmr");
    assertThat(findings.lines()).noneMatch(it -> it.what().equals("spin"));
    assertThat(findings.findings())
        .containsExactly(
            "residual-acceleration",
            "poseforecast-acceleration",
            "residual-accuracy",
            "rate-per-frame",
            "rate-per-second",
            "tcmr-smoother",
            "tcmr-closer");
    assertThat(findings.isEmpty()).isFalse();
  }

  @Test
  void no_duel_with_filters_takes_place_without_both_of_its_sides() {
    for (String missing : List.of("tcmr", "spin")) {
      RunView part = RUN.only(model -> !model.name().startsWith(missing));
      assertThat(LengthFindings.of(part, part.home().orElseThrow(), List.of()).findings())
          .contains("residual-acceleration")
          .doesNotContain("tcmr-smoother", "tcmr-closer");
    }
  }

  @Test
  void attention_is_that_of_the_networks_of_each_length() {
    List<AttentionSample> samples = new ArrayList<>();
    for (int seed = 1; seed <= 3; seed++) {
      samples.add(KnownAnswersTest.attention(RUN, "tcmr-100", seed, 1, -0.1, -0.1));
      samples.add(KnownAnswersTest.attention(RUN, "tcmr-200", seed, 1, 0.1, 0.1));
      samples.add(KnownAnswersTest.attention(RUN, "tcmr", seed, 1, 0.1, 0.2));
    }
    LengthFindings.Line attention =
        LengthFindings.of(RUN, RUN.home().orElseThrow(), samples).lines().stream()
            .filter(it -> it.finding().equals("attention"))
            .findFirst()
            .orElseThrow();
    assertThat(attention.what()).isEqualTo("tcmr, 3 seeds");
    assertThat(attention.words()).isEqualTo("flips");
    assertThat(attention.evidence())
        .extracting(it -> it.orElseThrow().verdict())
        .containsExactly(
            Finding.Verdict.DOES_NOT_HOLD, Finding.Verdict.HOLDS, Finding.Verdict.HOLDS);
  }

  @Test
  void a_run_of_one_length_has_no_such_table() {
    RunView one = RUN.only(model -> !model.name().endsWith("00"));
    assertThat(LengthFindings.of(one, one.home().orElseThrow(), List.of()).isEmpty()).isTrue();
  }
}
