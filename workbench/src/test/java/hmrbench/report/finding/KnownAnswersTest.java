package hmrbench.report.finding;

import static hmrbench.report.finding.KnownRun.ACCELERATION;
import static hmrbench.report.finding.KnownRun.SEQUENCES;
import static hmrbench.report.finding.KnownRun.home;
import static org.assertj.core.api.Assertions.assertThat;

import hmrbench.metric.stats.CellSample;
import hmrbench.record.Cell;
import hmrbench.report.finding.Finding.Verdict;
import hmrbench.report.finding.KnownRun.Line;
import hmrbench.report.view.AttentionSample;
import hmrbench.report.view.RunView;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Records whose right verdict is known, since they were made for it. */
class KnownAnswersTest {

  @TempDir static Path folder;

  private static KnownRun known;

  @BeforeAll
  static void write() throws IOException {
    known = new KnownRun(folder);
  }

  private static RunView run(int sequences, String column, Function<Line, Double> number)
      throws IOException {
    return known.run(sequences, column, number);
  }

  private static Finding finding(RunView run, String name) {
    return finding(run, name, List.of());
  }

  private static Finding finding(RunView run, String name, List<AttentionSample> attention) {
    return Findings.of(run, home(run), attention).stream()
        .filter(it -> it.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void a_claim_holds_where_every_pair_shows_it() throws IOException {
    RunView run =
        run(SEQUENCES, ACCELERATION, it -> it.base() + (it.noResidual() ? -2 + it.ripple() : 0));
    Finding finding = finding(run, "residual-acceleration");
    assertThat(finding.verdict()).isEqualTo(Verdict.HOLDS);
    assertThat(finding.verdict().words()).isEqualTo("holds");
    assertThat(finding.because())
        .startsWith("the change in mm/frame² is below 0 with its whole interval (middle-residual");
    assertThat(finding.evidence().get(0).test()).contains("p < 0.001, better in 12 of 12");
  }

  @Test
  void one_clear_counterexample_is_enough_against_a_claim() throws IOException {
    RunView run =
        run(
            SEQUENCES,
            ACCELERATION,
            it ->
                it.base()
                    + (it.model().equals("middle") ? -2 + it.ripple() : 0)
                    + (it.model().equals("tcmr") ? 2 + it.ripple() : 0));
    Finding finding = finding(run, "residual-acceleration");
    assertThat(finding.verdict()).isEqualTo(Verdict.DOES_NOT_HOLD);
    assertThat(finding.verdict().words()).isEqualTo("does not hold");
    assertThat(finding.because())
        .startsWith(
            "the error rises in middle-residual-poseforecast → tcmr: the change in mm/frame² is"
                + " above 0");
    assertThat(finding.evidence())
        .extracting(Finding.Evidence::verdict)
        .containsExactly(Verdict.HOLDS, Verdict.DOES_NOT_HOLD);
  }

  @Test
  void a_change_in_the_wrong_direction_does_not_hold() throws IOException {
    RunView run =
        run(SEQUENCES, ACCELERATION, it -> it.base() + (it.noResidual() ? 1 + it.ripple() : 0));
    Finding finding = finding(run, "residual-acceleration");
    assertThat(finding.verdict()).isEqualTo(Verdict.DOES_NOT_HOLD);
    assertThat(finding.evidence().get(0).test()).contains("better in 0 of 12 sequences");
  }

  @Test
  void no_difference_cannot_be_decided() throws IOException {
    RunView run =
        run(
            SEQUENCES,
            ACCELERATION,
            it -> it.base() + (it.noResidual() ? (it.sequence() % 2 == 0 ? 1 : -1) : 0));
    Finding finding = finding(run, "residual-acceleration");
    assertThat(finding.verdict()).isEqualTo(Verdict.CANNOT_BE_DECIDED);
    assertThat(finding.verdict().words()).isEqualTo("cannot be decided");
    assertThat(finding.because()).startsWith("the interval holds 0; changes in mm/frame² are");
  }

  /** p of 0.03 in one of two pairs is 0.06 after Holm's correction. */
  @Test
  void a_rise_that_does_not_stand_its_correction_is_no_counterexample() throws IOException {
    // Half of the sequences 1 above the mean, half 1 below: t = 2.5 of 11 degrees of freedom.
    double mean = 2.5 / Math.sqrt(11);
    RunView run =
        run(
            SEQUENCES,
            ACCELERATION,
            it ->
                it.base()
                    + (it.model().equals("tcmr") ? mean : 0)
                    + (it.noResidual() ? (it.sequence() % 2 == 0 ? 1 : -1) : 0));
    Finding finding = finding(run, "residual-acceleration");
    assertThat(finding.verdict()).isEqualTo(Verdict.CANNOT_BE_DECIDED);
    assertThat(finding.because())
        .isEqualTo(
            "the error rises with its whole interval, but not after a correction for 2 pairs;"
                + " changes in mm/frame² are middle-residual → middle: 0.0, 95 % interval −0.7 to"
                + " 0.7; middle-residual-poseforecast → tcmr: +0.8, 95 % interval 0.1 to 1.4");
  }

  @Test
  void one_seed_against_two_cannot_be_decided_however_sure_each_of_them_is() throws IOException {
    RunView run =
        run(
            SEQUENCES,
            ACCELERATION,
            it ->
                it.base() + (it.noResidual() ? (it.seed() == 3 ? 3 : -3) + 0.1 * it.ripple() : 0));
    assertThat(finding(run, "residual-acceleration").verdict())
        .isEqualTo(Verdict.CANNOT_BE_DECIDED);
  }

  @ParameterizedTest
  @CsvSource({"5, CANNOT_BE_DECIDED", "6, HOLDS"})
  void fewer_than_six_people_decide_nothing(int sequences, Verdict verdict) throws IOException {
    RunView run =
        run(sequences, ACCELERATION, it -> it.base() + (it.noResidual() ? -5 + it.ripple() : 0));
    Finding finding = finding(run, "residual-acceleration");
    assertThat(finding.verdict()).isEqualTo(verdict);
    if (sequences == 5) {
      assertThat(finding.because()).isEqualTo("too few people for an interval");
      assertThat(finding.evidence().get(0).test())
          .startsWith("no p: 5 of them say too little of others; it takes 6");
    }
  }

  /** A half is 0.4 to 0.625. */
  @ParameterizedTest
  @CsvSource({
    "0.50, HOLDS",
    "0.41, HOLDS",
    "0.615, HOLDS",
    "0.625, CANNOT_BE_DECIDED",
    "0.40, CANNOT_BE_DECIDED",
    "0.66, DOES_NOT_HOLD",
    "0.70, DOES_NOT_HOLD",
    "0.36, DOES_NOT_HOLD",
    "2.00, DOES_NOT_HOLD"
  })
  void the_error_is_halved_where_the_whole_interval_is_about_a_half(double ratio, Verdict verdict)
      throws IOException {
    RunView run =
        run(
            SEQUENCES,
            ACCELERATION,
            it -> it.base() * (it.fps() == 30 ? ratio * (1 + 0.01 * it.ripple()) : 1));
    Finding finding = finding(run, "rate-per-frame");
    assertThat(finding.evidence().get(0).what()).isEqualTo("tcmr");
    assertThat(finding.because())
        .contains(" times that at 15 frames/s (95 % interval ")
        .endsWith(
            "; a half is taken as 0.40 to 0.625, 80 to 125 % of it, the usual bounds of"
                + " equivalence");
    assertThat(finding.evidence().get(0).change().orElseThrow().estimate())
        .isCloseTo(ratio, org.assertj.core.data.Offset.offset(1e-3));
    assertThat(finding.verdict()).isEqualTo(verdict);
  }

  /** TCMR's weights; those of past and future differ from that of current by these margins. */
  @ParameterizedTest
  @CsvSource({
    "0.10, 0.10, HOLDS",
    "0.10, -0.10, DOES_NOT_HOLD",
    "-0.10, 0.10, DOES_NOT_HOLD",
    "0.10, 0.00, CANNOT_BE_DECIDED",
    "0.00, 0.10, CANNOT_BE_DECIDED"
  })
  void attention_is_judged_by_past_and_by_future(double past, double future, Verdict verdict)
      throws IOException {
    RunView run = run(SEQUENCES, ACCELERATION, Line::base);
    List<AttentionSample> seeds =
        IntStream.rangeClosed(1, 3)
            .mapToObj(seed -> attention(run, seed, 1, past, future))
            .toList();
    assertThat(finding(run, "attention", seeds).verdict()).isEqualTo(verdict);
  }

  @Test
  void attention_is_judged_by_tcmr_and_told_of_the_others() throws IOException {
    RunView run = run(SEQUENCES, ACCELERATION, Line::base);
    List<AttentionSample> both = new ArrayList<>();
    for (int seed = 1; seed <= 3; seed++) {
      both.add(attention(run, "middle-residual-poseforecast", seed, 1, -0.1, -0.1));
      both.add(attention(run, seed, 1, 0.1, 0.1));
    }
    Finding finding = finding(run, "attention", both);
    assertThat(finding.verdict()).isEqualTo(Verdict.HOLDS);
    assertThat(finding.because())
        .isEqualTo(
            "both margins over current are above 0 with their intervals (tcmr past 0.40, current"
                + " 0.30, future 0.40); other networks: middle-residual-poseforecast past 0.20,"
                + " current 0.30, future 0.20");
    assertThat(finding.evidence())
        .extracting(Finding.Evidence::what)
        .containsExactly("tcmr, 3 seeds", "middle-residual-poseforecast, 3 seeds");
    assertThat(finding.evidence().get(0).values())
        .isEqualTo("past 0.40, current 0.30, future 0.40; both above current in 75 % of frames");
    List<AttentionSample> alone =
        both.stream().filter(it -> !it.cell().model().equals("tcmr")).toList();
    assertThat(finding(run, "attention", alone).verdict()).isEqualTo(Verdict.DOES_NOT_HOLD);
    assertThat(finding(run, "attention", alone).because()).doesNotContain("other networks");
    assertThat(finding(run, "attention").verdict()).isEqualTo(Verdict.CANNOT_BE_DECIDED);
    assertThat(finding(run, "attention", List.of(alone.get(0))).evidence().get(0).what())
        .isEqualTo("middle-residual-poseforecast, 1 seed");
  }

  @ParameterizedTest
  @CsvSource({"0.10, 0.20", "0.20, 0.10"})
  void the_smaller_margin_of_attention_is_the_one_that_is_reported(double past, double future)
      throws IOException {
    RunView run = run(SEQUENCES, ACCELERATION, Line::base);
    List<AttentionSample> seeds =
        List.of(attention(run, 1, 1, past, future), attention(run, 2, 1, past, future));
    Finding.Evidence evidence = finding(run, "attention", seeds).evidence().get(0);
    assertThat(evidence.change().orElseThrow().estimate())
        .isCloseTo(0.1, org.assertj.core.data.Offset.offset(0.005));
    assertThat(evidence.test()).isEqualTo("change: the smaller margin over current");
  }

  @Test
  void one_seed_whose_attention_is_the_other_way_round_leaves_the_claim_undecided()
      throws IOException {
    RunView run = run(SEQUENCES, ACCELERATION, Line::base);
    List<AttentionSample> seeds =
        List.of(
            attention(run, 1, 1, 0.1, 0.1),
            attention(run, 2, 1, 0.1, 0.1),
            attention(run, 3, 1, -0.2, -0.2));
    assertThat(finding(run, "attention", seeds).verdict()).isEqualTo(Verdict.CANNOT_BE_DECIDED);
  }

  @Test
  void the_margins_of_attention_are_those_of_the_weights_that_are_reported() throws IOException {
    RunView run = run(SEQUENCES, ACCELERATION, Line::base);
    List<AttentionSample> seeds =
        List.of(attention(run, 1, 40, 0.1, 0.2), attention(run, 2, 40, 0.2, 0.1));
    for (int part : new int[] {0, 2}) {
      CellSample margins = AttentionSample.marginOverCurrent(run, seeds, part);
      double told =
          seeds.stream()
              .mapToDouble(seed -> seed.mean().get(part) - seed.mean().get(1))
              .average()
              .orElseThrow();
      assertThat(margins.meanOverSeeds().estimate())
          .isCloseTo(told, org.assertj.core.data.Offset.offset(1e-12));
    }
  }

  private static AttentionSample attention(
      RunView run, int seed, int longest, double past, double future) {
    return attention(run, "tcmr", seed, longest, past, future);
  }

  /**
   * @param longest how many times as many frames the first sequence has as the others
   */
  static AttentionSample attention(
      RunView run, String model, int seed, int longest, double past, double future) {
    Cell cell = home(run).cell(model, "none", Integer.toString(seed));
    List<String> names =
        run.sequences(cell).stream().map(row -> row.sequence()).distinct().toList();
    List<List<Double>> means = new ArrayList<>();
    Integer[] frames = new Integer[names.size()];
    Arrays.fill(frames, 30);
    frames[0] = 30 * longest;
    for (int i = 0; i < names.size(); i++) {
      double ripple = 0.01 * ((7 * i + 3 * seed) % 5 - 2);
      means.add(List.of(0.3 + past + ripple, 0.3, 0.3 + future - ripple));
    }
    return new AttentionSample(
        cell, List.of(), names, means, List.of(frames), 0.75, Optional.empty());
  }

  @Test
  void a_filter_duel_is_decided_in_both_errors_after_correction() throws IOException {
    // Against the filter: smoother by 5 and less accurate by 2, in both with little spread.
    RunView smoother =
        run(
            SEQUENCES,
            ACCELERATION,
            it -> it.base() + (it.model().equals("tcmr") ? -5 + it.ripple() : 0));
    List<FilterVerdicts.Duel> duels = FilterVerdicts.of(smoother, home(smoother), "tcmr", "spin");
    assertThat(duels).extracting(FilterVerdicts.Duel::filter).containsExactly("none", "slerp-0.3");
    assertThat(duels.get(1).acceleration().estimate())
        .isCloseTo(-5, org.assertj.core.data.Offset.offset(0.1));
  }

  @Test
  void sixteen_looks_find_nothing_where_one_of_them_is_just_below_the_level() {
    // t = 2.3 of 11 degrees of freedom: p = 0.042 by itself.
    FilterVerdicts.Duel near = duel(2.3);
    assertThat(near.acceleration().p().orElseThrow()).isBetween(0.03, 0.05);
    List<FilterVerdicts.Duel> many = new ArrayList<>(List.of(near));
    IntStream.range(0, 7).forEach(i -> many.add(duel(0.1)));
    assertThat(FilterVerdicts.judged(many))
        .extracting(FilterVerdicts.Duel::verdict)
        .containsOnly(FilterVerdicts.Verdict.UNDECIDED);
    // Two tests of p = 0.0001 stand their correction.
    assertThat(FilterVerdicts.judged(List.of(duel(6))).get(0).verdict())
        .isEqualTo(FilterVerdicts.Verdict.FILTER);
    assertThat(FilterVerdicts.judged(List.of(duel(-6))).get(0).verdict())
        .isEqualTo(FilterVerdicts.Verdict.NETWORK);
    FilterVerdicts.Duel smoother =
        new FilterVerdicts.Duel(
            "a", duel(-6).acceleration(), duel(6).position(), FilterVerdicts.Verdict.UNDECIDED);
    assertThat(FilterVerdicts.judged(List.of(smoother)).get(0).verdict())
        .isEqualTo(FilterVerdicts.Verdict.NETWORK_SMOOTHER);
  }

  /** A duel whose two differences are t standard errors from 0, of 12 people. */
  private static FilterVerdicts.Duel duel(double t) {
    double[] values = new double[12];
    // Half of them 1 above the mean, half 1 below: the standard error is 1 / sqrt(11).
    Arrays.setAll(values, i -> t / Math.sqrt(11) + (i % 2 == 0 ? 1 : -1));
    var difference = CellSample.ofMeans(values).meanOverSeeds();
    return new FilterVerdicts.Duel("a", difference, difference, FilterVerdicts.Verdict.UNDECIDED);
  }
}
