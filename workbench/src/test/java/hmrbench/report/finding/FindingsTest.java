package hmrbench.report.finding;

import static org.assertj.core.api.Assertions.assertThat;

import hmrbench.metric.Metrics;
import hmrbench.record.FrameTable;
import hmrbench.record.RunFolder;
import hmrbench.report.finding.Finding.Verdict;
import hmrbench.report.table.TableView;
import hmrbench.report.testing.SyntheticRun;
import hmrbench.report.view.AttentionSample;
import hmrbench.report.view.RunView;
import hmrbench.report.view.Setting;
import hmrbench.testing.KeptFolder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FindingsTest {

  /** Made once, however often this class is set up. */
  private static final Path FOLDER = KeptFolder.make("findings");

  private static final RunView RUN = open(FOLDER, 12, 5);

  private static Setting setting;
  private static Map<String, Finding> findings;

  private static RunView open(Path folder, int sequences, int seeds) {
    List<Double> rates = List.of(15.0, 30.0);
    try {
      return RunView.open(
          new SyntheticRun(sequences, 60, seeds, rates, List.of("none"), List.of("tcmr"))
              .writeTo(folder));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @BeforeAll
  static void judge() throws IOException {
    setting = RUN.home().orElseThrow();
    FrameTable tcmr = RUN.folder().frames(setting.cell("tcmr", "none", "1"));
    List<AttentionSample> attention = AttentionSample.of(tcmr).stream().toList();
    findings =
        Findings.of(RUN, setting, attention).stream()
            .collect(Collectors.toMap(Finding::name, finding -> finding));
  }

  private static Finding finding(String name) {
    return findings.get(name);
  }

  @Test
  void sees_that_dropping_the_residual_lowers_the_acceleration_error() {
    Finding finding = finding("residual-acceleration");
    assertThat(finding.verdict()).isEqualTo(Verdict.HOLDS);
    assertThat(finding.evidence().stream().map(Finding.Evidence::what))
        .containsExactly("middle-residual → middle", "middle-residual-poseforecast → tcmr");
    assertThat(finding.evidence())
        .allSatisfy(e -> assertThat(e.change().orElseThrow().high()).isNegative());
  }

  @Test
  void sees_that_poseforecast_lowers_it_further() {
    assertThat(finding("poseforecast-acceleration").verdict()).isEqualTo(Verdict.HOLDS);
    assertThat(finding("poseforecast-acceleration").evidence().stream().map(Finding.Evidence::what))
        .containsExactly("middle-residual → middle-residual-poseforecast", "middle → tcmr");
  }

  @Test
  void sees_that_pa_mpjpe_rises_where_the_paper_says_it_falls() {
    assertThat(finding("residual-accuracy").verdict()).isEqualTo(Verdict.DOES_NOT_HOLD);
    assertThat(finding("residual-accuracy").because())
        .startsWith("the error rises in middle-residual");
  }

  @Test
  void sees_past_and_future_above_current() {
    assertThat(finding("attention").verdict()).isEqualTo(Verdict.HOLDS);
  }

  @Test
  void frames_with_an_occluded_limb_are_compared_with_those_in_full_view() throws IOException {
    // Frames 41 to 49 of 60 are occluded: 15 %. Means are worked out from the lines of the shards.
    double change = 0;
    double error = 0;
    for (int seed = 1; seed <= 5; seed++) {
      Path shard =
          FOLDER.resolve("shards/tcmr__simulated-test__tcmr__30fps__none__seed-" + seed + ".csv");
      List<String> lines = Files.readAllLines(shard);
      change += occludedMinusFree(lines, "attention_current") / 5;
      error += occludedMinusFree(lines, "pa_mpjpe_mm") / 5;
    }
    TableView table = OcclusionTable.of(RUN, setting, List.of("tcmr", "spin")).orElseThrow();
    assertThat(table.rows()).hasSize(1);
    List<TableView.Entry> row = table.rows().get(0).entries();
    assertThat(row.get(0).text()).isEqualTo("tcmr");
    assertThat(row.get(1).text()).isEqualTo("15");
    assertThat(row.get(3).value().orElseThrow()).isCloseTo(error, offset(1e-6));
    assertThat(row.get(5).value().orElseThrow()).isCloseTo(change, offset(1e-6));
    assertThat(row.get(5).interval()).contains(" to ");
    assertThat(OcclusionTable.of(RUN, setting, List.of("spin"))).isEmpty();
  }

  private static List<List<TableView.Entry>> conditions(TableView table, String model) {
    return table.rows().stream()
        .map(TableView.Row::entries)
        .filter(it -> it.get(0).text().equals(model))
        .toList();
  }

  @Test
  void errors_of_every_model_stand_by_condition() throws IOException {
    double pa = 0;
    double acceleration = 0;
    for (int seed = 1; seed <= 5; seed++) {
      Path shard =
          FOLDER.resolve("shards/spin__simulated-test__tcmr__30fps__none__seed-" + seed + ".csv");
      List<String> lines = Files.readAllLines(shard);
      pa += occludedMinusFree(lines, "pa_mpjpe_mm") / 5;
      acceleration += occludedMinusFree(lines, "accel_err_mm_per_frame2") / 5;
    }
    TableView table = ConditionTable.of(RUN, setting).orElseThrow();
    List<List<TableView.Entry>> spin = conditions(table, "spin");
    assertThat(spin)
        .extracting(it -> it.get(1).text() + ": " + it.get(2).text())
        .containsExactly(
            "occlusion: in full view",
            "occlusion: occluded",
            "speed: slowest third",
            "speed: middle third",
            "speed: fastest third");
    assertThat(spin.get(0).get(3).text()).isEqualTo("85");
    assertThat(spin.get(0).get(5).text()).isEmpty();
    assertThat(spin.get(1).get(3).text()).isEqualTo("15");
    assertThat(spin.get(1).get(5).value().orElseThrow()).isCloseTo(pa, offset(1e-6));
    assertThat(spin.get(1).get(7).value().orElseThrow()).isCloseTo(acceleration, offset(1e-6));
    // The means of the table are medians over seeds, as everywhere.
    assertThat(spin.get(1).get(4).value().orElseThrow())
        .isCloseTo(spin.get(0).get(4).value().orElseThrow() + pa, offset(0.05));
    int thirds =
        spin.subList(2, 5).stream().mapToInt(it -> Integer.parseInt(it.get(3).text())).sum();
    assertThat(thirds).isBetween(99, 101);
    assertThat(conditions(table, "frozen")).isEmpty();
  }

  /** Sequences have as many frames each, so their means weigh the same. */
  private static double occludedMinusFree(List<String> lines, String column) {
    List<String> header = List.of(lines.get(0).split(",", -1));
    double[] sum = new double[2];
    int[] count = new int[2];
    for (String line : lines.subList(1, lines.size())) {
      String[] fields = line.split(",", -1);
      int kind = fields[header.indexOf("signal_occlusion")].equals("0") ? 0 : 1;
      String value = fields[header.indexOf(column)];
      if (!value.isEmpty()) {
        sum[kind] += Double.parseDouble(value);
        count[kind]++;
      }
    }
    return sum[1] / count[1] - sum[0] / count[0];
  }

  /** The first of seven sequences is in full view throughout, and so is left out of changes. */
  @Test
  void a_sequence_that_has_no_occluded_frame_is_in_no_comparison(@TempDir Path other)
      throws IOException {
    RunView seven = open(other, 7, 1);
    Setting home = seven.home().orElseThrow();
    Path shard = other.resolve("shards/" + home.cell("tcmr", "none", "1").fileName() + ".csv");
    List<String> lines = new ArrayList<>(Files.readAllLines(shard));
    int signal = List.of(lines.get(0).split(",", -1)).indexOf("signal_occlusion");
    for (int i = 1; i <= 60; i++) {
      String[] fields = lines.get(i).split(",", -1);
      assertThat(fields[6]).isEqualTo("s00_walk");
      fields[signal] = "0";
      lines.set(i, String.join(",", fields));
    }
    Files.write(shard, lines);
    List<String> others = new ArrayList<>(lines);
    others.subList(1, 61).clear();

    RunView edited = RunView.open(other, RunFolder.Edited.ACCEPT);
    TableView table = OcclusionTable.of(edited, home, List.of("tcmr")).orElseThrow();
    List<TableView.Entry> row = table.rows().get(0).entries();
    assertThat(row.get(3).value().orElseThrow())
        .isCloseTo(occludedMinusFree(others, "pa_mpjpe_mm"), offset(1e-6));
    // 9 of 60 frames in 6 of 7 sequences.
    assertThat(row.get(1).text()).isEqualTo("13");
  }

  @Test
  void a_run_without_filters_has_no_column_for_them_and_a_share_is_in_per_cent() {
    BaselineTests tests = BaselineTests.of(RUN, setting, Metrics.mainErrors());
    TableView table = StatisticsTable.of(RUN, setting, tests);
    assertThat(table.columns())
        .extracting(TableView.Heading::title)
        .startsWith("model", "metric", "difference", "better in");
    assertThat(tests.rows())
        .anyMatch(it -> it.comparison().better() > 0 && it.comparison().better() < 12);
    for (int i = 0; i < tests.rows().size(); i++) {
      double share = tests.rows().get(i).comparison().better() / 12.0;
      assertThat(table.rows().get(i).entries().get(3).value().orElseThrow())
          .isCloseTo(100 * share, offset(1e-9));
    }
  }

  @Test
  void judges_the_frame_rate_in_each_unit_by_itself() {
    // 11.6 / 19.9 = 0.58 per frame squared, times 4 per second squared.
    Finding.Evidence perFrame = finding("rate-per-frame").evidence().get(0);
    Finding.Evidence perSecond = finding("rate-per-second").evidence().get(0);
    assertThat(perFrame.what()).isEqualTo("tcmr");
    assertThat(perSecond.change().orElseThrow().estimate())
        .isCloseTo(4 * perFrame.change().orElseThrow().estimate(), offset(1e-4));
    assertThat(finding("rate-per-second").verdict()).isEqualTo(Verdict.DOES_NOT_HOLD);
  }

  @Test
  void says_what_is_missing_where_nothing_can_be_judged() throws IOException {
    Finding alone =
        Findings.of(RUN, setting.at(60), List.of()).stream()
            .filter(finding -> finding.name().equals("residual-acceleration"))
            .findFirst()
            .orElseThrow();
    assertThat(alone.verdict()).isEqualTo(Verdict.CANNOT_BE_DECIDED);
    assertThat(alone.because())
        .isEqualTo("the run has no two networks that differ in the residual connection alone");
  }

  @Test
  void marks_what_differs_from_the_baseline_after_correction() {
    BaselineTests tests = BaselineTests.of(RUN, setting, Metrics.mainErrors());
    assertThat(tests.baseline()).contains("vibe-seq");
    assertThat(tests.of(setting.cell("tcmr", "none", "all"), "accel_err_mm_per_frame2"))
        .isEqualTo("*");
    assertThat(tests.of(setting.cell("vibe-seq", "none", "all"), "accel_err_mm_per_frame2"))
        .isEmpty();
    assertThat(tests.rows())
        .allSatisfy(
            row ->
                assertThat(row.corrected().orElseThrow())
                    .isGreaterThanOrEqualTo(row.comparison().p().orElseThrow()));
    assertThat(tests.rows().stream().map(row -> row.metric().name()).distinct())
        .containsExactly("MPJPE", "PA-MPJPE", "Accel error");
  }

  private static org.assertj.core.data.Offset<Double> offset(double value) {
    return org.assertj.core.data.Offset.offset(value);
  }

  @Test
  void five_sequences_decide_nothing(@TempDir Path other) {
    RunView small = open(other, 5, 2);

    assertThat(Findings.of(small, small.home().orElseThrow(), List.of()))
        .isNotEmpty()
        .allSatisfy(f -> assertThat(f.verdict()).isEqualTo(Verdict.CANNOT_BE_DECIDED));
  }
}
