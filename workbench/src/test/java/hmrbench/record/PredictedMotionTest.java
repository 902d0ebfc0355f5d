package hmrbench.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hmrbench.core.Fault;
import hmrbench.core.JointSet;
import hmrbench.io.NdArray;
import hmrbench.io.safetensors.SafeTensors;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PredictedMotionTest {

  @TempDir Path folder;

  /** Six rows of 14 joints whose x is the row, y the joint. */
  private Path write(boolean body) {
    Map<String, NdArray> tensors = new LinkedHashMap<>();
    tensors.put("predicted.joints", rows(14, 10));
    tensors.put("truth.joints", rows(14, 0));
    if (body) {
      tensors.put("predicted.body_joints", rows(24, 10));
      tensors.put("truth.body_joints", rows(24, 0));
    }
    Path file = folder.resolve("cell.safetensors");
    SafeTensors.write(file, tensors, Map.of("joint_set", "smpl14", "frames_per_second", "30"));
    return file;
  }

  private static NdArray rows(int joints, float shift) {
    float[] metres = new float[6 * joints * 3];
    for (int row = 0; row < 6; row++) {
      for (int joint = 0; joint < joints; joint++) {
        metres[(row * joints + joint) * 3] = row * joint + shift;
      }
    }
    return NdArray.of(metres, 6, joints, 3);
  }

  @Test
  void reads_the_rows_of_one_sequence_relative_to_the_root() {
    PredictedMotion motion =
        SavedPrediction.readMotion(write(false), new FrameTable.SequenceRange("walk", 2, 5));
    assertThat(motion.sequence()).isEqualTo("walk");
    assertThat(motion.truth().joints()).isEqualTo(JointSet.SMPL14);
    assertThat(motion.truth().frames()).isEqualTo(3);
    // Row 2: joint j lies at 2 j, the middle of the hips (joints 2 and 3) at 5.
    assertThat(motion.truth().metres().at(0, 13, 0)).isEqualTo(26f - 5f);
    assertThat(motion.predicted().metres()).isEqualTo(motion.truth().metres());
  }

  @Test
  void prefers_the_joints_of_the_body() {
    PredictedMotion motion =
        SavedPrediction.readMotion(write(true), new FrameTable.SequenceRange("walk", 0, 6));
    assertThat(motion.truth().joints()).isEqualTo(JointSet.SMPL24);
  }

  @Test
  void refuses_a_file_with_fewer_rows() {
    Path file = write(false);
    assertThatThrownBy(
            () -> SavedPrediction.readMotion(file, new FrameTable.SequenceRange("walk", 5, 7)))
        .isInstanceOf(Fault.class)
        .hasMessage(file + ": expected at least 7 rows, got 6; run the experiment again");
  }
}
