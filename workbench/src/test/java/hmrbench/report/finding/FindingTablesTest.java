package hmrbench.report.finding;

import static hmrbench.report.finding.KnownRun.ACCELERATION;
import static hmrbench.report.finding.KnownRun.SEQUENCES;
import static hmrbench.report.finding.KnownRun.home;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hmrbench.core.Fault;
import hmrbench.metric.Metrics;
import hmrbench.metric.stats.Interval;
import hmrbench.record.Cell;
import hmrbench.report.finding.Finding.Verdict;
import hmrbench.report.finding.KnownRun.Line;
import hmrbench.report.table.MarkdownTable;
import hmrbench.report.table.TableView;
import hmrbench.report.testing.SyntheticRun;
import hmrbench.report.view.InterventionView;
import hmrbench.report.view.RunView;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Tables of numbers that can be worked out by hand: networks without the residual are better by 1
 * on one half of twelve sequences and by 3 on the other, whatever the seed. So the mean difference
 * is -2, its standard error 1 / sqrt(11), t = -6.63, p = 0.00004, and the interval -2 +- 2.201 *
 * 0.3015.
 */
class FindingTablesTest {

  @TempDir static Path folder;

  private static KnownRun known;
  private static RunView run;

  private static double number(Line it) {
    return it.base() + (it.noResidual() ? (it.sequence() % 2 == 0 ? -1 : -3) : 0);
  }

  @BeforeAll
  static void write() throws IOException {
    known = new KnownRun(folder);
    run = known.run(SEQUENCES, ACCELERATION, FindingTablesTest::number);
  }

  private static List<String> rows(TableView table, String beginning) {
    return MarkdownTable.of(table)
        .lines()
        .filter(line -> line.startsWith("| " + beginning))
        .toList();
  }

  private static List<Finding> findings() {
    return Findings.of(run, home(run), List.of());
  }

  @Test
  void verdicts_stand_with_claim_reason_and_source() {
    assertThat(rows(FindingTable.of(home(run), findings()), "residual-acceleration"))
        .containsExactly(
            "| residual-acceleration | holds | Removing the residual connection of the current"
                + " frame lowers the acceleration error. | the change in mm/frame² is below 0 with"
                + " its whole interval (middle-residual → middle: −2.0, 95 % interval −2.7 to −1.3;"
                + " middle-residual-poseforecast → tcmr: −2.0, 95 % interval −2.7 to −1.3). | TCMR"
                + " paper, Table 1, 3DPW, PA-MPJPE (mm) / acceleration error (mm/frame²): 55.6 /"
                + " 29.2 to 54.2 / 8.7; with PoseForecast 55.0 / 24.9 to 53.9 / 7.7 |");
    assertThat(FindingTable.of(home(run), findings()).name())
        .isEqualTo("findings__simulated-test__tcmr__30fps");
  }

  @Test
  void the_numbers_behind_a_verdict_have_unit_interval_and_test() {
    TableView evidence = FindingTable.evidence(home(run), findings());
    assertThat(rows(evidence, "residual-acceleration"))
        .first()
        .isEqualTo(
            "| residual-acceleration | middle-residual → middle | Accel error 25.3 to 23.3 mm/frame²"
                + " (−8 %) | −2.00 [−2.66 to −1.34] | mm/frame² | p < 0.001, better in 12 of 12"
                + " sequences | holds |");
    assertThat(evidence.name()).isEqualTo("evidence__simulated-test__tcmr__30fps");
    assertThat(rows(evidence, "rate-per-frame"))
        .first()
        .asString()
        .contains("| 1.00 [1.00 to 1.00] | ratio |  | does not hold |".replace("|  |", "| – |"));
  }

  @Test
  void ratios_have_no_sign_and_weights_three_decimals() {
    Interval change = new Interval(0.1234, -0.5, 0.5, 0.95);
    assertThat(FindingTable.change(change, "").text()).isEqualTo("0.12");
    assertThat(FindingTable.change(change, "mm").text()).isEqualTo("+0.12");
    assertThat(FindingTable.change(change, "weight").text()).isEqualTo("+0.123");
    assertThat(FindingTable.change(change, "weight").interval()).isEqualTo("−0.500 to 0.500");
  }

