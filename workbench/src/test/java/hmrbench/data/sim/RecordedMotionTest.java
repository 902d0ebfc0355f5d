package hmrbench.data.sim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import hmrbench.core.FloatGrid;
import hmrbench.core.Joint;
import hmrbench.core.JointSet;
import hmrbench.core.Rotations;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A recorded motion whose speeds are known: a shin that swings about the knee. */
class RecordedMotionTest {

  private static final int KNEE = JointSet.SMPL24.indexOf(Joint.LEFT_KNEE);
  private static final int ANKLE = JointSet.SMPL24.indexOf(Joint.LEFT_ANKLE);
  private static final int FRAMES = 13;

  /** Radians per second. */
  private static final double SPEED = 1.5;

  private static double[][] swing(double rate) {
    double[][] poses = new double[FRAMES][24 * 9];
    for (int t = 0; t < FRAMES; t++) {
      for (int j = 0; j < 24; j++) {
        for (int k = 0; k < 3; k++) {
          poses[t][j * 9 + k * 4] = 1;
        }
      }
      double[] turn = new double[9];
      ObservationModel.exponential(SPEED * t / rate, 0, 0, turn);
      System.arraycopy(turn, 0, poses[t], KNEE * 9, 9);
    }
    return poses;
  }

  /** Length of the shin across the axis of the swing, in metres. */
  private static double radius() {
    double[] offsets = Skeleton.offsets(new double[10]);
    return Math.hypot(offsets[ANKLE * 3 + 1], offsets[ANKLE * 3 + 2]);
  }

  private static double chord(double seconds) {
    return 2 * radius() * Math.sin(SPEED * seconds / 2);
  }

  @ParameterizedTest
  // 1/30 s before and after: two frames at 60 hertz, and one at least.
  @CsvSource({"60, 1, 2", "60, 3, 2", "120, 2, 4", "30, 1, 1", "10, 2, 1", "75, 1, 2"})
  void speed_is_taken_over_a_thirtieth_of_a_second_to_both_sides(double rate, int step, int half) {
    TrueMotion motion =
        TrueMotion.recorded(swing(rate), new double[10], new double[] {1, 2, 3}, rate, step);
    int kept = (FRAMES + step - 1) / step;
    assertThat(motion.smpl().frames()).isEqualTo(kept);
    assertThat(motion.joints().framesPerSecond()).isEqualTo(rate / step);
    for (int i = 0; i < kept; i++) {
      int before = Math.max(0, i * step - half);
      int after = Math.min(FRAMES - 1, i * step + half);
      double seconds = (after - before) / rate;
      double expected = chord(seconds) / seconds;
      assertThat((double) motion.speeds().at(i, ANKLE)).isCloseTo(expected, within(1e-6));
      assertThat(motion.speeds().at(i, KNEE)).isZero();
      assertThat(motion.meanSpeed().get(i)).isCloseTo(expected / 14, within(1e-6));
    }
  }

  @Test
  void every_second_frame_keeps_its_pose_shape_and_camera() {
    double[] betas = {0.5, 0, 0, 0, 0, 0, 0, 0, 0, -1};
    TrueMotion motion = TrueMotion.recorded(swing(60), betas, new double[] {0.9, 0.1, -0.2}, 60, 2);
    assertThat(motion.joints().framesPerSecond()).isEqualTo(30);
    for (int i = 0; i < 7; i++) {
      assertThat((double) motion.smpl().rotations().at(i, KNEE, 1, 1))
          .isCloseTo(Math.cos(SPEED * i * 2 / 60), within(1e-7));
      assertThat(motion.smpl().betas().at(i, 9)).isEqualTo(-1);
      assertThat(motion.smpl().camera().at(i, 2)).isEqualTo(-0.2f);
      int ankle = JointSet.SMPL14.indexOf(Joint.LEFT_ANKLE);
      int knee = JointSet.SMPL14.indexOf(Joint.LEFT_KNEE);
      FloatGrid metres = motion.joints().metres();
      double[] offsets = Skeleton.offsets(betas);
      double angle = SPEED * i * 2 / 60;
      assertThat((double) metres.at(i, ankle, 1) - metres.at(i, knee, 1))
          .isCloseTo(
              Math.cos(angle) * offsets[ANKLE * 3 + 1] - Math.sin(angle) * offsets[ANKLE * 3 + 2],
              within(1e-6));
    }
  }

  @Test
  void one_frame_alone_does_not_move() {
    double[][] one = {swing(30)[5]};
    TrueMotion motion = TrueMotion.recorded(one, new double[10], new double[3], 30, 1);
    assertThat(motion.speeds().at(0, ANKLE)).isZero();
  }

  @Test
  void the_exponential_is_that_of_rodrigues_about_any_axis() {
    for (double[] v : new double[][] {{0.3, -1.1, 0.7}, {2, 2, -1}, {-0.01, 0.02, 0.03}}) {
      double[] matrix = new double[9];
      ObservationModel.exponential(v[0], v[1], v[2], matrix);
      float[] pose = new float[72];
      for (int k = 0; k < 3; k++) {
        pose[k] = (float) v[k];
      }
      FloatGrid expected = Rotations.fromAxisAngle(FloatGrid.owning(pose, 1, 72));
      for (int k = 0; k < 9; k++) {
        assertThat(matrix[k]).isCloseTo(expected.get(k), within(1e-6));
      }
    }
    double[] cyclic = new double[9];
    double third = 2 * Math.PI / 3 / Math.sqrt(3); // a third of a turn: x to y to z to x
    ObservationModel.exponential(third, third, third, cyclic);
    assertThat(cyclic).containsExactly(new double[] {0, 0, 1, 1, 0, 0, 0, 1, 0}, within(1e-15));
  }

  @Test
  void each_letter_of_a_name_changes_the_noise() {
    assertThat(
            LongStream.of(
                    ObservationModel.keyOf(1, "ab"),
                    ObservationModel.keyOf(1, "ba"),
                    ObservationModel.keyOf(1, "aa"),
                    ObservationModel.keyOf(1, "a"),
                    ObservationModel.keyOf(2, "ab"))
                .distinct())
        .hasSize(5);
    assertThat(ObservationModel.keyOf(1, "ab")).isEqualTo(ObservationModel.keyOf(1, "ab"));
  }

  @Test
  void every_third_training_clip_has_key_poses_and_the_others_take_turns() {
    List<Activity> seen = Activities.of(ActivityGroup.SEEN);
    int cyclic = seen.size() - 1;
    int next = 0;
    for (int number = 0; number < 40; number++) {
      Activity expected = number % 3 == 2 ? seen.get(cyclic) : seen.get(next++ % cyclic);
      assertThat(SequencePlan.of(SimulatedSplit.TRAIN, 3, number).activity()).isEqualTo(expected);
    }
  }
}
