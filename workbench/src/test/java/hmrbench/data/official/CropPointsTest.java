package hmrbench.data.official;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import hmrbench.core.Clip;
import hmrbench.core.FloatGrid;
import hmrbench.core.JointSet;
import hmrbench.core.KeypointTrack;
import hmrbench.io.JoblibOut;
import hmrbench.io.NdArray;
import hmrbench.testing.OfficialFiles;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** 2D joints of official databases, as clips have them. */
class CropPointsTest {

  // One unit in the last place of half precision, through which official targets pass.
  private static final float HALF_UNIT = 1e-3f;

  private static final double RATE = 25;

  @TempDir private Path folder;

  private static Map<String, NdArray> arrays(String kind) {
    return switch (kind) {
      case "3dpw" -> OfficialFiles.threeDpw();
      case "h36m" -> OfficialFiles.h36m();
      default -> OfficialFiles.mpii3d();
    };
  }

  private Path file(String kind, Consumer<Map<String, NdArray>> change) {
    Map<String, NdArray> arrays = arrays(kind);
    change.accept(arrays);
    return JoblibOut.write(folder.resolve(kind + ".pt"), arrays);
  }

  private static TcmrDbDataset open(String kind, Path file) {
    return TcmrDbDataset.open("set", file, DbKind.of(kind), RATE);
  }

  /** {@link TrainingItems} is held to what the official data sets serve. */
  @ParameterizedTest
  @CsvSource({"3dpw, true", "h36m, false", "mpii3d, false"})
  void points_are_those_that_official_trainers_see(String kind, boolean found) {
    Path file = file(kind, arrays -> {});
    TrainingItems items = TrainingItems.open(TrainingKinds.named(kind), file, false, false);
    int compared = 0;
    try (TcmrDbDataset data = open(kind, file)) {
      assertThat(data.keypointFault()).isEmpty();
      int row = 0;
      for (int sequence : data.evaluationOrder()) {
        KeypointTrack seen = data.clip(sequence, RATE).keypoints().orElseThrow();
        assertThat(seen.joints()).isEqualTo(JointSet.SPIN49);
        assertThat(seen.found()).isEqualTo(found);
        for (int t = 0; t < seen.frames(); t++) {
          FloatGrid expected = items.target(row++).keypoints();
          for (int j = 0; j < JointSet.SPIN49.size(); j++) {
            float confidence = seen.seen().at(t, j, 2);
            assertThat(confidence).isEqualTo(expected.at(j, 2));
            for (int axis = 0; confidence > 0 && axis < 2; axis++) {
              float value = seen.seen().at(t, j, axis);
              assertThat(value)
                  .isCloseTo(
                      expected.at(j, axis), within(HALF_UNIT * Math.max(1, Math.abs(value))));
              compared++;
            }
          }
        }
      }
      assertThat(row).isEqualTo(items.frames());
    }
    assertThat(compared).isGreaterThan(1000);
  }

  @Test
  void a_lower_rate_keeps_the_points_of_its_frames() {
    try (TcmrDbDataset data = open("3dpw", file("3dpw", arrays -> {}))) {
      Clip whole = data.clip(0, RATE);
      Clip half = data.clip(0, RATE / 2);
      int[] kept = half.frameLabels().stream().mapToInt(whole.frameLabels()::indexOf).toArray();
      assertThat(half.keypoints()).contains(whole.keypoints().orElseThrow().frames(kept));
    }
  }

  private static void put(Map<String, NdArray> arrays, String key, int index, double value) {
    NdArray array = arrays.get(key);
    double[] values = array.doubles();
    values[index] = value;
    arrays.put(key, NdArray.of(values, array.shape()));
  }