  @Test
  void a_claim_that_nothing_in_the_run_speaks_to_compares_nothing() {
    Map<Boolean, List<Finding>> compared =
        findings().stream().collect(java.util.stream.Collectors.partitioningBy(Finding::compares));
    assertThat(compared.get(false)).extracting(Finding::name).containsExactly("attention");
    assertThat(compared.get(true)).hasSize(5);
  }

  @Test
  void pairs_differ_in_the_residual_alone() {
    Finding residual =
        findings().stream()
            .filter(it -> it.name().equals("residual-acceleration"))
            .findFirst()
            .orElseThrow();
    Finding poseForecast =
        findings().stream()
            .filter(it -> it.name().equals("poseforecast-acceleration"))
            .findFirst()
            .orElseThrow();
    assertThat(residual.evidence())
        .extracting(Finding.Evidence::what)
        .containsExactly("middle-residual → middle", "middle-residual-poseforecast → tcmr");
    assertThat(poseForecast.evidence())
        .extracting(Finding.Evidence::what)
        .containsExactly("middle-residual → middle-residual-poseforecast", "middle → tcmr");
  }

  /**
   * The run with one difference in acceleration that counts, and further ones of spin that do not.
   */
  private static RunView against() throws IOException {
    return known.run(
        SEQUENCES,
        ACCELERATION,
        it -> it.model().equals("spin") ? it.base() + it.sequence() % 2 - 0.5 : number(it));
  }

  @Test
  void differences_to_the_baseline_stand_with_both_p_and_what_more_data_would_show()
      throws IOException {
    RunView run = against();
    BaselineTests tests = BaselineTests.of(run, home(run), List.of(Metrics.ACCEL_ERR.id()));
    TableView table = StatisticsTable.of(run, home(run), tests);

    // Smallest visible: 2.802 times the error sqrt(12 / 11) / sqrt(12) of sequences alone.
    assertThat(rows(table, "middle | none").get(0))
        .isEqualTo(
            "| middle | none | Accel error (mm/frame²) | −2.00\\* [−2.66 to −1.34] | 12 of 12 |"
                + " < 0.001 | < 0.001 | 0.84 | 6 | – |");
    assertThat(rows(table, "spin | none"))
        .containsExactly(
            "| spin | none | Accel error (mm/frame²) | 0.00 [−0.33 to 0.33] | 6 of 12 | 1.000 |"
                + " 1.000 | 0.42 | no number | – |");
    assertThat(table.notes().get(0))
        .isEqualTo(
            "Each of the 12 sequences counts as a person of its own: no two are known to be of"
                + " one.");
    assertThat(table.caption()).startsWith("Differences to vibe-seq: simulated-test, 30 frames/s");
    // All seeds give the same differences: that some of these sums are not quite so is rounding.
    assertThat(table.notes())
        .endsWith(
            "Never fewer than 6 sequences, of a person each: fewer get no p.",
            "No number of seeds: there is one seed, or seeds differ by rounding alone, or by no"
                + " more than chance explains.");
  }

  @Test
  void a_mark_is_given_to_what_stands_the_correction_and_the_note_counts_the_tests()
      throws IOException {
    RunView run = against();
    BaselineTests tests = BaselineTests.of(run, home(run), List.of(Metrics.ACCEL_ERR.id()));
    Cell all = home(run).cell("middle", "none", Cell.ALL_SEEDS);

    assertThat(tests.of(all, ACCELERATION)).isEqualTo("*");
    assertThat(tests.of(all.withSeed("2"), ACCELERATION)).isEqualTo("*");
    assertThat(tests.of(all, "accel_err_m_per_s2")).isEqualTo("*");
    assertThat(tests.of(all, "mpjpe_mm")).isEmpty();
    assertThat(tests.of(home(run).cell("spin", "none", Cell.ALL_SEEDS), ACCELERATION)).isEmpty();
    // Six models, two filters, but for the baseline itself.
    assertThat(tests.rows()).hasSize(11);
    assertThat(tests.rows(ACCELERATION)).hasSize(11);
    assertThat(tests.rows("mpjpe_mm")).isEmpty();
    assertThat(tests.notes())
        .containsExactly(
            "* differs from vibe-seq: p < 0.05, t test over people and seeds, corrected (Holm) for"
                + " the 11 tests of this table; both units of the acceleration error are one test.",
            "Each of the 12 sequences counts as a person of its own: no two are known to be of"
                + " one.");
    BaselineTests none = BaselineTests.of(run, home(run), List.of());
    assertThat(none.notes()).isEmpty();
    assertThat(none.people()).isEmpty();
  }

