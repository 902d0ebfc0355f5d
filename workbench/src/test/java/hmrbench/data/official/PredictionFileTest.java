package hmrbench.data.official;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import hmrbench.config.PredictionReading;
import hmrbench.core.Fault;
import hmrbench.core.FloatGrid;
import hmrbench.core.JointSet;
import hmrbench.core.Remark;
import hmrbench.core.Rotations;
import hmrbench.data.predicted.PredictionFormat;
import hmrbench.data.predicted.PredictionFormats;
import hmrbench.io.Fixtures;
import hmrbench.io.NdArray;
import hmrbench.io.npy.Npz;
import hmrbench.testing.Shared;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PredictionFileTest {

  private static Map<String, List<String>> labels(TcmrDbDataset data) {
    Map<String, List<String>> labels = new LinkedHashMap<>();
    for (int i = 0; i < data.sequences().size(); i++) {
      labels.put(data.sequences().get(i), data.frameLabels(i));
    }
    return labels;
  }

  @Test
  void the_output_of_the_demo_program_agrees_with_the_evaluation_of_the_same_frames() {
    PredictionFile file =
        PredictionFile.read(
            Shared.golden("expected/demo_tcmr_output.pkl"), PredictionReading.STANDARD);
    assertThat(file.format()).isEqualTo("output of VIBE, TCMR or MPS-Net");
    PredictedPerson person = file.people().get(0);
    assertThat(person.name()).isEqualTo("demo_tcmr_output_1");
    assertThat(person.frames()).hasSize(21);
    // Nobody said an order; their count is that of one alone.
    assertThat(person.joints().orElseThrow().set()).isEmpty();
    assertThat(person.joints().orElseThrow().count()).isEqualTo(49);
    // Frames 8 to 13 see the same 16 frames in both programs.
    FloatGrid theta =
        Npz.open(Shared.golden("expected/evaluate/tcmr_3dpw_nofilter.npz"))
            .get("s00_theta")
            .toFloatGrid();
    for (int t = 8; t <= 13; t++) {
      float[] pose = new float[72];
      theta.copyTo(t * 85 + 3, pose, 0, 72);
      FloatGrid expected = Rotations.fromAxisAngle(FloatGrid.owning(pose, 1, 72));
      FloatGrid actual = person.smpl().get().all().rotations();
      for (int k = 0; k < 216; k++) {
        assertThat(actual.get(t * 216 + k)).isCloseTo(expected.get(k), within(1e-4f));
      }
    }
  }

  @Test
  void a_demo_output_is_matched_to_a_sequence_by_name_and_frame() {
    PredictionFile file =
        PredictionFile.read(
            Shared.golden("expected/demo_tcmr_output.pkl"), PredictionReading.STANDARD);
    try (TcmrDbDataset data =
        TcmrDbDataset.open(
            "3dpw", Shared.golden("preprocessed_data/3dpw_test_db.pt"), DbKind.THREE_DPW, 30)) {
      PredictionMatch unnamed = PredictionMatch.of(labels(data), List.of(file), Map.of());
      assertThat(unnamed.sequences()).isEmpty();
      assertThat(unnamed.remarks().stream().map(Remark::toString))
          .contains(
              file.file()
                  + ": demo_tcmr_output_1 is no sequence of the data set: 21 frames are not scored",
              file.file() + ": has no prediction of sequence alley_waving_00_0");
      PredictionMatch match =
          PredictionMatch.of(
              labels(data), List.of(file), Map.of("demo_tcmr_output_1", "alley_waving_00_0"));
      assertThat(match.sequences()).hasSize(1);
      assertThat(match.sequences().get(0).frames()).hasSize(21).startsWith(0, 1, 2);
      assertThat(match.remarks())
          .anySatisfy(
              remark ->
                  assertThat(remark.toString())
                      .startsWith(
                          file.file()
                              + ": sequence alley_waving_00_0: 65 frames of the data set without "
                              + "a prediction: 21, 22, 23,"));
    }
  }

  @Test
  void the_output_of_wham_gives_bodies_in_camera_axes(@TempDir Path folder) throws Exception {
    Path video = Files.createDirectories(folder.resolve("walking"));
    Path path = video.resolve("wham_output.pkl");
    Files.write(path, Fixtures.bytes("wham_output.pkl"));
    PredictionFile file = PredictionFile.read(path, PredictionReading.STANDARD);
    assertThat(file.format()).isEqualTo("output of WHAM");
    PredictedPerson person = file.people().get(0);
    assertThat(person.name()).isEqualTo("walking_2");
    assertThat(person.frames()).containsExactly("4", "5", "6");
    assertThat(person.joints()).isEmpty();
    assertThat(person.smpl().get().all().betas().at(1, 3)).isEqualTo(0.25f);
    // Joint 1 turns by half a radian about y; the world pose would by a whole one.
    assertThat(person.smpl().get().all().rotations().at(0, 1, 0, 0))
        .isCloseTo((float) Math.cos(0.5), within(1e-6f));
  }

  private static Map<String, NdArray> arrays() {
    Map<String, NdArray> arrays = new LinkedHashMap<>();
    arrays.put("sequence", NdArray.of(new String[] {"walk_0", "walk_0", "run_0"}, 3));
    arrays.put("frame", NdArray.of(new long[] {4, 6, 0}, 3));
    arrays.put("pose", NdArray.of(new float[3 * 72], 3, 72));
    arrays.put("joints", NdArray.of(new float[3 * 14 * 3], 3, 14, 3));
    return arrays;
  }

  @Test
  void rows_of_an_npz_are_split_by_sequence(@TempDir Path folder) {
    Path path = folder.resolve("mine.npz");
    Npz.write(path, arrays());
    List<PredictedPerson> people = PredictionFile.read(path, PredictionReading.STANDARD).people();
    assertThat(people.stream().map(PredictedPerson::name)).containsExactly("walk_0", "run_0");
    assertThat(people.get(0).frames()).containsExactly("4", "6");
    assertThat(people.get(0).smpl().get().count()).isEqualTo(2);
    assertThat(people.get(0).smpl().get().all().rotations().at(0, 5, 1, 1)).isEqualTo(1);
    assertThat(people.get(1).joints().get().count()).isEqualTo(14);
  }

  @Test
  void frames_are_matched_by_number_where_names_differ(@TempDir Path folder) {
    Path path = folder.resolve("mine.npz");
    Npz.write(path, arrays());
    PredictionMatch match =
        PredictionMatch.of(
            Map.of("walk_0", List.of("img_000004", "img_000005")),
            List.of(PredictionFile.read(path, PredictionReading.STANDARD)),
            Map.of());
    assertThat(match.sequences().get(0).pairs()).containsExactly(new PredictionMatch.Pair(0, 0));
    assertThat(match.remarks().stream().map(Remark::toString))
        .containsExactly(
            path + ": run_0 is no sequence of the data set: 1 frames are not scored",
            path + ": sequence walk_0: 1 frames of the data set without a prediction: img_000005",
            path + ": sequence walk_0: 1 predicted frames that the data set does not have: 6");
  }

  @Test
  void the_only_person_of_a_video_needs_no_number(@TempDir Path folder) throws Exception {
    Path video = Files.createDirectories(folder.resolve("walk"));
    Map<String, NdArray> arrays = arrays();
    arrays.remove("sequence");
    Path path = video.resolve("walk.npz");
    Npz.write(path, arrays);
    PredictionMatch match =
        PredictionMatch.of(
            Map.of("walk_0", List.of("0", "4")),
            PredictionFile.readAll(folder, PredictionReading.STANDARD),
            Map.of());
    assertThat(match.sequences().get(0).sequence()).isEqualTo("walk_0");
    assertThat(match.sequences().get(0).rows()).containsExactly(2, 0);
    // The video itself where that is a sequence, and the only one that is a person of it.
    assertThat(sequences(folder, "walk", "walk_0")).containsExactly("walk");
    assertThat(sequences(folder, "run_0", "walk_7", "walks_1", "walk_x")).containsExactly("walk_7");
    assertThat(sequences(folder, "walk_0", "walk_1")).isEmpty();
  }

  private static List<String> sequences(Path folder, String... named) {
    Map<String, List<String>> labels = new LinkedHashMap<>();
    for (String name : named) {
      labels.put(name, List.of("0", "4"));
    }
    return PredictionMatch.of(
            labels, PredictionFile.readAll(folder, PredictionReading.STANDARD), Map.of())
        .sequences()
        .stream()
        .map(PredictionMatch.Matched::sequence)
        .toList();
  }

  @Test
  void frames_that_are_not_scored_are_listed_one_by_one(@TempDir Path folder) {
    Path path = folder.resolve("mine.npz");
    Npz.write(path, arrays());
    Map<String, List<String>> labels = new LinkedHashMap<>();
    labels.put("walk_0", List.of("4", "5"));
    labels.put("jump_0", List.of("0"));
    PredictionMatch match =
        PredictionMatch.of(
            labels, List.of(PredictionFile.read(path, PredictionReading.STANDARD)), Map.of());
    String file = path.toString();
    assertThat(match.unmatched())
        .containsExactlyInAnyOrder(
            new PredictionMatch.Unmatched(file, "run_0", "0", "is of no sequence of the data set"),
            new PredictionMatch.Unmatched("", "jump_0", "", "has no prediction"),
            new PredictionMatch.Unmatched("", "walk_0", "5", "has no prediction"),
            new PredictionMatch.Unmatched(file, "walk_0", "6", "is no frame of the data set"));
  }

  @Test
  void a_name_that_no_person_has_is_refused_with_those_there_are(@TempDir Path folder) {
    Path path = folder.resolve("mine.npz");
    Npz.write(path, arrays());
    List<PredictionFile> files = List.of(PredictionFile.read(path, PredictionReading.STANDARD));
    PredictionMatch.requirePeople(files, Map.of("run_0", "walk_0"));
    assertThatThrownBy(() -> PredictionMatch.requirePeople(files, Map.of("fly_0", "walk_0")))
        .isInstanceOf(Fault.class)
        .hasMessage(
            "fly_0=walk_0: no person of the predictions is called fly_0; they are walk_0, run_0");
  }

  @Test
  void what_is_missing_or_misshapen_is_named(@TempDir Path folder) {
    Path path = folder.resolve("mine.npz");
    Map<String, NdArray> none = arrays();
    none.keySet().removeAll(List.of("pose", "joints"));
    Npz.write(path, none);
    assertThatThrownBy(() -> PredictionFile.read(path, PredictionReading.STANDARD))
        .isInstanceOf(Fault.class)
        .hasMessage(
            path
                + ": expected pose, rotations or joints, got none of them; "
                + "docs/prediction-files.md has the keys");
    Map<String, NdArray> short1 = arrays();
    short1.put("pose", NdArray.of(new float[2 * 72], 2, 72));
    Npz.write(path, short1);
    assertThatThrownBy(() -> PredictionFile.read(path, PredictionReading.STANDARD))
        .hasMessage(
            path
                + ": pose: expected [3, 72], got float32 [2, 72]; "
                + "docs/prediction-files.md has the keys");
    Map<String, NdArray> nan = arrays();
    float[] values = new float[3 * 14 * 3];
    values[5] = Float.NaN;
    nan.put("joints", NdArray.of(values, 3, 14, 3));
    Npz.write(path, nan);
    assertThatThrownBy(() -> PredictionFile.read(path, PredictionReading.STANDARD))
        .hasMessage(
            path
                + ": joints: expected finite numbers, got NaN or infinity in 1 of 3 rows: sequence"
                + " walk_0, frame 4; leave these rows out of every array, or fill them");
    Path db = Shared.golden("base_data/J_regressor_extra.npy");
    assertThatThrownBy(() -> PredictionFile.read(db, PredictionReading.STANDARD))
        .hasMessage(
            db
                + ": expected predictions of "
                + PredictionFormats.all().stream()
                    .map(PredictionFormat::program)
                    .collect(Collectors.joining(", "))
                + "; got NumPy array (npy); docs/prediction-files.md has the keys of each");
  }

  @Test
  void two_predictions_of_one_sequence_are_refused(@TempDir Path folder) {
    Npz.write(folder.resolve("a.npz"), arrays());
    Npz.write(folder.resolve("b.npz"), arrays());
    List<PredictionFile> files = PredictionFile.readAll(folder, PredictionReading.STANDARD);
    assertThatThrownBy(() -> PredictionMatch.of(Map.of("walk_0", List.of("4")), files, Map.of()))
        .hasMessage(
            "sequence walk_0: walk_0 of %s and walk_0 of %s both predict 2 frames (4, 6); score them"
                + " one by one, or leave one out",
            folder.resolve("a.npz"), folder.resolve("b.npz"));
  }

  @Test
  void pieces_of_a_track_are_joined(@TempDir Path folder) {
    Npz.write(folder.resolve("a.npz"), arrays());
    PredictionMatch match =
        PredictionMatch.of(
            Map.of("walk_0", List.of("0", "4", "5", "6")),
            PredictionFile.readAll(folder, PredictionReading.STANDARD),
            Map.of("run_0", "walk_0"));
    assertThat(match.sequences()).hasSize(1);
    assertThat(match.sequences().get(0).frames()).containsExactly(0, 1, 3);
    assertThat(match.sequences().get(0).rows()).containsExactly(2, 0, 1);
    assertThat(match.remarks().stream().map(Remark::toString))
        .containsExactly(
            folder.resolve("a.npz")
                + ": sequence walk_0: 2 pieces are scored as one track of 3 frames: walk_0, run_0",
            folder.resolve("a.npz")
                + ": sequence walk_0: 1 frames of the data set without a prediction: 5");
  }

  @Test
  void folders_and_endings_of_frame_names_do_not_matter(@TempDir Path folder) {
    Path path = folder.resolve("mine.npz");
    Map<String, NdArray> arrays = arrays();
    arrays.put(
        "frame",
        NdArray.of(new String[] {"a/b/img_00004.jpg", "a\\b\\img_00006.png", "0.jpeg"}, 3));
    Npz.write(path, arrays);
    PredictionMatch match =
        PredictionMatch.of(
            Map.of("walk_0", List.of("3", "4", "6"), "run_0", List.of("image_0")),
            List.of(PredictionFile.read(path, PredictionReading.STANDARD)),
            Map.of());
    assertThat(match.sequences().stream().filter(it -> it.sequence().equals("walk_0")))
        .singleElement()
        .satisfies(it -> assertThat(it.frames()).containsExactly(1, 2));
    assertThat(match.sequences()).hasSize(2);
  }

  @Test
  void a_file_may_name_its_joints_or_their_order(@TempDir Path folder) {
    Path path = folder.resolve("mine.npz");
    Map<String, NdArray> arrays = arrays();
    arrays.put("joint_order", NdArray.of(new String[] {"smpl14"}));
    Npz.write(path, arrays);
    assertThat(joints(path).set()).contains(JointSet.SMPL14);
    arrays.put("joint_order", NdArray.of(new String[] {"lsp"}));
    Npz.write(path, arrays);
    assertThatThrownBy(() -> joints(path))
        .hasMessage(
            path
                + ": joint_order: expected one of [common14, smpl14, h36m17, h36m17-left-first,"
                + " mpi17, coco17, smpl24, spin24, openpose25, spin49], got lsp");
    arrays.remove("joint_order");
    arrays.put(
        "joint_names",
        NdArray.of(
            new String[] {
              "R_Ankle",
              "rknee",
              "Right Hip",
              "lhip",
              "left_knee",
              "LAnkle",
              "rwrist",
              "relbow",
              "rshoulder",
              "lshoulder",
              "lelbow",
              "lwrist",
              "neck",
              "Top of Head (LSP)"
            },
            14));
    Npz.write(path, arrays);
    assertThat(joints(path).set()).contains(JointSet.COMMON14);
    PredictionReading other =
        new PredictionReading(
            hmrbench.core.JointOrder.named("smpl14"),
            java.util.Optional.empty(),
            PredictionReading.Unit.M,
            PredictionReading.Angles.RADIANS);
    assertThatThrownBy(() -> PredictionFile.read(path, other))
        .hasMessage(
            path
                + ": joints: the file says common14 and the question smpl14; leave out the wrong"
                + " one");
    PredictionReading larger =
        new PredictionReading(
            hmrbench.core.JointOrder.named("smpl24"),
            java.util.Optional.empty(),
            PredictionReading.Unit.M,
            PredictionReading.Angles.RADIANS);
    assertThatThrownBy(() -> PredictionFile.read(path, larger))
        .hasMessageStartingWith(
            path + ": joints: expected the 24 joints of smpl24, got 14; these orders have 14: ");
  }

  private static PredictedPerson.Joints joints(Path path) {
    return PredictionFile.read(path, PredictionReading.STANDARD)
        .people()
        .get(0)
        .joints()
        .orElseThrow();
  }
}
