package hmrbench.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import hmrbench.config.ExperimentBuilder;
import hmrbench.config.ExperimentConfig;
import hmrbench.config.ModelConfig;
import hmrbench.config.PathRoots;
import hmrbench.data.sim.Simulated;
import hmrbench.data.sim.SimulatedSplit;
import hmrbench.model.Models;
import hmrbench.record.Cell;
import hmrbench.record.DiagnosisRow;
import hmrbench.record.DiagnosisTable;
import hmrbench.record.RunFolder;
import hmrbench.record.RunStore.Existing;
import hmrbench.record.SummaryRow;
import hmrbench.report.Report;
import hmrbench.report.finding.Explaining;
import hmrbench.testing.StrictListener;
import hmrbench.testing.TinyModels;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DiagnosingTest {

  @TempDir static Path folder;

  @SuppressWarnings("NullAway.Init")
  private static RunFolder records;

  @BeforeAll
  static void run() {
    ExperimentConfig config =
        new ExperimentBuilder(
                "small",
                List.of(
                    Models.all()
                        .named("tcmr")
                        .network(
                            "tcmr",
                            List.of(TinyModels.tcmr(folder.resolve("tcmr.safetensors"), 1))),
                    Models.all()
                        .named("vibe")
                        .network(
                            "vibe",
                            List.of(TinyModels.vibe(folder.resolve("vibe.safetensors"), 1))),
                    new ModelConfig.Reference("frozen", ModelConfig.Reference.Kind.FROZEN)),
                List.of(new Simulated("walks", SimulatedSplit.TEST, 2, 3, 2, 30)))
            .build();
    ExperimentRun.run(
        new ExperimentRun.Request(
            config,
            new PathRoots(folder, folder.resolve("data")),
            folder.resolve("out"),
            Existing.CONTINUE,
            2),
        new StrictListener(),
        Clock.fixed(Instant.parse("2026-01-02T03:04:05Z"), ZoneOffset.UTC));
    records = RunFolder.open(folder.resolve("out"));
  }

  private static List<DiagnosisRow> rows(DiagnosisTable table, String model) {
    return records.diagnosis(table).stream()
        .filter(row -> row.cell().model().equals(model))
        .toList();
  }

  private static double summary(String model, String column) {
    SummaryRow found =
        records.summary().stream()
            .filter(row -> row.cell().model().equals(model))
            .filter(row -> row.cell().seed().equals(Cell.ALL_SEEDS))
            .findFirst()
            .orElseThrow();
    return Objects.requireNonNull(found.metrics().get(column)).mean();
  }

  private static double number(DiagnosisRow row, String column) {
    return row.number(column).orElseThrow();
  }

  @Test
  void the_protocols_own_definition_is_the_number_of_the_table() {
    for (String model : List.of("tcmr", "vibe", "frozen")) {
      assertThat(rows(DiagnosisTable.ROSETTA, model))
          .filteredOn(row -> row.text("definition").equals("error, per sequence"))
          .filteredOn(row -> row.text("unit").equals("mm/frame^2"))
          .singleElement()
          .satisfies(
              row ->
                  assertThat(number(row, "value"))
                      .isCloseTo(summary(model, "accel_err_mm_per_frame2"), within(1e-6)));
    }
  }

  @Test
  void rows_are_put_under_the_kind_of_window_that_they_came_from() {
    // 60 frames: of TCMR's windows of 16 the first 8 and last 7 repeat a frame, and a second
    // difference looks one row further; of 58 values per sequence 8 + 7 - 2 + 2 are touched.
    assertThat(values("tcmr", "padded_window")).isEqualTo(2 * 15);
    assertThat(values("tcmr", "window_seam")).isZero();
    // VIBE's lie side by side: three seams in 60 frames, seen by two second differences each.
    assertThat(values("vibe", "window_seam")).isEqualTo(2 * 3 * 2);
    assertThat(values("vibe", "padded_window")).isZero();
    assertThat(values("frozen", "motion")).isEqualTo(2 * 58);
  }

  private static int values(String model, String cause) {
    return rows(DiagnosisTable.AUDIT, model).stream()
        .filter(row -> row.text("rule").equals("tcmr") && row.text("cause").equals(cause))
        .mapToInt(row -> (int) number(row, "values"))
        .sum();
  }

  @Test
  void the_shares_of_an_audit_add_up() {
    for (String rule : Diagnosing.RULES) {
      assertThat(
              rows(DiagnosisTable.AUDIT, "vibe").stream()
                  .filter(row -> row.text("rule").equals(rule))
                  .mapToDouble(row -> number(row, "share"))
                  .sum())
          .isCloseTo(1, within(1e-8));
    }
  }

  @Test
  void a_frozen_pose_errs_by_the_true_acceleration_at_every_rate_and_keeps_none_of_it() {
    assertThat(rows(DiagnosisTable.FINGERPRINT, "frozen"))
        .hasSize(3)
        .allSatisfy(
            row ->
                assertThat(number(row, "error_mm_per_frame2"))
                    .isCloseTo(number(row, "truth_mm"), within(1e-6)));
    DiagnosisRow anatomy = rows(DiagnosisTable.ANATOMY, "frozen").get(0);
    assertThat(number(anatomy, "amplitude_share")).isCloseTo(1, within(1e-6));
    assertThat(number(anatomy, "gain")).isCloseTo(0, within(1e-6));
    // Slow motion against the frame rate: the slope of an error that is smooth in time.
    assertThat(number(anatomy, "slope")).isBetween(-2.1, -1.5);
  }

  @Test
  void joint_by_joint_errors_average_to_the_number_of_the_table() {
    List<DiagnosisRow> joints = rows(DiagnosisTable.JOINTS, "tcmr");
    assertThat(joints).hasSize(14);
    assertThat(joints.stream().mapToDouble(row -> number(row, "mpjpe_mm")).average().orElseThrow())
        .isCloseTo(summary("tcmr", "mpjpe_mm"), within(1e-6));
    assertThat(
            joints.stream()
                .mapToDouble(row -> number(row, "accel_err_mm_per_frame2"))
                .average()
                .orElseThrow())
        .isCloseTo(summary("tcmr", "accel_err_mm_per_frame2"), within(1e-6));
    assertThat(joints).extracting(row -> row.text("part")).contains("head", "arms", "legs");
  }

  @Test
  void feet_are_known_to_slide_where_the_camera_stands_still() {
    // A frozen pose is carried along with the true root, so its standing feet slide with it.
    assertThat(summary("frozen", "foot_sliding_mm_per_frame")).isPositive();
  }

  @Test
  void the_report_tells_what_was_found_out() throws IOException {
    Path page = Report.write(records.folder()).page();
    String html = Files.readString(page);
    assertThat(html)
        .contains("id=\"anatomy\"", "id=\"body\"", "id=\"definitions\"", "id=\"audit\"")
        .contains("chart-audit-seams", "chart-body-acceleration", "chart-fingerprint")
        .doesNotContain(">NaN", "NaN,");
    assertThat(records.folder().resolve("tables"))
        .isDirectoryContaining("glob:**definitions__walks__tcmr__30fps.tex");
    assertThat(Files.readString(page)).isEqualTo(again());
  }

  private static String again() throws IOException {
    return Files.readString(Report.write(records.folder()).page());
  }

  @Test
  void a_number_is_traced_to_its_definition() {
    double error = summary("tcmr", "accel_err_mm_per_frame2");
    String printed = String.format(Locale.ROOT, "%.4f", error);
    assertThat(Explaining.lines(records.folder(), printed, "accel"))
        .first()
        .isEqualTo(printed + " is what these give, medians over seeds:");
    assertThat(Explaining.lines(records.folder(), printed, "accel"))
        .anySatisfy(
            line ->
                assertThat(line)
                    .startsWith("  tcmr, walks, 30 frames/s, protocol tcmr: ")
                    .contains("error, per sequence (TCMR evaluate.py"));
    assertThat(Explaining.lines(records.folder(), "99999", "accel"))
        .hasSize(4)
        .first()
        .isEqualTo("nothing in this run rounds to 99999; nearest by model:");
    assertThatThrownBy(() -> Explaining.lines(records.folder(), "7,1", "accel"))
        .hasMessage("--explain 7,1: expected a number as it is printed, such as 7.1");
  }
}