  @Test
  void both_units_of_the_acceleration_error_are_tested_once() throws IOException {
    RunView run = against();
    assertThat(
            BaselineTests.of(
                    run,
                    home(run),
                    List.of(
                        Metrics.ACCEL_ERR.id(), Metrics.ACCEL_ERR_SI.id(), Metrics.PA_MPJPE.id()))
                .rows())
        .hasSize(22);
  }

  @Test
  void five_people_get_a_dash_and_the_reason() throws IOException {
    RunView few = known.run(5, ACCELERATION, FindingTablesTest::number);
    BaselineTests tests = BaselineTests.of(few, home(few), List.of(Metrics.ACCEL_ERR.id()));
    TableView table = StatisticsTable.of(few, home(few), tests);
    assertThat(rows(table, "middle | none").get(0))
        .startsWith("| middle | none | Accel error (mm/frame²) | −1.80 | 5 of 5 | – | – | ");
    assertThat(tests.notes().get(1))
        .isEqualTo(
            "Each of the 5 sequences counts as a person of its own: no two are known to be of one."
                + " No interval and no p: 5 of them say too little of others; it takes 6.");
    assertThat(People.words(6, 6)).doesNotContain("No interval");
    assertThat(People.words(6, 12))
        .isEqualTo("12 sequences of 6 people: those of one person are not independent.");
  }

  @Test
  void nothing_is_said_of_seeds_where_each_comparison_has_some_that_differ() throws IOException {
    RunView run =
        known.run(
            SEQUENCES,
            ACCELERATION,
            it ->
                it.base()
                    + (it.model().equals("vibe-seq") && it.filter().equals("none")
                        ? 0
                        : 0.5 * (it.seed() - 2)));
    BaselineTests tests = BaselineTests.of(run, home(run), List.of(Metrics.ACCEL_ERR.id()));
    assertThat(StatisticsTable.of(run, home(run), tests).notes())
        .contains(NeededSamples.FEWEST)
        .doesNotContain(NeededSamples.NO_SEEDS);
  }

  @Test
  void the_planner_says_how_many_sequences_or_seeds_a_difference_takes() throws IOException {
    // Seeds differ by 0.5: alone they hide differences below 2.802 * 0.5 / sqrt(3) = 0.81.
    RunView run =
        known.run(
            SEQUENCES,
            ACCELERATION,
            it -> number(it) + (it.noResidual() ? 0.5 * (it.seed() - 2) : 0));
    BaselineTests tests = BaselineTests.of(run, home(run), List.of(Metrics.ACCEL_ERR.id()));
    TableView table = PlannerTable.of(run, home(run), tests).orElseThrow();
    assertThat(table.columns())
        .extracting(TableView.Heading::title)
        .containsExactly(
            "model",
            "filter",
            "metric",
            "to see 0.2",
            "to see 0.5",
            "to see 1.0",
            "to see 2.0",
            "to see 5.0");
    // Variances: 12 / 11 between sequences, 0.25 between seeds, none left. To see 1: (1 / 2.802)^2
    // =
    // 0.1274; less 0.25 / 3 for seeds leaves 0.0441 and 25 + 2 sequences; less 0.0909 for sequences
    // leaves 0.0365, and 7 + 2 seeds.
    assertThat(rows(table, "middle | none").get(0))
        .startsWith(
            "| middle | none | Accel error (mm/frame²) | no number [seeds: no number] | no number"
                + " [seeds: no number] | 27 [seeds: 9] | ");
    assertThat(rows(StatisticsTable.of(run, home(run), tests), "middle | none").get(0))
        .endsWith("| 6 | 3 |");
    BaselineTests none = BaselineTests.of(run, home(run), List.of());
    assertThat(PlannerTable.of(run, home(run), none)).isEmpty();
    assertThat(rows(table, "spin | none").get(0)).contains("| 6 | 6 | 6 | 6 | 6 |");
  }

