package hmrbench.cli;

import static org.assertj.core.api.Assertions.assertThat;

import hmrbench.io.JoblibOut;
import hmrbench.io.NdArray;
import hmrbench.record.Manifest;
import hmrbench.record.RunFolder;
import hmrbench.testing.GoldenData;
import hmrbench.testing.OfficialFiles;
import hmrbench.testing.Shared;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code refine: fitting} in an experiment. */
class RefineTest {

  @TempDir Path folder;

  private Typed run(String dataset, String refine) throws IOException {
    return run("spin", dataset, refine);
  }

  private Typed run(String model, String dataset, String refine, String... more)
      throws IOException {
    Files.writeString(
        folder.resolve("experiment.yaml"),
        """
        name: fitted
        models: [%s]
        datasets: [%s]
        refine: %s
        """
            .formatted(model, dataset, refine));
    String[] words = {"run", ".", "--out", "out", "--fresh"};
    return Typed.in(
        folder,
        java.util.stream.Stream.concat(
                java.util.Arrays.stream(words), java.util.Arrays.stream(more))
            .toArray(String[]::new));
  }

  private double mean(String filter, String column) {
    return RunFolder.open(folder.resolve("out")).summary().stream()
        .filter(it -> it.cell().filter().equals(filter) && it.cell().seed().equals("1"))
        .map(it -> Objects.requireNonNull(it.metrics().get(column)).mean())
        .findFirst()
        .orElseThrow();
  }

  @Test
  void fitted_bodies_stand_beside_those_of_the_model() throws IOException {
    Typed said =
        run(
            "{name: walks, format: simulated, split: test, sequences: 2, seconds: 2, fps: 30, seed: 8}",
            "[fitting-0px, fitting-8px]");
    assertThat(said.code()).as(said.err()).isZero();
    assertThat(mean("fitting-0px", "pa_mpjpe_mm")).isLessThan(0.9 * mean("none", "pa_mpjpe_mm"));
    assertThat(mean("fitting-8px", "accel_err_mm_per_frame2"))
        .isGreaterThan(2 * mean("none", "accel_err_mm_per_frame2"));
    // The mesh is that of the fitted body, also where a protocol leaves meshes unsmoothed.
    assertThat(mean("fitting-0px", "mpvpe_mm")).isLessThan(0.9 * mean("none", "mpvpe_mm"));
    assertThat(said.out()).contains("fitting-0px");
    String page = Files.readString(folder.resolve("out/report.html"), StandardCharsets.UTF_8);
    assertThat(page)
        .contains("0px is fitted to the truth and is no result of a detector")
        .doesNotContain("mesh error of the unfiltered prediction");
    Manifest manifest = RunFolder.open(folder.resolve("out")).manifest();
    assertThat(manifest.subjects().refinements()).containsExactly("fitting-0px", "fitting-8px");
    assertThat(Files.readString(folder.resolve("out/config.resolved.yaml")))
        .contains("fitting-0px");
  }

  private static String db(String kind, String file) {
    return "{name: db, format: tcmr-db, kind: %s, file: \"%s\", fps: 25, body-model: \"%s/base_data\"}"
        .formatted(kind, file, GoldenData.folder());
  }

  private static String golden(String file) {
    return GoldenData.folder().resolve("preprocessed_data/" + file).toString();
  }

  private static String checkpoint() {
    return "{name: tcmr, architecture: tcmr, checkpoint: \"%s/checkpoints/dev_tcmr_h64_legacy.pth.tar\"}"
        .formatted(GoldenData.folder());
  }

  /** The body is SMPL's file format, and networks are those of TCMR's repository. */
  @ParameterizedTest
  @CsvSource({
    "3dpw, 3dpw_test_db.pt",
    "h36m, h36m_test_25fps_nosmpl_db.pt",
    "mpii3d, mpii3d_val_scale12_db.pt"
  })
  void bodies_are_fitted_to_the_points_of_official_databases(String kind, String file)
      throws IOException {
    Typed said = run(checkpoint(), db(kind, golden(file)), "fitting", "--limit", "2");
    assertThat(said.code()).as(said.err()).isZero();
    assertThat(mean("fitting", "mpjpe_mm")).isLessThan(0.8 * mean("none", "mpjpe_mm"));
    assertThat(mean("fitting", "pa_mpjpe_mm")).isLessThan(0.8 * mean("none", "pa_mpjpe_mm"));
    Manifest manifest = RunFolder.open(folder.resolve("out")).manifest();
    assertThat(manifest.subjects().refinements()).containsExactly("fitting");
    assertThat(Files.readString(folder.resolve("out/report.html"), StandardCharsets.UTF_8))
        .contains("Rows named fitting are no smoothing");
  }

  /** The authors' files have no features, so the bodies to start from are not a network's. */
  @Test
  void bodies_are_fitted_to_the_points_of_raw_files_of_3dpw() throws IOException {
    Path files = Shared.golden("raw/3dpw/sequenceFiles/test/alley_waving_00.pkl").getParent();
    Typed said =
        run(
            "{name: frozen, architecture: reference, reference: frozen}",
            "{name: raw, format: 3dpw-raw, files: \"%s\", fps: 25, body-model: \"%s/base_data\"}"
                .formatted(files, GoldenData.folder()),
            "fitting",
            "--limit",
            "2");
    assertThat(said.code()).as(said.err()).isZero();
    assertThat(mean("fitting", "pa_mpjpe_mm")).isLessThan(0.8 * mean("none", "pa_mpjpe_mm"));
  }

  @Test
  void data_without_2d_joints_are_refused_before_anything_runs() throws IOException {
    Map<String, NdArray> arrays = OfficialFiles.mpii3d();
    arrays.remove("joints2D");
    Path file = JoblibOut.write(folder.resolve("blind_db.pt"), arrays);
    Typed said = run(checkpoint(), db("mpii3d", file.toString()), "fitting");
    assertThat(said.code()).isEqualTo(2);
    assertThat(said.err())
        .contains("data set db: ")
        .contains(
            "has no 2D joints: it needs joints2D [N, 49, 3] and bbox [N, 4]; name a file that has"
                + " both; or leave filter fitting out")
        .doesNotContain("\tat ");
    assertThat(folder.resolve("out/frames.csv")).doesNotExist();
  }

  @Test
  void an_error_for_joints_that_have_their_own_is_refused() throws IOException {
    Typed said = run(checkpoint(), db("3dpw", golden("3dpw_test_db.pt")), "fitting-3px");
    assertThat(said.code()).isEqualTo(2);
    assertThat(said.err())
        .contains("data set db: its 2D joints were found in the picture")
        .contains("write fitting; or leave filter fitting-3px out");
  }

  @Test
  void what_is_no_refinement_is_refused() throws IOException {
    Typed said =
        run(
            "{name: walks, format: simulated, split: test, sequences: 2, seconds: 2, fps: 30, seed: 8}",
            "[gaussian-2, fiting]");
    assertThat(said.code()).isEqualTo(2);
    assertThat(said.err())
        .contains("refine: gaussian-2 smooths over time and refines nothing")
        .contains("refine: unknown filter fiting; did you mean");
  }
}
