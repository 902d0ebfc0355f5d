package hmrbench.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import hmrbench.core.CoordinateFrame;
import hmrbench.core.FrameMask;
import hmrbench.core.Joint;
import hmrbench.core.JointSet;
import hmrbench.core.JointTrack;
import hmrbench.core.MetricId;
import hmrbench.core.Series;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class FurtherMetricsTest {

  // Positions of about 0.1 m in float32 leave 7e-6 mm, times 8 in a third difference.
  private static final double ROUNDING_MM = 1e-4;

  @Test
  void velocity_and_jerk_of_a_cubic_are_its_derivatives() {
    // x = 1e-4 t^3 m: third difference 6e-4 m per frame cubed.
    JointTrack still = Tracks.track(9, 30, (t, joint, axis) -> 0);
    JointTrack cubic = Tracks.track(9, 30, (t, joint, axis) -> axis == 1 ? 1e-4 * t * t * t : 0);
    SequencePrediction sequence = Tracks.sequence("a", still, cubic);
    Series velocity = value(sequence, Metrics.VELOCITY_ERR);
    assertThat(velocity.has(0)).isFalse();
    assertThat(velocity.get(2)).isCloseTo(0.1 * (8 - 1), within(ROUNDING_MM));
    Series jerk = value(sequence, Metrics.JERK_PRED);
    assertThat(jerk.presentValues())
        .hasSize(6)
        .containsOnly(new double[] {0.6}, within(ROUNDING_MM));
    assertThat(jerk.has(7)).isFalse();
    assertThat(value(sequence, Metrics.JERK_PRED_SI).get(3))
        .isCloseTo(0.6e-3 * 27_000, within(ROUNDING_MM * 27));
    assertThat(value(sequence, Metrics.VELOCITY_ERR_SI).get(2))
        .isCloseTo(0.7e-3 * 30, within(ROUNDING_MM));
    assertThat(value(sequence, Metrics.JERK_GT_SI).get(3)).isZero();
  }

  @Test
  void no_difference_reaches_across_a_gap_or_a_row_that_does_not_count() {
    JointTrack still = Tracks.track(8, 30, (t, joint, axis) -> 0);
    SequencePrediction sequence =
        Tracks.sequence(
            "a",
            still,
            still,
            List.of(0, 1, 2, 7, 8, 9, 10, 11),
            FrameMask.of(true, true, true, true, true, true, true, false));
    assertThat(value(sequence, Metrics.VELOCITY_ERR).present().indices())
        .containsExactly(1, 2, 4, 5, 6);
    assertThat(value(sequence, Metrics.JERK_PRED).present().indices()).containsExactly(4);
  }

  @Test
  void every_protocol_gives_them_in_the_same_order() {
    JointTrack moving = Tracks.track(30, 30, (t, joint, axis) -> 0.1 * Math.sin(t + joint));
    JointTrack other = Tracks.track(30, 30, (t, joint, axis) -> 0.1 * Math.sin(t + 2 * joint));
    List<SequencePrediction> sequences = List.of(Tracks.sequence("a", moving, other));
    for (Protocol protocol :
        Protocols.all().stream().filter(it -> it.takes(moving.joints())).toList()) {
      SequenceScore score = protocol.score(sequences).get(0);
      assertThat(List.copyOf(score.values().keySet()))
          .as(protocol.name())
          .containsExactly(
              Stream.of(
                      Metrics.MPJPE,
                      Metrics.PA_MPJPE,
                      Metrics.ACCEL_ERR,
                      Metrics.ACCEL_ERR_SI,
                      Metrics.ACCEL_PRED,
                      Metrics.ACCEL_GT,
                      Metrics.VELOCITY_ERR,
                      Metrics.VELOCITY_ERR_SI,
                      Metrics.JERK_PRED,
                      Metrics.JERK_PRED_SI,
                      Metrics.JERK_GT_SI,
                      Metrics.ofColumn("log_dimensionless_jerk").orElseThrow())
                  .map(Metric::id)
                  .toArray(MetricId[]::new));
    }
  }

  @Test
  void a_minimum_jerk_reach_has_the_smoothness_of_the_literature() {
    int frames = 300;
    JointTrack reach =
        Tracks.track(
            frames,
            30,
            (t, joint, axis) -> {
              double s = t / (frames - 1.0);
              return axis == 0
                  ? 2 * (10 * s * s * s - 15 * Math.pow(s, 4) + 6 * Math.pow(s, 5))
                  : 0;
            });
    // The third difference misses the first and last frames, where the jerk is largest: 5 %.
    assertThat(Smoothness.logDimensionlessJerk(reach).orElseThrow())
        .isCloseTo(-Math.log(204.8), within(0.1));
    assertThat(Smoothness.logDimensionlessJerk(Tracks.track(50, 30, (t, j, a) -> 0.3))).isEmpty();
  }

  @Test
  void the_duration_of_a_movement_is_the_time_between_its_first_and_last_frame() {
    // x = t^3 cm: speed at most 4^3 - 3^3 = 37, two third differences of 6, four frames long.
    JointTrack cubic = Tracks.track(5, 30, (t, joint, axis) -> axis == 1 ? 0.01 * t * t * t : 0);
    assertThat(Smoothness.logDimensionlessJerk(cubic).orElseThrow())
        .isCloseTo(-Math.log(64.0 * (2 * 36) / (37 * 37)), within(1e-4));
  }

  @Test
  void jitter_makes_a_movement_less_smooth() {
    JointTrack smooth = Tracks.track(60, 30, (t, joint, axis) -> 0.3 * Math.sin(0.1 * t));
    JointTrack jittery =
        Tracks.track(
            60, 30, (t, joint, axis) -> 0.3 * Math.sin(0.1 * t) + 0.005 * (t % 2 == 0 ? 1 : -1));
    assertThat(Smoothness.logDimensionlessJerk(jittery).orElseThrow())
        .isLessThan(Smoothness.logDimensionlessJerk(smooth).orElseThrow() - 2);
  }

  @Test
  void a_planted_foot_slides_as_far_as_the_leg_is_wrong() {
    int ankle = JointSet.COMMON14.indexOf(Joint.LEFT_ANKLE);
    int other = JointSet.COMMON14.indexOf(Joint.RIGHT_ANKLE);
    // The body walks on at 1 m/s; the left ankle stands, the right one swings at twice that.
    JointTrack truth =
        Tracks.track(
            10,
            30,
            CoordinateFrame.CAMERA,
            (t, joint, axis) ->
                axis != 0 ? 3 : joint == ankle ? 0 : joint == other ? t / 15.0 : t / 30.0);
    // The predicted body stays in place and its left ankle goes back 1 mm too slowly.
    JointTrack predicted =
        Tracks.track(
            10,
            30,
            CoordinateFrame.CAMERA,
            (t, joint, axis) -> axis == 0 && joint == ankle ? -t / 30.0 + 0.001 * t : 0);
    Series sliding = FootSliding.of(Tracks.sequence("a", truth, predicted));
    assertThat(sliding.has(0)).isFalse();
    assertThat(sliding.presentValues()).hasSize(9).containsOnly(new double[] {1.0}, within(1e-3));
    assertThatThrownBy(
            () -> FootSliding.of(Tracks.sequence("a", truth.relativeToRoot(), predicted)))
        .hasMessage("foot sliding needs true feet in camera coordinates, got common14 in ROOT");
  }

  @Test
  void a_foot_stands_below_thirty_centimetres_a_second_at_any_rate() {
    int left = JointSet.COMMON14.indexOf(Joint.LEFT_ANKLE);
    int right = JointSet.COMMON14.indexOf(Joint.RIGHT_ANKLE);
    for (double rate : new double[] {15, 30, 60}) {
      JointTrack truth =
          Tracks.track(
              6,
              rate,
              CoordinateFrame.CAMERA,
              (t, joint, axis) ->
                  axis != 0
                      ? 0
                      : joint == left ? 0.29 * t / rate : joint == right ? 0.31 * t / rate : 0);
      // Both slide; only that of the foot that stands counts.
      JointTrack predicted =
          Tracks.track(
              6,
              rate,
              CoordinateFrame.CAMERA,
              (t, joint, axis) ->
                  axis != 0 ? 0 : joint == left ? 0.002 * t : joint == right ? 0.007 * t : 0);
      assertThat(FootSliding.of(Tracks.sequence("a", truth, predicted)).presentValues())
          .hasSize(5)
          .containsOnly(new double[] {2.0}, within(1e-3));
    }
  }

  @Test
  void errors_joint_by_joint_average_to_the_mean_error() {
    JointTrack truth = Tracks.track(3, 30, (t, joint, axis) -> 0);
    JointTrack off = Tracks.track(3, 30, (t, joint, axis) -> axis == 2 ? 0.01 * joint : 0);
    var errors = JointErrors.perJointMm(truth, off);
    assertThat(Objects.requireNonNull(errors.get(Joint.RIGHT_ANKLE)).get(1)).isZero();
    assertThat(Objects.requireNonNull(errors.get(Joint.HEADTOP)).get(1))
        .isCloseTo(130, within(1e-4));
    assertThat(errors.values().stream().mapToDouble(it -> it.get(1)).average().orElseThrow())
        .isCloseTo(JointErrors.meanMm(truth, off).get(1), within(1e-9));
  }

  private static Series value(SequencePrediction sequence, Metric metric) {
    return Protocols.named("vibe")
        .orElseThrow()
        .score(List.of(sequence), List.of(metric))
        .get(0)
        .value(metric.id())
        .orElseThrow();
  }
}
