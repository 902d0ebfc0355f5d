package hmrbench.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import hmrbench.core.JointOrder;
import hmrbench.core.Remark;
import hmrbench.io.NdArray;
import hmrbench.io.npy.Npz;
import hmrbench.record.RunFolder;
import hmrbench.record.SummaryRow;
import hmrbench.testing.GoldenData;
import hmrbench.testing.Shared;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Predictions that look right and are not, and what {@code score} says of them. */
class ScoreCasesTest {

  private static final String DEGREES =
      "predictions of sequence test-000-walk: pose: 61 % of the axis-angle vectors are longer than"
          + " a full turn in radians (the longest is 94.1), as they are in degrees; say --angles"
          + " degrees (angles: degrees in a config), or give radians";

  @TempDir Path folder;

  private Typed score(Path file, String... more) {
    List<String> words =
        new ArrayList<>(
            List.of(
                "score",
                file.toString(),
                "--dataset",
                "simulated-quick",
                "--out",
                "out",
                "--fresh"));
    words.addAll(Arrays.asList(more));
    return Typed.in(folder, words.toArray(new String[0]));
  }

  private SummaryRow row() {
    return RunFolder.open(folder.resolve("out")).summary().get(0);
  }

  private double value(String column) {
    return Objects.requireNonNull(row().metrics().get(column)).mean();
  }

  private List<Remark> doubts() {
    return RunFolder.open(folder.resolve("out")).manifest().doubtsFirst().stream()
        .filter(it -> it.weight() == Remark.Weight.DOUBT)
        .toList();
  }

  private static Path predictions(String name) {
    return Shared.cases("predictions/" + name);
  }

  @ParameterizedTest
  @ValueSource(strings = {"ok.npz", "framename.npz"})
  void frame_names_may_be_file_names(String name) {
    Typed said = score(predictions(name));
    assertThat(said.code()).isZero();
    // One prediction is compared with nothing.
    assertThat(said.out()).doesNotContain("cannot be decided");
    assertThat(folder.resolve("out/report.html"))
        .content()
        .doesNotContain("cannot be decided", "id=\"findings\"");
    assertThat(value("mpjpe_mm")).isCloseTo(44.0, within(0.05));
    assertThat(value("pa_mpjpe_mm")).isCloseTo(24.4, within(0.05));
    assertThat(value("mpvpe_mm")).isCloseTo(52.4, within(0.05));
    assertThat(value("accel_err_mm_per_frame2")).isCloseTo(109.3, within(0.05));
    assertThat(doubts()).isEmpty();
  }

  @Test
  void the_help_names_every_order_of_joints_and_where_its_picture_is() {
    String help = Typed.in(folder, "score", "--help").out().replaceAll("\\s+", "");
    assertThat(help)
        .contains(JointOrder.names().toArray(String[]::new))
        .contains("docs/joint-orders.md");
  }

  @Test
  void degrees_are_doubted_refused_where_strict_and_read_where_told() {
    Typed said = score(predictions("deg.npz"));
    assertThat(said.code()).isZero();
    assertThat(said.err()).contains("hmrbench: in doubt: " + DEGREES);
    assertThat(doubts())
        .filteredOn(it -> it.kind().equals("unit-degrees"))
        .singleElement()
        .hasToString(DEGREES);
    assertThat(score(predictions("deg.npz"), "--angles", "degrees").code()).isZero();
    assertThat(value("mpjpe_mm")).isCloseTo(44.0, within(0.05));
    assertThat(doubts()).isEmpty();
  }

  @Test
  void a_doubt_ends_a_strict_run_and_leaves_what_was_there() throws IOException {
    assertThat(score(predictions("ok.npz")).code()).isZero();
    byte[] before = Files.readAllBytes(folder.resolve("out/summary.csv"));
    Typed said = score(predictions("deg.npz"), "--strict");
    assertThat(said.code()).isEqualTo(2);
    assertThat(said.err())
        .isEqualToIgnoringNewLines(
            "hmrbench: " + DEGREES + "; without --strict this is a remark on the page");
    assertThat(Files.readAllBytes(folder.resolve("out/summary.csv"))).isEqualTo(before);
  }

