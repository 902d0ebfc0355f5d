package hmrbench.data.official;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hmrbench.core.Clip;
import hmrbench.core.Fault;
import hmrbench.core.Joint;
import hmrbench.core.JointSet;
import hmrbench.core.Remark;
import hmrbench.io.JoblibOut;
import hmrbench.io.NdArray;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is said about made-up files in the TCMR layout, and what is read from them. */
class DbChecksTest {

  private static final int FRAMES = 4;
  private static final int ROOT = JointSet.SPIN49.indexOf(Joint.HIP_MPII) * 3;

  @TempDir Path folder;

  private final Map<String, NdArray> arrays = new LinkedHashMap<>();

  private TcmrDbDataset open(DbKind kind) {
    return TcmrDbDataset.open(
        "made", JoblibOut.write(folder.resolve("made_db.pt"), arrays), kind, 25);
  }

  private void fill(int frames, int joints) {
    String[] names = new String[frames];
    Arrays.fill(names, "walk_0");
    float[] boxes = new float[frames * 4];
    for (int t = 0; t < frames; t++) {
      System.arraycopy(new float[] {100, 200, 50, 50}, 0, boxes, t * 4, 4);
    }
    arrays.put("vid_name", NdArray.of(names, frames));
    arrays.put("features", NdArray.of(new float[frames * 2048], frames, 2048));
    arrays.put("joints3D", NdArray.of(new float[frames * joints * 3], frames, joints, 3));
    arrays.put("bbox", NdArray.of(boxes, frames, 4));
  }

  private void change(String key, Consumer<float[]> change) {
    NdArray stored = arrays.get(key);
    float[] values = stored.floats();
    change.accept(values);
    arrays.put(key, NdArray.of(values, stored.shape()));
  }

  private List<String> said(DbKind kind) {
    try (TcmrDbDataset data = open(kind)) {
      return data.remarks().stream()
          .map(it -> it.weight() + " " + it.kind() + ": " + it.sentence())
          .toList();
    }
  }

  @Test
  void a_sound_file_gets_no_remark() {
    fill(FRAMES, 49);
    assertThat(said(DbKind.H36M)).isEmpty();
  }

  @Test
  void a_file_of_3dpw_should_say_which_frames_are_valid() {
    fill(FRAMES, 14);
    assertThat(said(DbKind.THREE_DPW))
        .containsExactly("NOTE no-valid-key: no key valid: every frame is taken for valid");
    arrays.put("valid", NdArray.of(new boolean[] {true, false, true, true}, FRAMES));
    try (TcmrDbDataset data = open(DbKind.THREE_DPW)) {
      assertThat(data.remarks()).isEmpty();
      assertThat(data.clip(0, 25).valid().indices()).containsExactly(0, 2, 3);
    }
  }

  @Test
  void rows_that_lie_apart_and_another_backbone_are_noted() {
    fill(FRAMES, 49);
    arrays.put("vid_name", NdArray.of(new String[] {"a", "b", "a", "b"}, FRAMES));
    arrays.put("features", NdArray.of(new float[FRAMES * 8], FRAMES, 8));
    assertThat(said(DbKind.MPII3D))
        .containsExactly(
            "NOTE rows-apart: vid_name: the rows of a sequence do not follow each other; windows"
                + " join them",
            "NOTE feature-size: features: 8 per frame where the SPIN backbone gives 2048");
  }

  @ParameterizedTest
  @CsvSource({"50, ", "-50, ", "50.25, 50.3", "-1657, 1657.0", "NaN, Infinity"})
  void a_coordinate_of_more_than_50_is_no_position_in_metres(float far, String shown) {
    fill(FRAMES, 49);
    change("joints3D", values -> values[values.length - 1] = far);
    assertThat(said(DbKind.H36M))
        .isEqualTo(
            shown == null
                ? List.of()
                : List.of(
                    "DOUBT far-positions: joints3D: a coordinate of "
                        + shown
                        + "; expected metres"));
  }

