package hmrbench.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import hmrbench.core.Remark;
import hmrbench.io.NdArray;
import hmrbench.io.npy.Npz;
import hmrbench.record.RunFolder;
import hmrbench.record.SummaryRow;
import hmrbench.testing.GoldenLayouts;
import hmrbench.testing.Shared;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Files in the layouts of other programs against a truth in the layout of EMDB: {@code
 * golden/world/more.py} made them, and worked the errors out by other formulas.
 */
class OtherProgramsTest {

  /** The files are float32, and W-MPJPE draws their rounding out over the frames. */
  private static final double SINGLE_PRECISION_MM = 0.02;

  /** Third differences of float32 positions times 27000 / 10. */
  private static final double JITTER_PRECISION = 0.01;

  @TempDir Path folder;

  static Path golden(String name) {
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

  private SummaryRow row() {
    return RunFolder.open(folder.resolve("out")).summary().get(0);
  }

  private List<Remark> remarks() {
    return RunFolder.open(folder.resolve("out")).manifest().doubtsFirst();
  }

  private static void requireAsExpected(String file, SummaryRow row) throws IOException {
    List<String> lines = Files.readAllLines(golden("more.csv"), StandardCharsets.UTF_8);
    List<String> columns = List.of(lines.get(0).split(",", -1));
    List<String> expected =
        lines.stream()
            .map(line -> List.of(line.split(",", -1)))
            .filter(cells -> cells.get(0).equals(file))
            .findFirst()
            .orElseThrow();
    assertThat(row.frames()).isEqualTo(Integer.parseInt(expected.get(1)));
    for (int i = 2; i < columns.size(); i++) {
      String column = columns.get(i);
      if (!expected.get(i).isEmpty()) {
        assertThat(Objects.requireNonNull(row.metrics().get(column), column).mean())
            .as("%s: %s", file, column)
            .isEqualTo(
                Double.parseDouble(expected.get(i)),
                within(column.contains("jitter") ? JITTER_PRECISION : SINGLE_PRECISION_MM));
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    "prompthmr, P9_01_walk_1",
    "josh, P9_01_walk_0",
    "slahmr, P9_01_walk_7",
    "gem, P9_01_walk",
  })
  void a_world_has_the_errors_that_numpy_finds(String file, String person) throws IOException {
    Typed said = score(golden(file), "--protocol", "gvhmr-world", "--as", person + "=P9_01_walk");

    assertThat(said.code()).as(said.err()).isZero();
    requireAsExpected(file, row());
  }

  @ParameterizedTest
  @CsvSource({
    "camerahmr, P9_01_walk",
    "nlf, P9_01_walk",
    "humandata, P9_01_walk",
    "multihmr, P9_01_walk",
    "own, P9_01_walk",
    "vibe, P9_01_walk_1",
  })
  void bodies_before_a_camera_have_the_errors_that_numpy_finds(String file, String person)
      throws IOException {
    Typed said = score(golden(file), "--protocol", "wham", "--as", person + "=P9_01_walk");

    assertThat(said.code()).as(said.err()).isZero();
    requireAsExpected(file, row());
    // A row alone has no rival.
    assertThat(said.out()).doesNotContain("◂").doesNotContain("lowest");
  }

  @ParameterizedTest
  @CsvSource({"sam3d/P9_01_walk, sam3d", "smplx-mesh, smplx-mesh"})
  void meshes_have_the_errors_that_numpy_finds(String where, String name) throws IOException {
    writeBody();
    Typed said =
        score(
            golden(where), "--protocol", "wham", "--mesh-maps", golden("sam3d/bridge").toString());

    assertThat(said.code()).as(said.err()).isZero();
    requireAsExpected(name, row());
    assertThat(row().metrics().get("mpvpe_mm")).isNull();
  }

  @Test
  void a_mesh_in_millimetres_is_read_as_such_where_the_user_says_so() throws IOException {
    writeBody();
    Npz metres = Npz.open(golden("smplx-mesh/P9_01_walk.npz"));
    float[] values = metres.get("v3d").floats();
    for (int i = 0; i < values.length; i++) {
      values[i] *= 1000;
    }
    Npz.write(
        folder.resolve("P9_01_walk.npz"),
        Map.of("v3d", NdArray.of(values, metres.get("v3d").shape()), "frame", metres.get("frame")));
    Typed said =
        score(
            folder.resolve("P9_01_walk.npz"),
            "--protocol",
            "wham",
            "--unit",
            "mm",
            "--mesh-maps",
            golden("sam3d/bridge").toString());

    assertThat(said.code()).as(said.err()).isZero();
    requireAsExpected("smplx-mesh", row());
  }

  @Test
  void inspect_says_whose_predictions_a_file_holds() {
    assertThat(
            Typed.in(folder, "inspect", golden("prompthmr/P9_01_walk/results.pkl").toString())
                .out())
        .endsWith("predictions of PromptHMR, which `score` and `detect` read\n");
    assertThat(Typed.in(folder, "inspect", golden("sam3d/bridge/mhr_faces.npy").toString()).out())
        .doesNotContain("predictions");
  }

  @ParameterizedTest
  @CsvSource({"wham", "gvhmr", "rich", "emdb1"})
  void a_mesh_of_joints_is_as_far_off_as_the_joints_are(String protocol) throws IOException {
    writeBody();
    Typed said = score(golden("camerahmr"), "--protocol", protocol);

    assertThat(said.code()).as(said.err()).isZero();
    // By numpy: the error of joints about the middle of the hips.
    assertThat(Objects.requireNonNull(row().metrics().get("mpvpe_mm")).mean())
        .isEqualTo(17.293577, within(SINGLE_PRECISION_MM));
    if (protocol.equals("emdb1")) {
      // The same after the similarity of the joints.
      assertThat(Objects.requireNonNull(row().metrics().get("pa_mpvpe_mm")).mean())
          .isEqualTo(12.427786, within(SINGLE_PRECISION_MM));
    } else {
      assertThat(row().metrics().get("pa_mpvpe_mm")).isNull();
    }
  }

  @Test
  void frames_without_a_prediction_raise_the_error_as_in_agora() {
    assertThat(score(golden("camerahmr"), "--protocol", "agora-like").code()).isZero();
    // 40 of 106 frames that count: 80 / 146 = 0.548, as 0.55; and 17.293577 mm over it.
    assertThat(Objects.requireNonNull(row().metrics().get("f1_of_frames")).mean()).isEqualTo(0.55);
    assertThat(Objects.requireNonNull(row().metrics().get("nmje_mm")).mean())
        .isEqualTo(17.293577 / 0.55, within(SINGLE_PRECISION_MM / 0.55));
  }

  @Test
  void a_protocol_of_other_joints_is_refused() {
    Typed said = score(golden("camerahmr"), "--protocol", "3dpw-official");

    assertThat(said.code()).isEqualTo(2);
    assertThat(said.err())
        .contains(
            "protocol 3dpw-official is defined on the joints smpl24, and the data set is scored on"
                + " smpl24-hips; name one that has those (truth: of format 3dpw-raw, or format emdb),"
                + " or another protocol");
    assertThat(folder.resolve("out/summary.csv")).doesNotExist();
  }

  /** A data set with the body whose every joint is a vertex. */
  private void writeBody() throws IOException {
    Files.writeString(
        folder.resolve("walk.yaml"),
        "format: emdb\nfiles: %s\nbody-model: %s\n"
            .formatted(golden("truth"), golden("sam3d/body")));
  }

  @Test
  void meshes_of_another_body_ask_for_the_map_of_the_user() {
    Typed said = score(golden("sam3d/P9_01_walk"), "--protocol", "wham");

    assertThat(said.code()).isEqualTo(2);
    assertThat(said.err())
        .contains(
            "img_00020.npz: its mesh is that of MHR: put mhr2smpl_mapping.npz"
                + " (tools/mhr_smpl_conversion/assets of github.com/facebookresearch/MHR) into a"
                + " folder and name that by --mesh-maps FOLDER (mesh-maps: FOLDER in a config)");
    said = score(golden("smplx-mesh"), "--protocol", "wham");
    assertThat(said.code()).isEqualTo(2);
    assertThat(said.err())
        .contains(
            "P9_01_walk.npz: its mesh is that of SMPL-X: put smplx_to_smpl.pkl or smplx2smpl.npy (the"
                + " matrix [6890, 10475] of the model transfer data of smpl-x.is.tue.mpg.de) into a"
                + " folder and name that by --mesh-maps FOLDER (mesh-maps: FOLDER in a config)");
    said =
        score(
            golden("sam3d/P9_01_walk"),
            "--protocol",
            "wham",
            "--mesh-maps",
            golden("sam3d/bridge").toString());
    assertThat(said.code()).isEqualTo(2);
    assertThat(said.err()).contains("meshes have 24 vertices, the body model ");
  }

  @Test
  void motion_in_the_layout_of_amass_is_scored_in_the_world() throws IOException {
    Typed said = score(golden("amass"), "--protocol", "gvhmr-world");

    assertThat(said.code()).as(said.err()).isZero();
    requireAsExpected("amass", row());
    assertThat(remarks())
        .extracting(Remark::sentence)
        .contains(
            "it knows a world (z up) and no camera: errors in the frame of the camera hold the turn"
                + " between both; score by a protocol of the world, or --fix axes=z-up where the"
                + " camera looks along y",
            "SMPL-H poses: 21 body joints are used, hands are left as in the rest pose");
  }

  static Set<String> programs() {
    return GoldenLayouts.programs();
  }

  @ParameterizedTest
  @MethodSource("programs")
  void other_axes_are_found_in_every_layout(String program) throws IOException {
    List<String> more =
        switch (program) {
          case "WHAM" -> List.of("--as", "P9_01_walk_0=P9_01_walk");
          case "SLAHMR" -> List.of("--as", "P9_01_walk_7=P9_01_walk");
          case "VIBE, TCMR and MPS-Net" -> List.of("--as", "P9_01_walk_1=P9_01_walk");
          case "SAM 3D Body", "Multi-HMR's meshes" ->
              List.of("--mesh-maps", golden("sam3d/bridge").toString());
          default -> List.of();
        };
    if (more.contains("--mesh-maps")) {
      writeBody();
    }
    List<String> words =
        new ArrayList<>(
            List.of(
                "detect", GoldenLayouts.otherAxes(program).toString(), "--against", "walk.yaml"));
    words.addAll(more);
    Typed said = Typed.in(folder, words.toArray(new String[0]));

    assertThat(said.code()).as(said.err()).isZero();
    assertThat(said.out().lines().filter(line -> line.contains(" found ")))
        .as(said.out())
        .singleElement()
        .asString()
        .startsWith("  axes       found       y-up");
  }

  @ParameterizedTest
  @MethodSource("programs")
  void predictions_of_other_sequences_are_refused_in_every_layout(String program)
      throws IOException {
    String truth = "P9_01_walk_data.pkl";
    String plain =
        new String(Files.readAllBytes(golden("truth").resolve(truth)), StandardCharsets.ISO_8859_1);
    Files.write(
        folder.resolve("P9_99_none_data.pkl"),
        plain.replace("P9_01_walk", "P9_99_none").getBytes(StandardCharsets.ISO_8859_1));
    Files.writeString(
        folder.resolve("walk.yaml"),
        "format: emdb\nfiles: P9_99_none_data.pkl\nbody-model: %s\n"
            .formatted(golden("sam3d/body")));
    Path file = GoldenLayouts.folder(program).resolve(GoldenLayouts.file(program));
    Typed said =
        score(file, "--protocol", "wham", "--mesh-maps", golden("sam3d/bridge").toString());

    assertThat(said.code()).as(said.err()).isEqualTo(2);
    assertThat(said.err().lines().toList())
        .singleElement()
        .asString()
        .contains(": no frame of it is in data set walk: ");
    assertThat(folder.resolve("out/summary.csv")).doesNotExist();
  }

  @Test
  void detect_refuses_the_name_of_a_person_whom_no_file_has() {
    Typed said =
        Typed.in(
            folder,
            "detect",
            golden("vibe").toString(),
            "--against",
            "walk.yaml",
            "--as",
            "nobody_1=P9_01_walk");

    assertThat(said.code()).isEqualTo(2);
    assertThat(said.err())
        .endsWith(
            "nobody_1=P9_01_walk: no person of the predictions is called nobody_1; they are"
                + " P9_01_walk_1\n");
  }

  @Test
  void axes_that_were_found_are_turned_back_where_a_user_says_so() {
    Path file = golden("axes/camerahmr");
    assertThat(score(file, "--protocol", "wham").code()).isZero();
    assertThat(Objects.requireNonNull(row().metrics().get("mpjpe_mm")).mean()).isGreaterThan(300);
    assertThat(score(file, "--protocol", "wham", "--fix", "axes=y-up").code()).isZero();
    assertThat(Objects.requireNonNull(row().metrics().get("mpjpe_mm")).mean()).isLessThan(20);
  }

  @ParameterizedTest
  @ValueSource(strings = {"wham", "gvhmr", "gem", "tram", "tram-eval", "josh", "nlf"})
  void nothing_is_found_in_a_file_that_is_as_its_layout_says(String layout) {
    Typed said = Typed.in(folder, "detect", golden(layout).toString(), "--against", "walk.yaml");

    assertThat(said.code()).as(said.err()).isZero();
    // A track is found where its name does not tell whose it is.
    assertThat(
            said.out()
                .lines()
                .filter(line -> line.contains(" found ") && !line.startsWith("  track")))
        .as(said.out())
        .isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "wham-twice | wham-twice: sequence P9_01_walk: expected one row per frame, got two or more of"
            + " 2 frames (2, 4): no one knows which is meant, or they are two people; keep one row of"
            + " each",
        "wham-empty | a.pkl: person 1: expected one row per frame, got no row; leave the track out",
        "nlf-two | a.pkl: picture 1: expected one person, got 2 without names: no one knows who is who"
            + " in the next one; write a file for each person",
        "wham-nan | a.pkl: pose: expected finite numbers, got NaN or infinity in 1 of 6 rows: person"
            + " 0, frame 3; leave these rows out of every array, or fill them"
      })
  void detect_refuses_what_nobody_can_read(String name, String sentence) {
    Typed said =
        Typed.in(
            folder,
            "detect",
            golden("bad/" + name).toString(),
            "--against",
            "walk.yaml",
            "--as",
            "a_0=P9_01_walk");

    assertThat(said.code()).isEqualTo(2);
    assertThat(said.err()).startsWith("hmrbench: ").endsWith(sentence + "\n");
    assertThat(said.err().lines()).hasSize(1);
  }

  @Test
  void a_rate_in_a_file_is_held_to_the_one_that_is_scored() {
    Typed said = score(golden("bad/amass-rate"), "--as", "a=P9_01_walk");

    assertThat(said.code()).isEqualTo(2);
    assertThat(said.err())
        .contains(
            "a.npz: it says that it has 120 frames/s, and is scored at 30: frames would not be those"
                + " of the data set; say --fix rate=120 (its rows are then those of the data set's"
                + " frames), or resample it");
    assertThat(folder.resolve("out/summary.csv")).doesNotExist();
  }

  @ParameterizedTest
  @ValueSource(strings = {"wham-two", "camerahmr-nan", "humandata-two", "foreign", "wham-twice"})
  void nothing_is_half_written_of_a_bad_file(String name) {
    Typed said = score(golden("bad/" + name), "--protocol", "wham");

    assertThat(said.code()).isEqualTo(2);
    assertThat(said.err()).doesNotContain("unexpected");
    assertThat(folder.resolve("out/summary.csv")).doesNotExist();
    assertThat(folder.resolve("out/shards")).doesNotExist();
  }

  @Test
  void what_of_a_body_is_left_out_is_said() {
    assertThat(score(golden("prompthmr"), "--protocol", "emdb2").code()).isZero();
    assertThat(remarks())
        .extracting(Remark::sentence)
        .contains(
            "its shape values are SMPL-X's, which are other bodies on SMPL: the mean body is scored"
                + " instead; sizes are off, and with them MPJPE and W-MPJPE",
            "SMPL-X poses: 21 body joints are used, hands are left as in the rest pose");
    assertThat(
            score(golden("slahmr"), "--protocol", "emdb2", "--as", "P9_01_walk_7=P9_01_walk")
                .code())
        .isZero();
    assertThat(remarks())
        .extracting(Remark::sentence)
        .contains(
            "SMPL-H poses: 21 body joints are used, hands are left as in the rest pose",
            "it has 16 shape values: the first 10 are used, as SMPL has them");
  }

  @Test
  void people_whose_sequences_no_name_tells_are_asked_for() {
    Typed said = score(golden("slahmr"), "--protocol", "emdb2");

    assertThat(said.code()).isEqualTo(2);
    assertThat(said.err())
        .contains(
            "%s: no frame of it is in data set walk: P9_01_walk_4, P9_01_walk_7 are no sequences of the data"
                    .formatted(golden("slahmr"))
                + " set: 90 frames are not scored; say whose sequence it is with sequence-of (score: --as"
                + " PERSON=SEQUENCE)");
    assertThat(folder.resolve("out/summary.csv")).doesNotExist();
  }
}
