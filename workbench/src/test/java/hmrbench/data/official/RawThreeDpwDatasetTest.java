package hmrbench.data.official;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import hmrbench.body.BodyFiles;
import hmrbench.body.BodyModel;
import hmrbench.body.JointRecipe;
import hmrbench.core.Clip;
import hmrbench.core.Fault;
import hmrbench.core.FloatGrid;
import hmrbench.core.JointSet;
import hmrbench.core.KeypointTrack;
import hmrbench.core.Remark;
import hmrbench.data.official.RawThreeDpw.Truth;
import hmrbench.io.JoblibOut;
import hmrbench.io.NdArray;
import hmrbench.io.joblib.Joblib;
import hmrbench.io.pickle.TreeNode;
import hmrbench.testing.GoldenData;
import hmrbench.testing.Shared;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Raw sequence files against what the official converter makes of the same files. */
class RawThreeDpwDatasetTest {

  /** Positions are some 4 m away, where a float32 step is 5e-7 m; the converter sums in float32. */
  private static final float METRES = 2e-6f;

  /** Of half a crop. */
  private static final float CROPS = 1e-6f;

  /** The converter goes through axis-angle and back. */
  private static final float ROTATIONS = 2e-5f;

  private static RawThreeDpw config(Path... files) {
    return new RawThreeDpw("raw", List.of(files), 25, Path.of("none"), Truth.TCMR);
  }

  @Test
  void gives_the_frames_names_and_truth_of_the_official_converter() {
    Path file = Shared.golden("raw/3dpw/sequenceFiles/test/alley_waving_00.pkl");
    BodyModel body = BodyFiles.read(GoldenData.folder().resolve("base_data"));
    try (TcmrDbDataset made =
            TcmrDbDataset.open(
                "3dpw", Shared.golden("preprocessed_data/3dpw_test_db.pt"), DbKind.THREE_DPW, 25);
        RawThreeDpwDataset raw =
            new RawThreeDpwDataset(
                config(file.getParent()),
                (track, joints, rate) -> body.joints(track, JointRecipe.of(joints), rate))) {
      assertThat(raw.sequences()).isEqualTo(made.sequences());
      for (int i = 0; i < raw.sequences().size(); i++) {
        Clip expected = made.clip(i, 25);
        Clip actual = raw.clip(i, 25);
        assertThat(actual.frameLabels()).isEqualTo(expected.frameLabels());
        assertThat(actual.valid()).isEqualTo(expected.valid());
        assertThat(actual.features().size(1)).isZero();
        compare(actual.truth().metres(), expected.truth().metres(), METRES);
        compare(
            actual.smpl().orElseThrow().rotations(),
            expected.smpl().orElseThrow().rotations(),
            ROTATIONS);
        assertThat(actual.smpl().orElseThrow().betas())
            .isEqualTo(expected.smpl().orElseThrow().betas());
        KeypointTrack points = actual.keypoints().orElseThrow();
        KeypointTrack known = expected.keypoints().orElseThrow();
        assertThat(points.joints()).isEqualTo(known.joints());
        assertThat(points.found()).isTrue();
        assertThat(IntStream.range(0, points.frames()).filter(points::isSeen).count())
            .isEqualTo(points.frames());
        compare(points.seen(), known.seen(), CROPS);
      }
    }
  }

  private static void compare(FloatGrid actual, FloatGrid expected, float tolerance) {
    assertThat(actual.shape()).isEqualTo(expected.shape());
    for (int i = 0; i < actual.length(); i++) {
      assertThat(actual.get(i)).isCloseTo(expected.get(i), within(tolerance));
    }
  }

  @Test
  void the_challenge_scores_smpls_joints_and_names_the_bodies_that_are_missing() {
    Path file = Shared.golden("raw/3dpw/sequenceFiles/test/alley_waving_00.pkl");
    BodyModel body = BodyFiles.read(GoldenData.folder().resolve("base_data"));
    RawThreeDpw official =
        new RawThreeDpw(
            "raw", List.of(file.getParent()), 25, Path.of("none"), RawThreeDpw.Truth.OFFICIAL);
    try (RawThreeDpwDataset tcmr =
            new RawThreeDpwDataset(
                config(file.getParent()),
                (track, joints, rate) -> body.joints(track, JointRecipe.of(joints), rate));
        RawThreeDpwDataset raw =
            new RawThreeDpwDataset(
                official,
                (track, joints, rate) -> body.joints(track, JointRecipe.of(joints), rate))) {
      assertThat(raw.joints()).isEqualTo(JointSet.SMPL24);
      Clip clip = raw.clip(0, 25);
      assertThat(clip.truth().joints()).isEqualTo(JointSet.SMPL24);
      assertThat(clip.frameLabels()).containsAll(tcmr.clip(0, 25).frameLabels());
      assertThat(clip.frames()).isGreaterThan(tcmr.clip(0, 25).frames());
      assertThat(clip.tags().get("gender")).isIn("male", "female");
      assertThat(raw.remarks())
          .extracting(Remark::kind)
          .isNotEmpty()
          .containsOnly("no-gendered-body");
      assertThat(tcmr.remarks()).isEmpty();
    }
  }