  @Test
  void a_pelvis_off_the_origin_is_doubted_where_positions_are_relative_to_it() {
    fill(FRAMES, 49);
    // The last frame: 2 cm; a neighbour of the pelvis may be anywhere.
    change("joints3D", values -> values[3 * 49 * 3 + ROOT + 1] = -0.02f);
    change("joints3D", values -> values[3 * 49 * 3 + ROOT + 3] = 0.5f);
    change("joints3D", values -> values[3 * 49 * 3 + ROOT - 1] = 0.5f);
    String doubt =
        "DOUBT pelvis-off-origin: joints3D: the pelvis (slot 39) is 0.020 m off the origin; expected"
            + " positions relative to it";
    assertThat(said(DbKind.H36M)).containsExactly(doubt);
    assertThat(said(DbKind.MPII3D)).containsExactly(doubt);
    // 3DPW stores positions in front of the camera.
    assertThat(said(DbKind.THREE_DPW))
        .containsExactly("NOTE no-valid-key: no key valid: every frame is taken for valid");
    change("joints3D", values -> values[3 * 49 * 3 + ROOT + 1] = 0.0009f);
    assertThat(said(DbKind.H36M)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"4, 0, 5, ", "4, 4, 4, 6.93", "0, 0, -90, 90.00", "0, 6.7, 0, ", "0, 6.9, 0, 6.90"})
  void a_rotation_vector_longer_than_a_turn_and_a_little_is_no_radians(
      float x, float y, float z, String shown) {
    fill(FRAMES, 49);
    float[] pose = new float[FRAMES * 72];
    System.arraycopy(new float[] {x, y, z}, 0, pose, 2 * 72 + 69, 3);
    arrays.put("pose", NdArray.of(pose, FRAMES, 72));
    assertThat(said(DbKind.H36M))
        .isEqualTo(
            shown == null
                ? List.of()
                : List.of(
                    "DOUBT long-rotation-vectors: pose: a rotation vector of length "
                        + shown
                        + "; expected radians, at most a turn"));
  }

  @Test
  void the_first_box_that_is_not_square_is_named() {
    fill(FRAMES, 49);
    change("bbox", values -> values[2 * 4 + 3] = 51);
    change("bbox", values -> values[3 * 4 + 2] = 30);
    assertThat(said(DbKind.H36M))
        .containsExactly(
            "NOTE boxes-not-square: bbox: the box of frame 2 is not square; crops of it are"
                + " distorted");
    fill(FRAMES, 49);
    change("bbox", values -> values[3] = 50.04f); // less than one in a thousand
    assertThat(said(DbKind.H36M)).isEmpty();
  }

  @Test
  void long_files_are_looked_at_to_the_end() {
    int frames = 4100; // more than one block
    fill(frames, 49);
    arrays.put("features", NdArray.of(new float[frames], frames, 1));
    float[] pose = new float[frames * 72];
    pose[4098 * 72] = 7;
    arrays.put("pose", NdArray.of(pose, frames, 72));
    change("joints3D", values -> values[(4099 * 49) * 3 + ROOT] = 60);
    change("bbox", values -> values[4097 * 4 + 2] = 49);
    assertThat(said(DbKind.H36M))
        .containsExactly(
            "NOTE feature-size: features: 1 per frame where the SPIN backbone gives 2048",
            "DOUBT far-positions: joints3D: a coordinate of 60.0; expected metres",
            "DOUBT pelvis-off-origin: joints3D: the pelvis (slot 39) is 60.000 m off the origin;"
                + " expected positions relative to it",
            "DOUBT long-rotation-vectors: pose: a rotation vector of length 7.00; expected radians,"
                + " at most a turn",
            "NOTE boxes-not-square: bbox: the box of frame 4097 is not square; crops of it are"
                + " distorted");
  }

