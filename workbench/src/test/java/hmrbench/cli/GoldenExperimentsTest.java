package hmrbench.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import hmrbench.record.RunFolder;
import hmrbench.record.SequenceRow;
import hmrbench.record.SummaryRow;
import hmrbench.testing.GoldenData;
import hmrbench.testing.Shared;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * {@code run} as it is typed, on the experiments in {@code golden-experiments}, against the output
 * of the official evaluation programs on the same files: TCMR evaluate.py at c41fdd7, VIBE eval.py
 * at 851f7794, MPS-Net at 980db38d, GLoT at 109f4782.
 */
class GoldenExperimentsTest {

  /**
   * The official programs compute in float32 and average in float32; the golden set's own check in
   * double agrees with them to 2e-5 mm.
   */
  private static final double MILLIMETRES = 1e-3;

  private static final Map<String, String> COLUMNS =
      Map.of(
          "mpjpe", "mpjpe_mm",
          "mpjpe_pa", "pa_mpjpe_mm",
          "pa-mpjpe", "pa_mpjpe_mm",
          "accel_err", "accel_err_mm_per_frame2",
          "accel", "accel_pred_mm_per_frame2",
          "mpvpe", "mpvpe_mm",
          "pve", "mpvpe_mm");

  private static final JsonMapper JSON = new JsonMapper();

  /** Runs of this class, by experiment: each serves several comparisons. */
  private static final Map<String, RunFolder> RUNS = new ConcurrentHashMap<>();

  @TempDir static Path folder;

  private static RunFolder run(String experiment) {
    Path data = GoldenData.folder();
    return RUNS.computeIfAbsent(
        experiment,
        name -> {
          Path out = folder.resolve(name);
          Typed said =
              Typed.in(
                  folder,
                  "run",
                  Shared.projectRoot()
                      .resolve("workbench/src/test/resources/golden-experiments/" + name + ".yaml")
                      .toString(),
                  "--set",
                  "data=" + data,
                  "--out",
                  out.toString());
          assertThat(said.err()).doesNotContain("hmrbench:");
          assertThat(said.code()).isZero();
          assertThat(said.out()).contains("report: " + out.resolve("report.html"));
          RunFolder records = RunFolder.open(out);
          assertThat(records.manifest().doubtsFirst())
              .as("doubts about a sound evaluation")
              .isEmpty();
          return records;
        });
  }

  @ParameterizedTest
  @CsvSource({
    "tcmr_3dpw_nofilter,   tcmr,   tcmr,   3dpw,   none",
    "tcmr_3dpw_filter,     tcmr,   tcmr,   3dpw,   slerp-0.3",
    "tcmr_h36m_nofilter,   tcmr,   tcmr,   h36m,   none",
    "tcmr_h36m_filter,     tcmr,   tcmr,   h36m,   slerp-0.3",
    "tcmr_mpii3d_nofilter, tcmr,   tcmr,   mpii3d, none",
    "mps_3dpw_nofilter,    mpsnet, mpsnet, 3dpw,   none",
    "mps_3dpw_filter,      mpsnet, mpsnet, 3dpw,   slerp-0.3",
    "mps_h36m_nofilter,    mpsnet, mpsnet, h36m,   none",
    "mps_mpii3d_nofilter,  mpsnet, mpsnet, mpii3d, none",
    "glot_3dpw_nofilter,   glot,   glot,   3dpw,   none",
    "glot_3dpw_filter,     glot,   glot,   3dpw,   slerp-0.3",
    "glot_h36m_nofilter,   glot,   glot,   h36m,   none",
    "glot_mpii3d_nofilter, glot,   glot,   mpii3d, none",
    "vibe_3dpw_res,        vibe,   vibe-res,      3dpw, none",
    "vibe_3dpw_bi_nores,   vibe,   vibe-bi-nores, 3dpw, none",
    "tcmr_trainer_validation, tcmr-trainer, tcmr, 3dpw, none"
  })
  void agrees_with_the_official_program_on(
      String golden, String experiment, String model, String dataset, String filter)
      throws IOException {
    JsonNode expected =
        JSON.readTree(Shared.golden("expected/evaluate/" + golden + ".json").toFile());
    RunFolder records = run(experiment);
    SummaryRow row = summary(records, model, dataset, filter);
    JsonNode means = expected.has("final") ? expected.get("final") : expected.get("eval_dict");
    assertThat(means.properties()).hasSizeGreaterThan(2);
    means
        .properties()
        .forEach(
            mean ->
                assertThat(value(row, mean.getKey()))
                    .as(mean.getKey())
                    .isCloseTo(mean.getValue().asDouble(), within(MILLIMETRES)));
    compareSequences(expected.path("per_sequence"), records, row);
  }

