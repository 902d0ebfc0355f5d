package hmrbench.data.mocap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import hmrbench.core.Joint;
import hmrbench.core.JointSet;
import hmrbench.core.Remark;
import hmrbench.data.mocap.Agreement.Line;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Frames of a file that turn where its joints do not: the motion is known, and has to come back.
 */
class RepairTest {

  private static final double[] AVERAGE = new double[10];

  @TempDir private Path folder;

  /** What is remarked, and the rotations of the body afterwards. */
  @SuppressWarnings("ArrayRecordComponent") // within this test alone, never compared
  private record Repaired(Optional<String> words, double[][] rotations) {}

  private Repaired repaired(FreeFrames motion, Joint... without) throws IOException {
    BvhRecording recording = motion.recording(folder, without);
    assertThat(recording.restStands()).isTrue();
    Retargeting retargeting = new Retargeting(recording);
    Optional<Remark> remark = Repair.of(recording, retargeting, AVERAGE, Path.of("free.bvh"));
    return new Repaired(
        remark.map(Remark::sentence), retargeting.rotations(RotationMath.identity()));
  }

  private static void assertTrue(FreeFrames motion, double[][] rotations) {
    assertThat(rotations).hasDimensions(FreeFrames.FRAMES, 24 * 9);
    for (int t = 0; t < FreeFrames.FRAMES; t++) {
      double[] actual = FreeFrames.positions(rotations[t]);
      double[] expected = FreeFrames.positions(motion.pose(t));
      for (Joint joint : JointSet.SMPL14.joints()) {
        int j = JointSet.SMPL24.indexOf(joint) * 3;
        assertThat(Arrays.copyOfRange(actual, j, j + 3))
            .as("%s in frame %s", joint, t)
            .containsExactly(Arrays.copyOfRange(expected, j, j + 3), within(FreeFrames.ROUNDING));
      }
    }
  }

  private static Optional<String> instead(String lines) {
    return Optional.of(
        "following the rotations of the file leaves the "
            + lines
            + "; they are taken from the positions of its joints instead, and agree with these"
            + " now");
  }

  @Test
  void a_file_whose_frames_turn_with_its_joints_needs_no_repair() throws IOException {
    FreeFrames motion = new FreeFrames();
    Repaired repaired = repaired(motion);
    assertThat(repaired.words()).isEmpty();
    assertTrue(motion, repaired.rotations());
  }

  @Test
  void a_pelvis_that_turns_alone_is_taken_from_the_hips() throws IOException {
    for (int axis = 0; axis < 3; axis++) {
      FreeFrames motion = new FreeFrames().spun(Joint.PELVIS, 5, FreeFrames.about(axis, 40));
      Repaired repaired = repaired(motion);
      assertThat(repaired.words()).isEqualTo(instead("pelvis up to 40.0 degrees off (frame 5)"));
      assertTrue(motion, repaired.rotations());
    }
  }

  @Test
  void the_largest_turn_of_a_pelvis_is_named() throws IOException {
    FreeFrames motion =
        new FreeFrames()
            .spun(Joint.PELVIS, 2, FreeFrames.about(1, 9))
            .spun(Joint.PELVIS, 7, FreeFrames.about(0, 12))
            .spun(Joint.PELVIS, 9, FreeFrames.about(2, 10));
    assertThat(repaired(motion).words())
        .isEqualTo(instead("pelvis up to 12.0 degrees off (frame 7)"));
  }

  @Test
  void five_degrees_of_a_pelvis_are_followed() throws IOException {
    FreeFrames less = new FreeFrames().spun(Joint.PELVIS, 5, FreeFrames.about(1, 4.9));
    Repaired kept = repaired(less);
    assertThat(kept.words()).isEmpty();
    assertThat(
            RotationMath.degreesOf(
                RotationMath.at(kept.rotations()[5], 0), RotationMath.at(less.pose(5), 0)))
        .isCloseTo(4.9, within(1e-5));
    FreeFrames more = new FreeFrames().spun(Joint.PELVIS, 5, FreeFrames.about(1, 5.1));
    assertThat(repaired(more).words()).isEqualTo(instead("pelvis up to 5.1 degrees off (frame 5)"));
  }

