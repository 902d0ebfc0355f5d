package hmrbench.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import hmrbench.core.Remark;
import hmrbench.record.RunFolder;
import hmrbench.record.SummaryRow;
import hmrbench.testing.Shared;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Files of other programs against a truth in the layout of EMDB: {@code golden/world/make.py} made
 * both, and worked the errors out by other formulas.
 */
class WorldScoreTest {

  /** The files are float32: 2e-7 m at 2 m, and W-MPJPE draws it out over 100 frames. */
  private static final double SINGLE_PRECISION_MM = 0.02;

  /** Third differences of float32 positions times 27000 / 10. */
  private static final double JITTER_PRECISION = 0.01;

  private static final List<String> COLUMNS =
      List.of(
          "w_mpjpe_mm",
          "wa_mpjpe_mm",
          "rte_percent",
          "erve_mm_per_frame",
          "world_jitter_10_m_per_s3",
          "mpjpe_mm");

  private static final List<String> PROTOCOLS =
      List.of("wham-world", "gvhmr-world", "tram-world", "emdb2");

  @TempDir Path folder;

  private static Path golden(String name) {
    return Shared.projectRoot().resolve("workbench/src/test/resources/golden/world").resolve(name);
  }

  @BeforeEach
  void writeDataset() throws IOException {
    Files.writeString(
        folder.resolve("walk.yaml"), "format: emdb\nfiles: %s\n".formatted(golden("truth")));
  }

  private Typed score(Path file, String... more) {
    List<String> words =
        new ArrayList<>(
            List.of("score", file.toString(), "--dataset", "walk.yaml", "--out", "out", "--fresh"));
    words.addAll(Arrays.asList(more));
    return Typed.in(folder, words.toArray(new String[0]));
  }

  private Typed scoreAll(Path file) {
    return score(
        file,
        PROTOCOLS.stream()
            .flatMap(it -> List.of("--protocol", it).stream())
            .toArray(String[]::new));
  }

  private SummaryRow row(String protocol) {
    return RunFolder.open(folder.resolve("out")).summary().stream()
        .filter(it -> it.cell().protocol().equals(protocol))
        .findFirst()
        .orElseThrow();
  }

  private static List<String> expected(String file, String protocol) throws IOException {
    return Files.readAllLines(golden("expected.csv"), StandardCharsets.UTF_8).stream()
        .map(line -> List.of(line.split(",", -1)))
        .filter(cells -> cells.get(0).equals(file) && cells.get(1).equals(protocol))
        .findFirst()
        .orElseThrow();
  }

  @ParameterizedTest
  @CsvSource({"wham, wham", "gvhmr, gvhmr", "tram, tram", "tram-eval, tram"})
  void a_file_has_the_errors_that_numpy_finds(String where, String file) throws IOException {
    Typed said = scoreAll(golden(where));
    assertThat(said.code()).as(said.err()).isZero();
    for (String protocol : PROTOCOLS) {
      List<String> expected = expected(file, protocol);
      for (int i = 0; i < COLUMNS.size(); i++) {
        String column = COLUMNS.get(i);
        double precision = column.contains("jitter") ? JITTER_PRECISION : SINGLE_PRECISION_MM;
        assertThat(Objects.requireNonNull(row(protocol).metrics().get(column)).mean())
            .as("%s under %s: %s", where, protocol, column)
            .isEqualTo(Double.parseDouble(expected.get(i + 2)), within(precision));
      }
    }
  }

