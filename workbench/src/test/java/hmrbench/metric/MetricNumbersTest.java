package hmrbench.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import hmrbench.core.CoordinateFrame;
import hmrbench.core.FloatGrid;
import hmrbench.core.FrameMask;
import hmrbench.core.Joint;
import hmrbench.core.JointSet;
import hmrbench.core.JointTrack;
import hmrbench.core.Series;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Numbers of metrics, worked out by hand, in which every term of the formula counts. */
class MetricNumbersTest {

  private static final int ANKLE = JointSet.COMMON14.indexOf(Joint.RIGHT_ANKLE);
  private static final int OTHER_ANKLE = JointSet.COMMON14.indexOf(Joint.LEFT_ANKLE);

  /** An ankle that leaves its true place by (3, 4, 0) mm t^2 = 5 mm t^2. */
  private static SequencePrediction leavingAnkle(FrameMask counted) {
    JointTrack truth =
        Tracks.track(6, 30, (t, j, axis) -> j == ANKLE && axis == 1 ? 1e-3 * t * t : 0);
    JointTrack predicted =
        Tracks.track(
            6, 30, (t, j, axis) -> j == ANKLE && axis < 2 ? (axis == 0 ? 3e-3 : 5e-3) * t * t : 0);
    return Tracks.sequence("a", truth, predicted, IntStream.range(0, 6).boxed().toList(), counted);
  }

  @Test
  void means_of_a_joint_are_over_its_counted_frames_and_whole_differences() {
    FrameMask counted = FrameMask.of(true, false, true, true, true, true);
    List<JointMeans> means = JointMeans.of(List.of(leavingAnkle(counted)));
    assertThat(means).extracting(JointMeans::joint).isEqualTo(JointSet.COMMON14.joints());
    JointMeans ankle = means.get(ANKLE);
    assertThat(ankle.positionMm()).isCloseTo(5 * (0 + 4 + 9 + 16 + 25) / 5.0, within(1e-4));
    // Rows 3 and 4 alone have counted neighbours; the second difference of t^2 is 2.
    assertThat(ankle.accelerationMm().orElseThrow()).isCloseTo(10, within(1e-3));
    assertThat(ankle.frames()).isEqualTo(5);
    assertThat(means.get(OTHER_ANKLE).positionMm()).isZero();
    assertThat(means.get(OTHER_ANKLE).accelerationMm()).hasValue(0);
  }

  @Test
  void means_of_a_joint_weigh_frames_whatever_their_sequence() {
    JointTrack still = Tracks.track(6, 30, (t, j, axis) -> 0);
    JointMeans.Sums sums = new JointMeans.Sums();
    sums.add(leavingAnkle(FrameMask.of(true, false, true, true, true, true)));
    sums.add(Tracks.sequence("b", still, still));
    JointMeans ankle = sums.means().get(ANKLE);
    assertThat(ankle.positionMm()).isCloseTo(54 * 5 / 11.0, within(1e-4));
    assertThat(ankle.accelerationMm().orElseThrow()).isCloseTo(10 * 2 / 6.0, within(1e-3));
    assertThat(ankle.frames()).isEqualTo(11);
  }

  @Test
  void a_joint_has_no_acceleration_without_three_frames_and_no_mean_without_one() {
    JointTrack two = Tracks.track(2, 30, (t, j, axis) -> 0);
    assertThat(JointMeans.of(List.of(Tracks.sequence("a", two, two))).get(ANKLE).accelerationMm())
        .isEmpty();
    FrameMask none = FrameMask.of(new boolean[6]);
    assertThat(JointMeans.of(List.of(leavingAnkle(none)))).isEmpty();
    assertThat(JointMeans.of(List.of())).isEmpty();
  }

  @Test
  void smoothness_is_one_number_of_a_sequence_without_gaps() {
    Metric jerk = Metrics.ofColumn("log_dimensionless_jerk").orElseThrow();
    JointTrack moving = Tracks.track(6, 30, (t, j, axis) -> j == ANKLE ? 0.01 * t * t * t : 0);
    double whole = Smoothness.logDimensionlessJerk(moving).orElseThrow();
    FrameMask late = FrameMask.of(false, false, true, true, true, true);
    Series values = value(moving, List.of(3, 4, 5, 6, 7, 8), late, jerk);
    assertThat(values.present().indices()).containsExactly(2);
    assertThat(values.get(2)).isEqualTo(whole);
    assertThat(value(moving, List.of(3, 4, 5, 6, 7, 9), late, jerk).present().count()).isZero();
    FrameMask none = FrameMask.of(new boolean[6]);
    assertThat(value(moving, List.of(3, 4, 5, 6, 7, 8), none, jerk).present().count()).isZero();
  }

