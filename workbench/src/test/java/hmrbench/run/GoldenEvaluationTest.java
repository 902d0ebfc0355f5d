package hmrbench.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import hmrbench.config.Architecture;
import hmrbench.config.DatasetConfig;
import hmrbench.config.ExperimentConfig;
import hmrbench.config.FrameRate;
import hmrbench.config.ModelConfig;
import hmrbench.config.PathRoots;
import hmrbench.config.ProtocolConfig;
import hmrbench.record.Cell;
import hmrbench.record.RunFolder;
import hmrbench.record.RunStore.Existing;
import hmrbench.record.SequenceRow;
import hmrbench.record.SummaryRow;
import hmrbench.testing.Shared;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Whole runs against the output of the official evaluation programs on the same files: TCMR
 * evaluate.py at c41fdd7, VIBE eval.py at 851f7794, MPS-Net at 980db38d, GLoT at 109f4782.
 */
class GoldenEvaluationTest {

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

  @TempDir Path folder;

  private static ModelConfig model(String checkpoint) {
    Path file = Shared.golden("checkpoints/" + checkpoint);
    if (checkpoint.contains("tcmr")) {
      return ModelConfig.Network.of("model", Architecture.TCMR, List.of(file));
    }
    if (checkpoint.contains("mpsnet")) {
      return ModelConfig.Network.of("model", Architecture.MPSNET, List.of(file));
    }
    if (checkpoint.contains("vibe")) {
      return network(Architecture.VIBE, file, !checkpoint.contains("nores"), false);
    }
    return network(Architecture.GLOT, file, false, true);
  }

  /** GLoT's heads do not follow from its tensors. */
  private static ModelConfig network(
      Architecture architecture, Path file, boolean residual, boolean glot) {
    Optional<Integer> eight = glot ? Optional.of(8) : Optional.empty();
    Optional<Integer> four = glot ? Optional.of(4) : Optional.empty();
    return new ModelConfig.Network(
        "model",
        architecture,
        List.of(file),
        residual,
        false,
        false,
        true,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        eight,
        eight,
        four);
  }

  private static DatasetConfig dataset(String kind) {
    String file =
        switch (kind) {
          case "3dpw" -> "3dpw_test_db.pt";
          case "h36m" -> "h36m_test_25fps_nosmpl_db.pt";
          default -> "mpii3d_val_scale12_db.pt";
        };
    DatasetConfig.TcmrDb.Kind as =
        switch (kind) {
          case "3dpw" -> DatasetConfig.TcmrDb.Kind.THREEDPW;
          case "h36m" -> DatasetConfig.TcmrDb.Kind.H36M;
          default -> DatasetConfig.TcmrDb.Kind.MPII3D;
        };
    return new DatasetConfig.TcmrDb(
        "data", as, Shared.golden("preprocessed_data/" + file), 25, bodyFolder());
  }

  /** The folder with all four files, unpacked. */
  private static Path bodyFolder() {
    return GoldenBody.folder();
  }

  private RunFolder run(String checkpoint, String kind, String protocol, String filter) {
    ExperimentConfig config =
        new ExperimentConfig(
            "golden",
            List.of(model(checkpoint)),
            List.of(dataset(kind)),
            List.of(ProtocolConfig.of(protocol)),
            List.of(FrameRate.NATIVE),
            FrameRate.Mode.INPUT,
            List.of(filter),
            List.of(1),
            "cpu",
            Optional.empty(),
            Optional.empty(),
            new ExperimentConfig.Report(Optional.empty(), Optional.empty()));
    List<String> failures = new ArrayList<>();
    RunListener listener =
        new RunListener() {
          @Override
          public void remark(String sentence) {
            failures.add(sentence);
          }

          @Override
          public void progress(double done, String what) {
            // Nobody looks.
          }

          @Override
          public void failed(Cell cell, String why, Throwable cause) {
            failures.add(why);
          }
        };
    ExperimentRun.run(
        new ExperimentRun.Request(
            config, new PathRoots(folder, folder), folder.resolve("out"), Existing.CONTINUE, 1),
        listener,
        Clock.systemUTC());
    assertThat(failures).isEmpty();
    return RunFolder.open(folder.resolve("out"));
  }