  @Test
  void millimetres_are_named_before_the_order_of_joints_is_asked_for() {
    Typed said = score(predictions("mm.npz"));
    assertThat(said.code()).isEqualTo(2);
    assertThat(said.err())
        .contains(
            "mm.npz: joints: 24 joints may be in more than one order: smpl24 (SMPL's 24"
                + " kinematic joints), spin24 (the last 24 of SPIN's 49, without OpenPose's); say"
                + " which with --joints NAME (joints: NAME in a config), or name them in the file"
                + " (joint_names [24]); beside that, predictions of sequence test-000-walk: joints:"
                + " the box around a person has a diagonal of 1657 in the median frame, as a person"
                + " has in millimetres, not in metres; say --unit mm (unit: mm in a config), or"
                + " give metres");
    assertThat(score(predictions("mm.npz"), "--joints", "smpl24").code()).isZero();
    assertThat(doubts()).extracting(Remark::kind).contains("unit-mm");
    assertThat(score(predictions("mm.npz"), "--joints", "smpl24", "--unit", "mm").code()).isZero();
    // The file holds the truth of version 1 of the set, whose heads are up to 2 % longer.
    assertThat(value("mpjpe_mm")).isCloseTo(0, within(0.1));
    assertThat(doubts()).isEmpty();
  }

  @Test
  void rows_with_nan_are_named_by_sequence_and_frame() {
    Typed said = score(predictions("nan.npz"));
    assertThat(said.code()).isEqualTo(2);
    assertThat(said.err())
        .contains(
            "nan.npz: pose: expected finite numbers, got NaN or infinity in 3 of 150 rows: sequence"
                + " test-000-walk, frame 800; sequence test-000-walk, frame 820; sequence"
                + " test-000-walk, frame 840; leave these rows out of every array, or fill them");
  }

  @Test
  void two_pieces_of_one_track_are_one_score() {
    Typed said =
        score(
            predictions("wham_two_pieces.pkl"),
            "--as",
            "wham_two_pieces_0=test-000-walk",
            "--as",
            "wham_two_pieces_4=test-000-walk");
    assertThat(said.code()).as(said.err()).isZero();
    assertThat(row().frames()).isEqualTo(140);
    assertThat(said.err()).contains("2 pieces are scored as one track of 140 frames");
  }

  @Test
  void every_protocol_that_was_asked_for_is_shown() {
    Typed said = score(predictions("ok.npz"), "--protocol", "tcmr", "--protocol", "vibe");
    assertThat(said.code()).isZero();
    assertThat(said.out())
        .contains("simulated-quick, 30 frames/s, protocol tcmr: ")
        .contains("simulated-quick, 30 frames/s, protocol vibe: ");
  }

  // ---------------------------------------------------------------- rates

  /** The sound predictions, every so many frames. */
  private Path every(int step, boolean counted) {
    Npz all = Npz.open(predictions("ok.npz"));
    int[] rows = IntStream.range(0, 150).filter(t -> t % step == 0).toArray();
    long[] frames = all.get("frame").longs();
    Map<String, NdArray> fewer = new LinkedHashMap<>();
    fewer.put("sequence", all.get("sequence"));
    fewer.put(
        "frame",
        NdArray.of(
            IntStream.range(0, rows.length).mapToLong(i -> counted ? i : frames[rows[i]]).toArray(),
            rows.length));
    for (String key : List.of("pose", "betas")) {
      fewer.put(key, NdArray.of(all.get(key).toFloatGrid().rows(rows)));
    }
    Path file = folder.resolve("every.npz");
    Npz.write(file, fewer);
    return file;
  }

  @Test
  void predictions_at_half_the_rate_are_asked_about_and_scored_at_theirs() {
    Path half = every(2, false);
    Typed said = score(half);
    assertThat(said.code()).isEqualTo(2);
    assertThat(said.err())
        .contains(
            "every.npz: only every 2nd frame of the data set has a prediction (sequence"
                + " test-000-walk: 0, 40, 80, ...), as at 15 frames/s where the data set has 30;"
                + " say --fps 15 to score at that rate (in a config fps: 15 and frame-rates:"
                + " [15])");
    assertThat(score(half, "--fps", "15").code()).isZero();
    assertThat(row().cell().fps()).isEqualTo(15);
    assertThat(row().frames()).isEqualTo(75);
    // 1 mm/frame^2 at 15 frames/s is 225 mm/s^2.
    assertThat(value("accel_err_m_per_s2"))
        .isCloseTo(0.225 * value("accel_err_mm_per_frame2"), within(1e-6));
    Typed wrong = score(half, "--fps", "30");
    assertThat(wrong.code()).isEqualTo(2);
    assertThat(wrong.err()).contains("as at 15 frames/s, and not at the 30 that fps says");
  }