  /** What nobody fits to does not stand in the way of an evaluation. */
  @Test
  void a_file_without_points_has_clips_and_says_what_it_lacks() {
    Path file = file("mpii3d", arrays -> arrays.remove("joints2D"));
    try (TcmrDbDataset data = open("mpii3d", file)) {
      assertThat(data.clip(0, RATE).keypoints()).isEmpty();
      assertThat(data.keypointFault())
          .contains(
              file
                  + " has no 2D joints: it needs joints2D [N, 49, 3] and bbox [N, 4]; name a file"
                  + " that has both");
    }
    Path other = file("3dpw", arrays -> arrays.put("joints2D", NdArray.of(new float[259], 259)));
    try (TcmrDbDataset data = open("3dpw", other)) {
      assertThat(data.clip(0, RATE).keypoints()).isEmpty();
      assertThat(data.keypointFault().orElseThrow()).contains("joints2D [N, 14, 3]");
    }
  }

  @Test
  void what_is_no_number_is_told_with_its_place() {
    int row = 7;
    Path file = file("3dpw", arrays -> put(arrays, "joints2D", (row * 14 + 2) * 3 + 1, Double.NaN));
    try (TcmrDbDataset data = open("3dpw", file)) {
      assertThat(data.keypointFault().orElseThrow())
          .startsWith(
              file
                  + ": joints2D, row 7 (sequence alley_waving_00_0), RIGHT_HIP: expected a finite"
                  + " pixel, a finite box and a confidence from 0 to 1, got (")
          .contains(", NaN) with 1.0; make the file again");
      KeypointTrack seen = data.clip(0, RATE).keypoints().orElseThrow();
      int hip = JointSet.SPIN49.indexOf(hmrbench.core.Joint.RIGHT_HIP);
      assertThat(seen.seen().at(row, hip, 2)).isZero();
      assertThat(seen.seen().at(row + 1, hip, 2)).isEqualTo(1);
    }
  }

  @ParameterizedTest
  @CsvSource({"2", "-1", "NaN"})
  void a_confidence_is_a_share(double confidence) {
    Path file = file("3dpw", arrays -> put(arrays, "joints2D", (7 * 14 + 2) * 3 + 2, confidence));
    try (TcmrDbDataset data = open("3dpw", file)) {
      assertThat(data.keypointFault().orElseThrow())
          .contains("row 7")
          .contains("with " + (float) confidence);
    }
  }

  @Test
  void a_box_without_a_size_shows_nothing_and_one_that_is_no_number_is_a_fault() {
    Path empty = file("3dpw", arrays -> put(arrays, "bbox", 5 * 4 + 2, 0));
    try (TcmrDbDataset data = open("3dpw", empty)) {
      assertThat(data.keypointFault()).isEmpty();
      KeypointTrack seen = data.clip(0, RATE).keypoints().orElseThrow();
      assertThat(seen.isSeen(5)).isFalse();
      assertThat(seen.isSeen(6)).isTrue();
    }
    Path broken = file("3dpw", arrays -> put(arrays, "bbox", 5 * 4 + 2, Double.NaN));
    try (TcmrDbDataset data = open("3dpw", broken)) {
      assertThat(data.keypointFault().orElseThrow()).contains("row 5").contains("a finite box");
    }
  }

  /** Such a point is finite as a double, and infinite as the float that a clip holds. */
  @Test
  void a_point_that_a_tiny_box_throws_out_of_reach_is_a_fault() {
    Path tiny = file("3dpw", arrays -> put(arrays, "bbox", 5 * 4 + 2, 1e-42));
    try (TcmrDbDataset data = open("3dpw", tiny)) {
      assertThat(data.keypointFault().orElseThrow()).contains("row 5").contains("a finite box");
      assertThat(data.clip(0, RATE).keypoints().orElseThrow().isSeen(5)).isFalse();
    }
  }

  @Test
  void a_sequence_in_which_nothing_is_seen_is_named() {
    Path file =
        file(
            "3dpw",
            arrays -> {
              NdArray array = arrays.get("joints2D");
              double[] values = array.doubles();
              for (int i = 2; i < 86 * 14 * 3; i += 3) {
                values[i] = 0;
              }
              arrays.put("joints2D", NdArray.of(values, array.shape()));
            });
    try (TcmrDbDataset data = open("3dpw", file)) {
      assertThat(data.keypointFault())
          .contains(
              file
                  + ": sequence alley_waving_00_0: no 2D joint of its 86 frames has a confidence"
                  + " above 0 and a box with a size; leave the sequence out");
    }
  }
}