  @ParameterizedTest
  @CsvSource({
    "tcmr_3dpw_nofilter,   dev_tcmr_h64_legacy.pth.tar, 3dpw,   tcmr,   none",
    "tcmr_3dpw_filter,     dev_tcmr_h64_legacy.pth.tar, 3dpw,   tcmr,   slerp-0.3",
    "tcmr_h36m_nofilter,   dev_tcmr_h64_legacy.pth.tar, h36m,   tcmr,   none",
    "tcmr_h36m_filter,     dev_tcmr_h64_legacy.pth.tar, h36m,   tcmr,   slerp-0.3",
    "tcmr_mpii3d_nofilter, dev_tcmr_h64_legacy.pth.tar, mpii3d, tcmr,   none",
    "mps_3dpw_nofilter,    dev_mpsnet_zip.pth.tar,      3dpw,   mpsnet, none",
    "mps_3dpw_filter,      dev_mpsnet_zip.pth.tar,      3dpw,   mpsnet, slerp-0.3",
    "mps_h36m_nofilter,    dev_mpsnet_zip.pth.tar,      h36m,   mpsnet, none",
    "mps_mpii3d_nofilter,  dev_mpsnet_zip.pth.tar,      mpii3d, mpsnet, none",
    "glot_3dpw_nofilter,   dev_glot_zip.pth.tar,        3dpw,   glot,   none",
    "glot_3dpw_filter,     dev_glot_zip.pth.tar,        3dpw,   glot,   slerp-0.3",
    "glot_h36m_nofilter,   dev_glot_zip.pth.tar,        h36m,   glot,   none",
    "glot_mpii3d_nofilter, dev_glot_zip.pth.tar,        mpii3d, glot,   none",
    "vibe_3dpw_res,        dev_vibe_res_h64_zip.pth.tar, 3dpw,  vibe,   none",
    "vibe_3dpw_bi_nores,   dev_vibe_bi_nores_h48_zip.pth.tar, 3dpw, vibe, none",
    "tcmr_trainer_validation, dev_tcmr_h64_legacy.pth.tar, 3dpw, tcmr-trainer, none"
  })
  void agrees_with_the_official_program_on(
      String golden, String checkpoint, String kind, String protocol, String filter)
      throws IOException {
    JsonNode expected =
        JSON.readTree(Shared.golden("expected/evaluate/" + golden + ".json").toFile());
    RunFolder records = run(checkpoint, kind, protocol, filter);
    SummaryRow row = records.summary().get(0);
    JsonNode means = expected.has("final") ? expected.get("final") : expected.get("eval_dict");
    means
        .properties()
        .forEach(
            mean ->
                assertThat(value(row, mean.getKey()))
                    .as(mean.getKey())
                    .isCloseTo(mean.getValue().asDouble(), within(MILLIMETRES)));
    compareSequences(expected.path("per_sequence"), records);
  }

  @Test
  void a_filter_on_mpii3d_is_scored_where_the_official_program_stops() throws IOException {
    JsonNode expected =
        JSON.readTree(Shared.golden("expected/evaluate/tcmr_mpii3d_filter.json").toFile());
    assertThat(expected.path("error").asText()).startsWith("TypeError");
    SummaryRow row =
        run("dev_tcmr_h64_legacy.pth.tar", "mpii3d", "tcmr", "slerp-0.3").summary().get(0);
    assertThat(value(row, "accel_err")).isPositive();
    assertThat(row.metrics()).doesNotContainKey("mpvpe_mm");
  }

  private static double value(SummaryRow row, String metric) {
    String column = Objects.requireNonNull(COLUMNS.get(metric));
    return Objects.requireNonNull(row.metrics().get(column)).mean();
  }

  private static void compareSequences(JsonNode expected, RunFolder records) {
    for (JsonNode sequence : expected) {
      String name = sequence.get("seq").asText();
      SequenceRow row =
          records.sequences().stream()
              .filter(it -> it.sequence().equals(name))
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