  @Test
  void a_printed_number_is_put_down_to_a_definition_and_a_rule() throws IOException {
    assertThat(score(golden("tram"), "--protocol", "wham-world").code()).isZero();
    // W-MPJPE of the same file under tram-world, by numpy.
    String printed =
        new BigDecimal(expected("tram", "tram-world").get(2))
            .setScale(1, RoundingMode.HALF_EVEN)
            .toPlainString();
    Typed said = Typed.in(folder, "report", "out", "--explain", printed, "--metric", "w-mpjpe");

    assertThat(said.code()).as(said.err()).isZero();
    assertThat(said.out())
        .matches(
            "(?s)"
                + printed
                + " is what these give, medians over seeds:\n"
                + "  tram, walk, 30 frames/s, protocol wham-world: [0-9.]+ mm, the same, the root's"
                + " path smoothed \\(TRAM scripts/emdb/run_eval.py\\); \\+[0-9.]+ against \"the last"
                + " piece takes what is left\", by: smoothing in the evaluation\n");
    assertThat(Files.readString(folder.resolve("out/report.html")))
        .contains("The same for motion through the world.")
        .contains("nine joints set to 0, the sum divided by 24");
    assertThat(Typed.in(folder, "report", "out", "--explain", "3.1", "--metric", "mota").err())
        .isEqualTo(
            "hmrbench: --metric mota: expected one of accel, w-mpjpe, wa-mpjpe, rte, jitter, pve\n");
    assertThat(Typed.in(folder, "report", "out", "--metric", "rte").err())
        .isEqualTo("hmrbench: --metric rte: is for --explain NUMBER; name a number\n");
  }

  @Test
  void a_run_in_the_frame_of_the_camera_says_what_it_lacks() {
    assertThat(score(golden("phalp"), "--protocol", "hmrbench").code()).isZero();
    assertThat(Typed.in(folder, "report", "out", "--explain", "63.5", "--metric", "w-mpjpe").err())
        .isEqualTo(
            "hmrbench: %s: has no w-mpjpe: none of its protocols scores motion through the world;"
                    .formatted(folder.resolve("out"))
                + " score files that say where a person is (WHAM, GVHMR, TRAM) by wham-world,"
                + " gvhmr-world, tram-world, josh-world or emdb2\n");
  }

  @Test
  void what_is_not_as_it_seems_is_reported() {
    assertThat(score(golden("gvhmr"), "--protocol", "emdb2").code()).isZero();
    assertThat(RunFolder.open(folder.resolve("out")).manifest().doubtsFirst())
        .extracting(Remark::kind)
        .contains("embedded-body", "smplx-shape", "no-hands");
  }

  @Test
  void a_world_that_is_upside_down_is_named() {
    assertThat(score(golden("wham"), "--protocol", "emdb2").code()).isZero();
    assertThat(RunFolder.open(folder.resolve("out")).manifest().doubtsFirst())
        .extracting(Remark::sentence)
        .contains(
            "in the predicted world -y points up, in the true one +y; world metrics do not depend on"
                + " it");
    assertThat(score(golden("gvhmr"), "--protocol", "emdb2").code()).isZero();
    assertThat(RunFolder.open(folder.resolve("out")).manifest().doubtsFirst())
        .extracting(Remark::kind)
        .doesNotContain("up-axis");
  }

  @Test
  void poses_of_the_camera_alone_are_no_motion_through_the_world() {
    Typed said = score(golden("phalp"), "--protocol", "wham-world");

    assertThat(said.code()).isEqualTo(2);
    assertThat(said.err())
        .contains(
            "model phalp says nothing of motion through the world, which protocol wham-world"
                + " scores; give files that do (WHAM, GVHMR, TRAM), or score by a protocol of the"
                + " camera");
  }

  @Test
  void forecasts_of_phalp_are_left_out() {
    Typed said = score(golden("phalp"), "--protocol", "hmrbench");

    assertThat(said.code()).as(said.err()).isZero();
    assertThat(row("hmrbench").frames()).isEqualTo(19);
    assertThat(RunFolder.open(folder.resolve("out")).manifest().doubtsFirst())
        .extracting(Remark::sentence)
        .contains("1 poses are forecasts of people who were not seen: left out");
  }

  @Test
  void a_data_set_without_a_world_is_refused() {
    Typed said =
        Typed.in(
            folder,
            "score",
            golden("wham").toString(),
            "--dataset",
            "simulated-quick",
            "--as",
            "P9_01_walk_0=test-000-walk",
            "--protocol",
            "wham-world",
            "--out",
            "out");

    assertThat(said.code()).isEqualTo(2);
    assertThat(said.err())
        .contains(
            "data set simulated-quick knows no motion through the world, which protocol wham-world"
                + " scores; name one of format emdb, one with the key camera, or another protocol");
  }