  /** What the official programs gave, as the pages of the experiments show it. */
  @Test
  void the_pages_show_what_the_official_programs_gave() throws IOException {
    List<String> lines = new ArrayList<>();
    lines.add("| program | file | filter | PA-MPJPE (mm) | MPVPE (mm) | Accel error (mm/frame²) |");
    lines.add("| --- | --- | --- | ---: | ---: | ---: |");
    for (Map.Entry<String, String> it : SHOWN.entrySet()) {
      JsonNode golden =
          JSON.readTree(Shared.golden("expected/evaluate/" + it.getKey() + ".json").toFile());
      JsonNode means = golden.has("final") ? golden.get("final") : golden.get("eval_dict");
      lines.add(
          "| %s | %s | %s | %s |"
              .formatted(
                  it.getValue(),
                  number(means, "mpjpe_pa", "pa-mpjpe"),
                  number(means, "mpvpe", "pve"),
                  number(means, "accel_err")));
    }
    Path table = Shared.projectRoot().resolve("docs/tables/golden.md");
    if (Boolean.getBoolean("readmes.renew")) {
      Files.write(table, lines);
    }
    assertThat(Files.readAllLines(table)).isEqualTo(lines);
  }

  private static String number(JsonNode means, String... names) {
    for (String name : names) {
      if (means.has(name)) {
        return String.format(Locale.ROOT, "%.4f", means.get(name).asDouble());
      }
    }
    return "–";
  }

  private static final Map<String, String> SHOWN = shown();

  private static Map<String, String> shown() {
    Map<String, String> shown = new LinkedHashMap<>();
    shown.put("tcmr_3dpw_nofilter", "TCMR | 3DPW | none");
    shown.put("tcmr_3dpw_filter", "TCMR | 3DPW | slerp-0.3");
    shown.put("tcmr_h36m_nofilter", "TCMR | Human3.6M | none");
    shown.put("tcmr_h36m_filter", "TCMR | Human3.6M | slerp-0.3");
    shown.put("tcmr_mpii3d_nofilter", "TCMR | MPI-INF-3DHP | none");
    shown.put("mps_3dpw_nofilter", "MPS-Net | 3DPW | none");
    shown.put("mps_3dpw_filter", "MPS-Net | 3DPW | slerp-0.3");
    shown.put("mps_h36m_nofilter", "MPS-Net | Human3.6M | none");
    shown.put("mps_mpii3d_nofilter", "MPS-Net | MPI-INF-3DHP | none");
    shown.put("glot_3dpw_nofilter", "GLoT | 3DPW | none");
    shown.put("glot_3dpw_filter", "GLoT | 3DPW | slerp-0.3");
    shown.put("glot_h36m_nofilter", "GLoT | Human3.6M | none");
    shown.put("glot_mpii3d_nofilter", "GLoT | MPI-INF-3DHP | none");
    shown.put("vibe_3dpw_res", "VIBE with residual | 3DPW | none");
    shown.put("vibe_3dpw_bi_nores", "VIBE of two directions | 3DPW | none");
    return shown;
  }

  @Test
  void a_filter_on_mpii3d_is_scored_where_the_official_program_stops() throws IOException {
    JsonNode expected =
        JSON.readTree(Shared.golden("expected/evaluate/tcmr_mpii3d_filter.json").toFile());
    assertThat(expected.path("error").asText()).startsWith("TypeError");
    SummaryRow row = summary(run("tcmr"), "tcmr", "mpii3d", "slerp-0.3");
    assertThat(value(row, "accel_err")).isPositive();
    assertThat(row.metrics()).doesNotContainKey("mpvpe_mm");
  }

  @Test
  void the_ledger_tells_why_random_weights_reproduce_nothing() throws IOException {
    String ledger = Files.readString(run("tcmr").folder().resolve("tables/ledger.csv"));
    assertThat(ledger.lines()).hasSize(11);
    assertThat(ledger)
        .contains("tcmr,3dpw,tcmr,PA-MPJPE (mm),68.71230")
        .contains(",not comparable,\"published for TCMR, measured for a model of its own\",");
    assertThat(Files.readString(run("tcmr").folder().resolve("report.html")))
        .contains("<section id=\"ledger\">");
  }

  private static SummaryRow summary(
      RunFolder records, String model, String dataset, String filter) {
    return records.summary().stream()
        .filter(
            row ->
                row.cell().model().equals(model)
                    && row.cell().dataset().equals(dataset)
                    && row.cell().filter().equals(filter)
                    && row.cell().seed().equals("1"))
        .findFirst()
        .orElseThrow();
  }

  private static double value(SummaryRow row, String metric) {
    String column = Objects.requireNonNull(COLUMNS.get(metric));
    return Objects.requireNonNull(row.metrics().get(column)).mean();
  }

  private static void compareSequences(JsonNode expected, RunFolder records, SummaryRow summary) {
    for (JsonNode sequence : expected) {
      String name = sequence.get("seq").asText();
      SequenceRow row =
          records.sequences().stream()
              .filter(it -> it.cell().equals(summary.cell()) && it.sequence().equals(name))
              .findFirst()
              .orElseThrow();
      // Without a counted frame the official program leaves the sequence out.
      assertThat(row.frames()).as(name).isEqualTo(sequence.path("num_poses").asInt(0));
      COLUMNS.forEach(
          (metric, column) -> {
            if (sequence.path(metric).isNumber()) {
              assertThat(Objects.requireNonNull(row.metrics().get(column)))
                  .as("%s of %s", metric, name)
                  .isCloseTo(sequence.get(metric).asDouble(), within(MILLIMETRES));
            }
          });
    }
  }
}