  private static RunView intervened(Map<String, Function<Integer, Double>> kinds)
      throws IOException {
    return KnownInterventions.of(known, FindingTablesTest::number, Map.of("tcmr", kinds));
  }

  @Test
  void forced_weights_are_compared_with_the_own_ones() throws IOException {
    RunView run = intervened(KnownInterventions.kinds("swapped", i -> i % 2 == 0 ? 1.0 : 3.0));
    TableView table = InterventionTable.of(run, home(run), InterventionView.of(run, home(run)));
    String number = "47.50 | +2.00 [1.34 to 2.66]";
    assertThat(rows(table, "tcmr"))
        .containsExactly(
            "| tcmr | own | 45.50 | – | 45.50 | – | 45.50 | – |",
            "| tcmr | swapped | N | N | N |".replace("N", number));
    assertThat(table.notes())
        .containsExactly(
            "The branches of a network stay as they are; the weighted sum and what is behind it are"
                + " run again.",
            "swapped: the weights that the network gives the frame half a sequence away.");
  }

  @Test
  void weights_in_use_have_intervals_within_what_they_can_be() throws IOException {
    RunView run = intervened(KnownInterventions.kinds("hidden-17", i -> 1.0));
    InterventionView view = InterventionView.of(run, home(run));
    // Moved by 0 and 0.01 in turn: 0.005 with a standard error of 0.005 / sqrt(11).
    assertThat(rows(WeightTable.of(run, home(run), view).orElseThrow(), "tcmr | hidden-17"))
        .containsExactly(
            "| tcmr | hidden-17 | 0.400 [0.400 to 0.400] | 0.200 [0.200 to 0.200] | 0.400 [0.400 to"
                + " 0.400] | 0.030 [0.030 to 0.030] | 96.0 [96.0 to 96.0] | 50.0 [50.0 to 50.0] |"
                + " 0.005 [0.002 to 0.008] | 0.020 |");
    assertThat(RefitTable.of(run, home(run), view)).isEmpty();
  }

  @Test
  void what_a_fit_gains_on_people_it_knows_is_told_apart() throws IOException {
    Map<String, Function<Integer, Double>> kinds =
        KnownInterventions.kinds("refit-constant", i -> i % 2 - 1.5);
    kinds.put("refit-constant-seen", i -> i % 2 - 2.5);
    RunView run = intervened(kinds);
    TableView table =
        RefitTable.of(run, home(run), InterventionView.of(run, home(run))).orElseThrow();
    String both = "−2.00 [−2.33 to −1.67] | −1.00 [−1.33 to −0.67] | +1.00 [1.00 to 1.00]";
    assertThat(rows(table, "tcmr"))
        .containsExactly("| tcmr | refit-constant | %s | %s |".formatted(both, both));
  }

  @ParameterizedTest
  @CsvSource({
    "2, HOLDS, every error is lower with the network's own weights (PA-MPJPE 47.50 to 45.50 mm",
    "-2, DOES_NOT_HOLD, an error is higher with the network's own weights (PA-MPJPE 43.50 to 45.50",
    "0, CANNOT_BE_DECIDED, 'not every error is lower with the network''s own weights, and none'"
  })
  void weights_that_differ_from_frame_to_frame_are_judged_by_their_mean(
      int added, Verdict verdict, String because) throws IOException {
    RunView run =
        intervened(KnownInterventions.kinds("mean", i -> added + (i % 2 == 0 ? -1.0 : 1.0)));
    Finding finding =
        Findings.of(run, home(run), List.of()).stream()
            .filter(it -> it.name().equals("attention-frames"))
            .findFirst()
            .orElseThrow();
    assertThat(finding.verdict()).isEqualTo(verdict);
    assertThat(finding.because()).startsWith(because);
    assertThat(finding.evidence())
        .extracting(Finding.Evidence::what)
        .containsExactly(
            "mean weights → own weights, PA-MPJPE of tcmr",
            "mean weights → own weights, MPJPE of tcmr",
            "mean weights → own weights, Accel error of tcmr");
    assertThat(finding.evidence().get(0).change().orElseThrow().estimate())
        .isCloseTo(-added, org.assertj.core.data.Offset.offset(1e-9));
  }