  @Test
  void another_file_and_an_empty_folder_are_named(@TempDir Path folder) throws Exception {
    assertThatThrownBy(() -> open(folder))
        .isInstanceOf(Fault.class)
        .hasMessage(
            "data set raw: expected sequence files (.pkl) in [%s], got none".formatted(folder));
    Path other = folder.resolve("other.pkl");
    // A list with the number 1, protocol 0.
    Files.writeString(other, "(lI1\na.");
    assertThatThrownBy(() -> open(other))
        .isInstanceOf(Fault.class)
        .hasMessageStartingWith(other + ": expected a dictionary of one 3DPW sequence, got");
  }

  private static RawThreeDpwDataset open(Path path) {
    return new RawThreeDpwDataset(
        config(path),
        (track, joints, rate) -> {
          throw new IllegalStateException("no body is needed to read a file");
        });
  }

  /** The first file with other 2D points, of its first frames alone. */
  private static Path changed(Path folder, int frames, Consumer<double[]> points, int persons) {
    TreeNode root = Joblib.read(Shared.golden("raw/3dpw/sequenceFiles/test/alley_waving_00.pkl"));
    Map<String, Object> entries = new LinkedHashMap<>();
    entries.put("sequence", root.key("sequence").text());
    entries.put("cam_poses", root.key("cam_poses").array().rows(0, frames));
    for (String key : List.of("poses", "trans", "campose_valid")) {
      NdArray first = root.key(key).items().get(0).array().rows(0, frames);
      entries.put(key, List.of(first));
    }
    entries.put("betas", List.of(root.key("betas").items().get(0).array()));
    NdArray stored = root.key("poses2d").items().get(0).array().rows(0, frames);
    double[] values = stored.doubles();
    points.accept(values);
    entries.put("poses2d", Collections.nCopies(persons, NdArray.of(values, stored.shape())));
    return JoblibOut.write(folder.resolve("changed.pkl"), entries);
  }

  private static RawThreeDpwDataset posed(Path file) {
    BodyModel body = BodyFiles.read(GoldenData.folder().resolve("base_data"));
    return new RawThreeDpwDataset(
        config(file), (track, joints, rate) -> body.joints(track, JointRecipe.of(joints), rate));
  }

  @Test
  void a_confidence_that_is_no_number_keeps_bodies_from_being_fitted(@TempDir Path folder) {
    // Frame 7, confidences (row 2 of 3), the fourth of 18 points: an elbow.
    try (RawThreeDpwDataset sound = posed(changed(folder, 20, values -> {}, 1));
        RawThreeDpwDataset broken =
            posed(changed(folder, 20, values -> values[(7 * 3 + 2) * 18 + 3] = Double.NaN, 1))) {
      assertThat(sound.keypointFault()).isEmpty();
      assertThat(broken.keypointFault().orElseThrow())
          .startsWith("sequence alley_waving_00_0: poses2d, frame 7, RIGHT_ELBOW: expected")
          .contains("with NaN");
    }
  }

  /**
   * The converter's median sees zeros beyond the ends, and five frames are too few against them.
   */
  @Test
  void a_few_frames_have_boxes_too(@TempDir Path folder) {
    try (RawThreeDpwDataset few = posed(changed(folder, 3, values -> {}, 1))) {
      assertThat(few.keypointFault()).isEmpty();
      KeypointTrack points = few.clip(0, 25).keypoints().orElseThrow();
      assertThat(IntStream.range(0, points.frames()).allMatch(points::isSeen)).isTrue();
    }
  }

  @Test
  void nobody_and_points_of_more_people_are_named(@TempDir Path folder) {
    Path blind =
        changed(
            folder,
            5,
            values -> {
              for (int i = 0; i < values.length; i++) {
                values[i] = i / 18 % 3 == 2 ? 0 : values[i];
              }
            },
            1);
    assertThatThrownBy(() -> posed(blind))
        .isInstanceOf(Fault.class)
        .hasMessageContaining("data set raw: nobody in [" + blind + "] is seen well enough")
        .hasMessageContaining("more than six of twelve points above 0.3");
    Path two = changed(folder, 5, values -> {}, 2);
    assertThatThrownBy(() -> posed(two))
        .isInstanceOf(Fault.class)
        .hasMessage(
            two
                + ": poses2d: expected as many entries as poses has, 1, got 2; fetch the file again");
  }
}