  @Test
  void a_pelvis_between_the_hips_is_taken_from_hips_and_neck() throws IOException {
    FreeFrames motion =
        new FreeFrames().pelvisOnHipLine().spun(Joint.PELVIS, 5, FreeFrames.about(1, 40));
    Repaired repaired = repaired(motion, Joint.SPINE1);
    assertThat(repaired.words())
        .isEqualTo(instead("hip line 40.0 degrees off in frame 5 (5 allowed)"));
    assertTrue(motion, repaired.rotations());
  }

  @Test
  void a_chest_that_turns_alone_is_taken_from_shoulders_and_neck() throws IOException {
    FreeFrames motion = new FreeFrames().spun(Joint.SPINE3, 4, FreeFrames.about(1, 100));
    Repaired repaired = repaired(motion);
    assertThat(repaired.words()).isPresent();
    assertThat(repaired.words().orElseThrow())
        .startsWith("following the rotations of the file leaves the shoulder line ")
        .contains(" degrees off in frame 4 (20 allowed)");
    assertTrue(motion, repaired.rotations());
  }

  @Test
  void a_trunk_whose_joints_all_turn_alone_becomes_one_piece() throws IOException {
    FreeFrames motion = new FreeFrames();
    for (Joint joint :
        List.of(Joint.SPINE1, Joint.SPINE2, Joint.SPINE3, Joint.LEFT_COLLAR, Joint.RIGHT_COLLAR)) {
      motion.spun(joint, 8, FreeFrames.about(2, 90));
    }
    Repaired repaired = repaired(motion);
    assertThat(repaired.words()).isPresent();
    assertTrue(motion, repaired.rotations());
  }

  @Test
  void a_head_points_as_in_the_file_beyond_45_degrees() throws IOException {
    FreeFrames near = new FreeFrames().spun(Joint.NECK, 2, FreeFrames.about(0, 44.9));
    assertThat(repaired(near).words()).isEmpty();
    FreeFrames far = new FreeFrames().spun(Joint.NECK, 2, FreeFrames.about(0, 45.1));
    Repaired repaired = repaired(far);
    assertThat(repaired.words())
        .isEqualTo(instead("head 45.1 degrees off in frame 2 (45 allowed)"));
    assertTrue(far, repaired.rotations());
  }

  /** One frame of twelve is off, and the mean over all is what a bone follows. */
  @ParameterizedTest
  @EnumSource(
      value = Line.class,
      names = {
        "LEFT_THIGH", "RIGHT_THIGH", "LEFT_SHIN", "RIGHT_SHIN",
        "LEFT_UPPER_ARM", "RIGHT_UPPER_ARM", "LEFT_FOREARM", "RIGHT_FOREARM"
      })
  void a_bone_of_a_limb_points_as_in_the_file(Line line) throws IOException {
    FreeFrames motion = new FreeFrames().spun(line.from, 3, FreeFrames.about(2, 30));
    Repaired repaired = repaired(motion);
    assertThat(repaired.words()).isPresent();
    assertThat(repaired.words().orElseThrow())
        .startsWith("following the rotations of the file leaves the " + line.words + " 2")
        .contains(" degrees off in frame 3 (1 allowed); they are taken");
    assertTrue(motion, repaired.rotations());
  }

  @Test
  void several_bones_are_named_farthest_first() throws IOException {
    FreeFrames motion =
        new FreeFrames()
            .spun(Joint.LEFT_KNEE, 3, FreeFrames.about(2, 30))
            .spun(Joint.RIGHT_ELBOW, 6, FreeFrames.about(2, 60));
    Repaired repaired = repaired(motion);
    assertThat(repaired.words().orElseThrow())
        .matches(
            "following the rotations of the file leaves the right forearm 5\\d\\.\\d degrees off"
                + " in frame 6 \\(1 allowed\\), left shin 2\\d\\.\\d degrees off in frame 3 \\(1"
                + " allowed\\); they are .*");
    assertTrue(motion, repaired.rotations());
  }
}
