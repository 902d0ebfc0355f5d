package hmrbench.cli;

import static org.assertj.core.api.Assertions.assertThat;

import hmrbench.record.Manifest;
import hmrbench.record.RunFolder;
import hmrbench.testing.GoldenData;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code refine: fitting} in an experiment. */
class RefineTest {

  @TempDir Path folder;

  private Typed run(String dataset, String refine, String... more) throws IOException {
    Files.writeString(
        folder.resolve("experiment.yaml"),
        """
        name: fitted
        models: [spin]
        datasets: [%s]
        refine: %s
        """
            .formatted(dataset, refine));
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
    assertThat(manifest.toString()).contains("fitting-8px");
    assertThat(Files.readString(folder.resolve("out/config.resolved.yaml")))
        .contains("fitting-0px");
  }

  @Test
  void data_without_2d_joints_are_refused_before_anything_runs() throws IOException {
    Path golden = GoldenData.folder();
    Typed said =
        run(
            "{name: db, format: tcmr-db, kind: 3dpw, file: \"%1$s/preprocessed_data/3dpw_test_db.pt\", fps: 30, body-model: \"%1$s/base_data\"}"
                .formatted(golden),
            "fitting");
    assertThat(said.code()).isEqualTo(2);
    assertThat(said.err())
        .contains("data set db: it has no 2D joints, which fitting fits bodies to")
        .doesNotContain("\tat ");
    assertThat(folder.resolve("out/frames.csv")).doesNotExist();
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
