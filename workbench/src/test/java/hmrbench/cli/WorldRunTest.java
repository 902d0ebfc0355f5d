package hmrbench.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import hmrbench.record.Manifest;
import hmrbench.record.RunFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs on the simulated world, which needs no licensed file. */
class WorldRunTest {

  @TempDir Path folder;

  private Typed run(String models, String protocols) throws IOException {
    Files.writeString(
        folder.resolve("experiment.yaml"),
        """
        name: walks
        models: [%s]
        datasets:
          - name: walks
            format: simulated
            split: test
            sequences: 2
            seconds: 4
            seed: 8
            camera: pan
        protocols: [%s]
        """
            .formatted(models, protocols));
    return Typed.in(folder, "run", ".", "--out", "out", "--fresh");
  }

  private double mean(String model, String column) {
    return RunFolder.open(folder.resolve("out")).summary().stream()
        .filter(it -> it.cell().model().equals(model))
        .filter(it -> it.cell().protocol().equals("wham-world"))
        .map(it -> Objects.requireNonNull(it.metrics().get(column)).mean())
        .findFirst()
        .orElseThrow();
  }

  @Test
  void known_flaws_of_a_path_cost_what_they_should() throws IOException {
    Typed said =
        run(
            "reference-world, reference-drifts, reference-slides, reference-turns,"
                + " reference-scales",
            "wham-world");

    assertThat(said.code()).as(said.err()).isZero();
    assertThat(mean("reference-world", "w_mpjpe_mm")).isCloseTo(0, within(1e-6));
    assertThat(mean("reference-world", "rte_percent")).isCloseTo(0, within(1e-9));
    assertThat(mean("reference-world", "world_jitter_10_m_per_s3"))
        .isEqualTo(mean("reference-world", "world_jitter_gt_10_m_per_s3"));
    // 0.05 and 0.15 m a second, at 30 frames a second.
    assertThat(mean("reference-drifts", "erve_mm_per_frame")).isCloseTo(5 / 3.0, within(1e-6));
    assertThat(mean("reference-slides", "erve_mm_per_frame")).isCloseTo(5, within(1e-6));
    assertThat(mean("reference-turns", "erve_mm_per_frame")).isCloseTo(0, within(1e-6));
    assertThat(mean("reference-turns", "rte_percent")).isGreaterThan(0.1);
    assertThat(mean("reference-scales", "rte_percent")).isBetween(1.0, 4.0);
    // Feet at rest move by the slide.
    double still = mean("reference-world", "world_foot_sliding_mm_per_frame");
    assertThat(mean("reference-slides", "world_foot_sliding_mm_per_frame")).isGreaterThan(still);
    for (String model : new String[] {"world", "drifts", "slides", "turns", "scales"}) {
      assertThat(mean("reference-" + model, "pa_mpjpe_mm")).isCloseTo(0, within(1e-3));
    }
  }

  @Test
  void a_model_without_a_world_is_left_out_where_others_are_scored_in_it() throws IOException {
    Typed said = run("reference-world, reference-frozen", "hmrbench, wham-world");

    assertThat(said.code()).as(said.err()).isZero();
    assertThat(said.err())
        .contains(
            "model reference-frozen: it says nothing of motion through the world, so protocols of"
                + " the world leave it out");
    assertThat(RunFolder.manifest(folder.resolve("out")).records().shards())
        .filteredOn(it -> it.state() == Manifest.State.LEFT_OUT)
        .extracting(it -> it.cell().model() + " " + it.cell().protocol())
        .containsExactly("reference-frozen wham-world");
    assertThat(Files.readString(folder.resolve("out/report.html")))
        .contains(
            "left out under protocol wham-world: reference-frozen on walks (it says nothing of"
                + " motion through the world)");
  }

  @Test
  void a_model_that_is_scored_in_the_world_alone_and_knows_none_is_a_mistake() throws IOException {
    Typed said = run("reference-world, reference-frozen", "wham-world");

    assertThat(said.code()).isEqualTo(2);
    assertThat(said.err())
        .contains("model reference-frozen says nothing of motion through the world");
  }
}