  @Test
  void a_printed_number_is_explained_by_the_definitions_that_round_to_it(@TempDir Path other)
      throws IOException {
    Path written = new KnownRun(other).original();
    assertThatThrownBy(() -> Explaining.lines(written, "7.1", "accel"))
        .isInstanceOf(Fault.class)
        .hasMessage("%s: has no diagnosis/rosetta.csv; run the experiment again", written);
    assertThatThrownBy(() -> Explaining.lines(written, "seven", "accel"))
        .hasMessage("--explain seven: expected a number as it is printed, such as 7.1");
    Files.createDirectories(written.resolve("diagnosis"));
    List<String> lines = new ArrayList<>();
    lines.add("model,dataset,protocol,fps,filter,seed,definition,unit,value,meaning,source");
    for (String seed : List.of("1", "2", "3")) {
      // The median over seeds of the first is 7.13, of the second 6.42.
      String cell = "tcmr,simulated-test,tcmr,30,none," + seed;
      lines.add(cell + ",tcmr,mm/frame^2,7.1" + (Integer.parseInt(seed) + 1) + ",m,TCMR");
      lines.add(cell + ",seconds,m/s^2,6.4" + seed + ",m,none");
    }
    Files.write(written.resolve("diagnosis/rosetta.csv"), lines);
    KnownRun.list(written, "diagnosis/rosetta.csv");

    assertThat(Explaining.lines(written, "7.1", "accel"))
        .containsExactly(
            "7.1 is what these give, medians over seeds:",
            "  tcmr, simulated-test, 30 frames/s, protocol tcmr: 7.130 mm/frame², tcmr (TCMR)");
    assertThat(Explaining.lines(written, "6.6", "accel"))
        .containsExactly(
            "nothing in this run rounds to 6.6; nearest by model:",
            "  tcmr, simulated-test, 30 frames/s, protocol tcmr: 6.420 m/s², seconds (none)");
  }

  @Test
  void a_line_that_is_the_same_under_several_protocols_stands_once_and_names_them(
      @TempDir Path other) throws IOException {
    Path written = other.resolve("run");
    new SyntheticRun(12, 30, 3, List.of(30.0), List.of("none"), List.of("tcmr", "wham"))
        .summariesOnly()
        .writeTo(written);
    Files.createDirectories(written.resolve("diagnosis"));
    List<String> lines = new ArrayList<>();
    lines.add("model,dataset,protocol,fps,filter,seed,definition,unit,value,meaning,source");
    for (String seed : List.of("1", "2", "3")) {
      for (String protocol : List.of("tcmr", "wham")) {
        String cell = "tcmr,simulated-test," + protocol + ",30,none," + seed;
        lines.add(cell + ",per sequence,mm/frame^2,7.13,m,TCMR");
        // One that is another number under the second protocol.
        lines.add(
            cell + ",joined,mm/frame^2," + (protocol.equals("tcmr") ? "7.14" : "7.12") + ",m,VIBE");
      }
    }
    Files.write(written.resolve("diagnosis/rosetta.csv"), lines);
    KnownRun.list(written, "diagnosis/rosetta.csv");

    assertThat(Explaining.lines(written, "7.1", "accel"))
        .containsExactly(
            "7.1 is what these give, medians over seeds:",
            "  tcmr, simulated-test, 30 frames/s, protocols tcmr, wham: 7.130 mm/frame², per"
                + " sequence (TCMR)",
            "  tcmr, simulated-test, 30 frames/s, protocol tcmr: 7.140 mm/frame², joined (VIBE);"
                + " +0.010 against \"per sequence\", by: m",
            "  tcmr, simulated-test, 30 frames/s, protocol wham: 7.120 mm/frame², joined (VIBE);"
                + " −0.010 against \"per sequence\", by: m");
  }

  @Test
  void a_verdict_is_printed_in_its_own_words() {
    assertThat(Verdict.values())
        .extracting(Verdict::words)
        .containsExactly("holds", "does not hold", "cannot be decided");
    assertThat(FilterVerdicts.Verdict.values())
        .extracting(FilterVerdicts.Verdict::words)
        .containsExactly(
            "the network is better in both",
            "the filter is better in both",
            "the network is smoother, the filter more accurate",
            "the network is more accurate, the filter smoother",
            "not decided in one or both");
  }
}