  @Test
  void another_rate_is_refused() {
    Typed said = score(golden("wham"), "--protocol", "wham-world", "--set", "frame-rates=[15]");

    assertThat(said.code()).isEqualTo(2);
    assertThat(said.err())
        .contains(
            "protocol wham-world is defined at 30 frames/s, got 15.0; leave out frame-rates and"
                + " --fps, or score by a protocol of the camera");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "wham/P9_01_walk/wham_output.pkl",
        "gvhmr/P9_01_walk/hmr4d_results.pt",
        "tram/P9_01_walk/hps/hps_track_0.npy",
        "tram-eval/smpl/P9_01_walk.npz",
        "phalp/demo_P9_01_walk.pkl"
      })
  void a_file_that_breaks_off_is_named_in_one_sentence(String name) throws IOException {
    byte[] whole = Files.readAllBytes(golden(name));
    Path cut = folder.resolve("broken").resolve(name);
    Files.createDirectories(Objects.requireNonNull(cut.getParent()));
    Files.write(cut, Arrays.copyOf(whole, whole.length * 2 / 3));
    Typed said = score(cut, "--protocol", "emdb2");

    assertThat(said.code()).isEqualTo(2);
    assertThat(said.err().lines().filter(line -> line.startsWith("hmrbench: ")))
        .as(said.err())
        .isNotEmpty()
        .allSatisfy(line -> assertThat(line).doesNotContain("unexpected"));
    assertThat(folder.resolve("out/summary.csv")).doesNotExist();
  }

  @Test
  void a_truth_that_breaks_off_is_named_in_one_sentence() throws IOException {
    byte[] whole = Files.readAllBytes(golden("truth/P9_01_walk_data.pkl"));
    Files.write(folder.resolve("P9_data.pkl"), Arrays.copyOf(whole, whole.length / 2));
    Files.writeString(folder.resolve("walk.yaml"), "format: emdb\nfiles: P9_data.pkl\n");
    Typed said = score(golden("wham"), "--protocol", "emdb2");

    assertThat(said.code()).isEqualTo(2);
    assertThat(said.err()).contains("P9_data.pkl").doesNotContain("unexpected");
  }

  @Test
  void a_track_without_its_camera_is_refused() throws IOException {
    Path track = folder.resolve("video/hps/hps_track_0.npy");
    Files.createDirectories(Objects.requireNonNull(track.getParent()));
    Files.copy(golden("tram/P9_01_walk/hps/hps_track_0.npy"), track);
    Typed said = score(track, "--protocol", "emdb2", "--as", "video_0=P9_01_walk");

    assertThat(said.code()).isEqualTo(2);
    assertThat(said.err())
        .contains(
            "hps_track_0.npy: the path of its camera is missing: expected ",
            "video/camera.npy; put both where TRAM writes them");
  }

  @Test
  void a_foreign_file_is_refused_with_what_was_expected() throws IOException {
    Path foreign = folder.resolve("hmr4d_results.pt");
    Files.copy(golden("tram-eval/camera/P9_01_walk.npz"), foreign);
    Typed said = score(foreign, "--protocol", "emdb2");

    assertThat(said.code()).isEqualTo(2);
    assertThat(said.err()).contains("hmr4d_results.pt").doesNotContain("unexpected");
    assertThat(folder.resolve("out/summary.csv")).doesNotExist();
  }

  @Test
  void a_truth_with_gaps_has_no_smoothness_and_none_is_printed() throws IOException {
    assertThat(score(golden("tram"), "--protocol", "tram-world").code()).isZero();
    assertThat(Files.readString(folder.resolve("out/report.html")))
        .contains("(Balasubramanian et al. 2015), 0 is smoothest.")
        .doesNotContain("that of the truth is");
  }
}