  @Test
  void a_body_needs_a_pose_that_is_not_zero_everywhere_and_a_shape() {
    fill(1030, 49);
    float[] pose = new float[1030 * 72];
    arrays.put("pose", NdArray.of(pose, 1030, 72));
    assertThat(bodyOf()).isFalse();
    arrays.put("shape", NdArray.of(new float[1030 * 10], 1030, 10));
    assertThat(bodyOf()).isFalse();
    pose[1028 * 72 + 5] = 0.5f; // beyond the first block
    arrays.put("pose", NdArray.of(pose, 1030, 72));
    assertThat(bodyOf()).isTrue();
    arrays.remove("shape");
    assertThat(bodyOf()).isFalse();
  }

  private boolean bodyOf() {
    try (TcmrDbDataset data = open(DbKind.H36M)) {
      return data.clip(0, 25).smpl().isPresent();
    }
  }

  @Test
  void a_clip_says_which_frames_of_the_recording_it_has() {
    fill(6, 49);
    arrays.put("frame_id", NdArray.of(new long[] {10, 11, 12, 14, 15, 16}, 6));
    change("features", values -> IntStream.range(0, 6).forEach(t -> values[t * 2048] = t));
    try (TcmrDbDataset data = open(DbKind.H36M)) {
      assertThat(data.name()).isEqualTo("made");
      assertThat(data.nativeFramesPerSecond()).isEqualTo(25);
      Clip clip = data.clip(0, 12.5);
      assertThat(clip.framesPerSecond()).isEqualTo(12.5);
      assertThat(clip.frameLabels()).containsExactly("10", "12", "14", "16");
      assertThat(clip.signals().get("source_frame").presentValues())
          .containsExactly(10, 12, 14, 16);
      assertThat(IntStream.range(0, 4).mapToDouble(t -> clip.features().at(t, 0)).toArray())
          .containsExactly(0, 2, 3, 5);
    }
    arrays.put("frame_id", NdArray.of(new String[] {"a", "b", "c", "d", "e", "f"}, 6));
    try (TcmrDbDataset data = open(DbKind.H36M)) {
      Clip clip = data.clip(0, 12.5);
      assertThat(clip.frameLabels()).containsExactly("a", "c", "e");
      assertThat(clip.signals()).isEmpty();
    }
  }

  @Test
  void rows_that_are_not_numbers_or_do_not_fit_are_refused() {
    fill(FRAMES, 49);
    change("features", values -> values[2048 + 7] = Float.NaN);
    String file = folder.resolve("made_db.pt").toString();
    try (TcmrDbDataset data = open(DbKind.H36M)) {
      assertThatThrownBy(() -> data.clip(0, 25))
          .isInstanceOf(Fault.class)
          .hasMessage(
              file
                  + ": features of sequence walk_0: expected finite numbers, got NaN or infinity;"
                  + " make the file again");
    }
    fill(FRAMES, 49);
    arrays.put("valid", NdArray.of(new boolean[FRAMES * 2], FRAMES, 2));
    assertThatThrownBy(() -> open(DbKind.H36M)).hasMessageContaining(file + ": valid: expected");
    fill(FRAMES, 49);
    arrays.put("joints3D", NdArray.of(new float[FRAMES * 49 * 2], FRAMES, 49, 2));
    assertThatThrownBy(() -> open(DbKind.H36M))
        .hasMessage(
            file
                + ": joints3D: expected rows of [any x 3], got float32 [4, 49, 2]; check the kind of"
                + " the data set");
    fill(FRAMES, 49);
    arrays.put("features", NdArray.of(new float[3 * 8], 3, 8));
    assertThatThrownBy(() -> open(DbKind.H36M))
        .hasMessage(
            file
                + ": features: expected 4 rows, one per entry of vid_name, got float32 [3, 8]; make"
                + " the file again");
  }

  @Test
  void remarks_are_about_the_file() {
    fill(FRAMES, 14);
    try (TcmrDbDataset data = open(DbKind.THREE_DPW)) {
      assertThat(data.remarks())
          .extracting(Remark::about)
          .containsExactly(folder.resolve("made_db.pt").toString());
    }
  }
}