  @Test
  void a_rate_that_frame_numbers_gainsay_is_refused() {
    Typed said = score(predictions("ok.npz"), "--fps", "15");
    assertThat(said.code()).isEqualTo(2);
    assertThat(said.err()).contains("frames that follow each other at 30 frames/s");
  }

  @Test
  void frames_that_count_in_another_way_are_doubted() {
    // Eight frames are too few for the protocol as well.
    Typed said = score(every(1, true));
    assertThat(said.code()).isEqualTo(2);
    assertThat(said.err())
        .contains(
            "every.npz: sequence test-000-walk: 8 of 150 predicted frames are frames of the data"
                + " set, which calls its frames 0, 20, 40, ...; name frames as it does");
  }

  // ---------------------------------------------------------------- joints

  private void threeDpw() throws IOException {
    Files.writeString(
        folder.resolve("3dpw.yaml"),
        """
        format: tcmr-db
        kind: 3dpw
        file: "%s/preprocessed_data/3dpw_test_db.pt"
        fps: 30
        body-model: "%s/base_data"
        """
            .formatted(GoldenData.folder(), GoldenData.folder()));
  }

  private Typed onThreeDpw(String name, String... more) {
    List<String> words =
        new ArrayList<>(
            List.of(
                "score",
                Shared.cases("joint-order/" + name).toString(),
                "--dataset",
                "3dpw.yaml",
                "--out",
                "out",
                "--fresh"));
    words.addAll(Arrays.asList(more));
    return Typed.in(folder, words.toArray(new String[0]));
  }

  @Test
  void seventeen_joints_are_asked_about_and_scored_where_told() throws IOException {
    threeDpw();
    Typed asked = onThreeDpw("pw_h36m17.npz");
    assertThat(asked.code()).isEqualTo(2);
    assertThat(asked.err())
        .contains("joints: 17 joints may be in more than one order: h36m17 (")
        .contains("say which with --joints NAME");
    assertThat(onThreeDpw("pw_h36m17.npz", "--joints", "h36m17").code()).isZero();
    assertThat(value("mpjpe_mm")).isCloseTo(36.9, within(0.05));
    assertThat(doubts()).isEmpty();
  }

  @Test
  void legs_that_are_exchanged_are_doubted() throws IOException {
    threeDpw();
    assertThat(onThreeDpw("pw_h36m17.npz", "--joints", "h36m17-left-first").code()).isZero();
    assertThat(doubts().stream().map(Remark::toString))
        .containsExactly(
            "model pw_h36m17: left and right legs look exchanged: MPJPE is 127 mm, and 37 mm with"
                + " them the other way round; check the order of the joints");
  }

  @ParameterizedTest
  @CsvSource({
    "coco17, which has no neck_lsp; headtop",
    "mpi17, ",
  })
  void another_order_of_seventeen_does_not_pass_in_silence(String order, String why)
      throws IOException {
    threeDpw();
    Typed said = onThreeDpw("pw_h36m17.npz", "--joints", order);
    if (why == null) {
      assertThat(said.code()).isZero();
      assertThat(doubts()).isNotEmpty();
    } else {
      assertThat(said.code()).isEqualTo(2);
      assertThat(said.err()).contains(why.replace(';', ','));
    }
  }

  @Test
  void fourteen_joints_without_a_word_are_those_of_the_data_set() throws IOException {
    threeDpw();
    assertThat(onThreeDpw("pw_imgname.npz").code()).isZero();
    assertThat(value("mpjpe_mm")).isCloseTo(36.9, within(0.05));
    assertThat(doubts()).isEmpty();
  }
}