  @Test
  void smoothness_is_the_mean_of_the_joints_that_move_unevenly() {
    // One joint as in the text-book case, one at constant speed, all others at rest.
    JointTrack track =
        Tracks.track(
            5,
            30,
            (t, j, axis) ->
                axis != 1 ? 0 : j == ANKLE ? 0.25 * t * t * t : j == OTHER_ANKLE ? 0.25 * t : 0);
    // Speed at most 64 - 27 = 37, two third differences of 6, four frames long.
    assertThat(Smoothness.logDimensionlessJerk(track).orElseThrow())
        .isCloseTo(-Math.log(64.0 * (2 * 36) / (37 * 37)), within(1e-4));
    assertThat(
            Smoothness.logDimensionlessJerk(Tracks.track(3, 30, (t, j, axis) -> 0.25 * t * t * t)))
        .isEmpty();
  }

  @Test
  void a_foot_slides_in_all_directions_against_the_path_of_both_hips() {
    int right = JointSet.COMMON14.indexOf(Joint.RIGHT_HIP);
    int left = JointSet.COMMON14.indexOf(Joint.LEFT_HIP);
    // In one direction alone both ankles would be planted: 0.2 m/s each way is 0.35 m/s.
    double[] fast = {0.2 / 30, 0.2 / 30, 0.2 / 30};
    double[] slow = {0.17 / 30, 0.17 / 30, 0.17 / 30};
    double[] predictedStep = {0.002, 0.003 - 0.02, 0.006 + 0.002};
    JointTrack truth =
        Tracks.track(
            6,
            30,
            CoordinateFrame.CAMERA,
            (t, j, axis) ->
                j == OTHER_ANKLE
                    ? fast[axis] * t
                    : j == ANKLE
                        ? slow[axis] * t
                        : axis == 1 && j == right
                            ? 0.01 * t
                            : axis == 1 && j == left ? 0.03 * t : 0);
    JointTrack predicted =
        Tracks.track(
            6,
            30,
            CoordinateFrame.CAMERA,
            (t, j, axis) ->
                j == ANKLE ? predictedStep[axis] * t : j == right && axis == 2 ? 0.004 * t : 0);
    // (2, 3, 6) mm are left of the ankle's step.
    assertThat(FootSliding.of(Tracks.sequence("a", truth, predicted)).presentValues())
        .hasSize(5)
        .containsOnly(new double[] {7.0}, within(1e-3));
  }

  @Test
  void feet_are_taken_before_ankles() {
    JointTrack still = smpl(0, 0);
    assertThat(FootSliding.of(Tracks.sequence("a", still, smpl(5e-3, 2e-3))).presentValues())
        .hasSize(3)
        .containsOnly(new double[] {2.0}, within(1e-3));
    assertThat(FootSliding.knows(JointSet.SMPL24)).isTrue();
    assertThat(
            FootSliding.knows(
                new JointSet(
                    "hips",
                    List.of(Joint.RIGHT_HIP, Joint.LEFT_HIP),
                    Joint.RIGHT_HIP,
                    Joint.LEFT_HIP)))
        .isFalse();
  }

  /** Four frames in which ankles and feet move by so many metres a frame. */
  private static JointTrack smpl(double ankles, double feet) {
    List<Joint> joints = JointSet.SMPL24.joints();
    float[] metres = new float[4 * 24 * 3];
    for (int t = 0; t < 4; t++) {
      for (int j = 0; j < 24; j++) {
        Joint joint = joints.get(j);
        double step =
            joint == Joint.LEFT_ANKLE || joint == Joint.RIGHT_ANKLE
                ? ankles
                : joint == Joint.LEFT_FOOT || joint == Joint.RIGHT_FOOT ? feet : 0;
        metres[(t * 24 + j) * 3] = (float) (step * t);
      }
    }
    return new JointTrack(
        JointSet.SMPL24, CoordinateFrame.CAMERA, 30, FloatGrid.owning(metres, 4, 24, 3));
  }

  private static Series value(
      JointTrack predicted, List<Integer> frames, FrameMask counted, Metric metric) {
    JointTrack still = Tracks.track(6, 30, (t, j, axis) -> 0);
    return Protocols.named("tcmr")
        .orElseThrow()
        .score(List.of(Tracks.sequence("a", still, predicted, frames, counted)), List.of(metric))
        .get(0)
        .value(metric.id())
        .orElseThrow();
  }
}
