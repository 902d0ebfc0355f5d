package hmrbench.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import hmrbench.core.CoordinateFrame;
import hmrbench.core.Fault;
import hmrbench.core.FloatGrid;
import hmrbench.core.FrameMask;
import hmrbench.core.Joint;
import hmrbench.core.JointSet;
import hmrbench.core.JointTrack;
import hmrbench.core.SmplTrack;
import hmrbench.metric.SequencePrediction.Extras;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Errors that are known beforehand, under protocols of the frame of the camera. */
class CameraProtocolsTest {

  private static final int FRAMES = 4;

  /** Errors of float32 points of up to 2 m. */
  private static final double SINGLE_PRECISION_MM = 1e-3;

  /** Joints at places of their own, those of the prediction moved along x. */
  private static JointTrack track(JointSet joints, ToDoubleFunction<Joint> movedByMm) {
    float[] metres = new float[FRAMES * joints.size() * 3];
    for (int i = 0; i < metres.length; i++) {
      int j = i / 3 % joints.size();
      double place = i % 3 == 0 ? 0.1 * (j % 3) : i % 3 == 1 ? 0.07 * j : 0.05 * (j * 7 % 5);
      double moved = i % 3 == 0 ? movedByMm.applyAsDouble(joints.joints().get(j)) / 1000 : 0;
      metres[i] = (float) (place + moved);
    }
    return new JointTrack(
        joints, CoordinateFrame.CAMERA, 30, FloatGrid.owning(metres, FRAMES, joints.size(), 3));
  }

  private static SmplTrack body(double degreesAboutY) {
    double a = Math.toRadians(degreesAboutY);
    float[] turn = {
      (float) Math.cos(a),
      0,
      (float) Math.sin(a),
      0,
      1,
      0,
      (float) -Math.sin(a),
      0,
      (float) Math.cos(a)
    };
    float[] values = new float[FRAMES * 24 * 9];
    for (int i = 0; i < FRAMES * 24; i++) {
      for (int k = 0; k < 9; k++) {
        values[i * 9 + k] = i % 24 == 0 ? turn[k] : k % 4 == 0 ? 1 : 0;
      }
    }
    return new SmplTrack(
        FloatGrid.owning(values, FRAMES, 24, 3, 3),
        FloatGrid.zeros(FRAMES, 10),
        FloatGrid.zeros(FRAMES, 3));
  }

  private static double mean(
      String protocol, String column, JointSet joints, ToDoubleFunction<Joint> movedByMm) {
    SequencePrediction given =
        new SequencePrediction(
            "known",
            track(joints, joint -> 0),
            track(joints, movedByMm),
            Extras.NONE.with(new BodyPair(body(0), body(10))),
            FrameMask.all(FRAMES),
            IntStream.range(0, FRAMES).boxed().toList());
    SequenceScore score = Protocols.named(protocol).orElseThrow().score(List.of(given)).get(0);
    return score.values().entrySet().stream()
        .filter(it -> it.getKey().column().equals(column))
        .map(it -> Arrays.stream(it.getValue().presentValues()).average().orElseThrow())
        .findFirst()
        .orElse(Double.NaN);
  }

  private static final Set<Joint> LEGS =
      Set.of(
          Joint.LEFT_HIP,
          Joint.RIGHT_HIP,
          Joint.LEFT_KNEE,
          Joint.RIGHT_KNEE,
          Joint.LEFT_ANKLE,
          Joint.RIGHT_ANKLE);

  private static final Set<Joint> ARMS =
      Set.of(
          Joint.LEFT_SHOULDER,
          Joint.RIGHT_SHOULDER,
          Joint.LEFT_ELBOW,
          Joint.RIGHT_ELBOW,
          Joint.LEFT_WRIST,
          Joint.RIGHT_WRIST);

  /** Six joints 20 mm off and six 80 mm; others, which are not counted, are exact. */
  private static double sixAndSix(Joint joint) {
    return LEGS.contains(joint) ? 20.0000001 : ARMS.contains(joint) ? 80 : 0;
  }

  @Test
  void half_of_the_limbs_are_near_and_the_area_is_that_of_two_steps() {
    assertThat(
            mean(
                "3dpw-official",
                "pck_50_mm_percent",
                JointSet.SMPL24,
                CameraProtocolsTest::sixAndSix))
        .isEqualTo(50);
    // (0.5 * 60 + 120 - 0.5) / 199; a rounded 20 or 80 mm may count one threshold later.
    assertThat(mean("3dpw-official", "pck_auc", JointSet.SMPL24, CameraProtocolsTest::sixAndSix))
        .isEqualTo(0.751256, within(0.5 / 199 + 1e-6));
    // (6 * 20 + 6 * 80) / 24
    assertThat(mean("3dpw-official", "mpjpe_mm", JointSet.SMPL24, CameraProtocolsTest::sixAndSix))
        .isEqualTo(25, within(SINGLE_PRECISION_MM));
  }

  @Test
  void a_body_turned_by_ten_degrees_is_ten_degrees_off() {
    assertThat(mean("3dpw-official", "mpjae_degrees", JointSet.SMPL24, joint -> 0))
        .isEqualTo(10, within(1e-3));
    // Its joints are where they were: nothing is turned back.
    assertThat(mean("3dpw-official", "mpjae_pa_degrees", JointSet.SMPL24, joint -> 0))
        .isEqualTo(10, within(1e-3));
    assertThat(mean("gvhmr", "mpjae_degrees", JointSet.SMPL24_HIPS, joint -> 0)).isNaN();
    assertThat(mean("gvhmr", "pck_50_mm_percent", JointSet.SMPL24_HIPS, joint -> 0)).isNaN();
  }

  @ParameterizedTest
  @CsvSource({"bedlam", "4d-humans"})
  void the_root_moves_all_fourteen_others_and_is_not_counted_itself(String protocol) {
    JointSet joints = protocol.equals("bedlam") ? JointSet.COMMON14_PELVIS : JointSet.HMR2_15;
    assertThat(mean(protocol, "mpjpe_mm", joints, joint -> joint == joints.rootA() ? 28 : 0))
        .isEqualTo(28, within(SINGLE_PRECISION_MM));
    assertThat(mean(protocol, "mpjpe_mm", joints, joint -> joint == Joint.LEFT_WRIST ? 28 : 0))
        .isEqualTo(2, within(SINGLE_PRECISION_MM));
    assertThat(mean(protocol, "pa_mpjpe_mm", joints, joint -> joint == joints.rootA() ? 28 : 0))
        .isEqualTo(0, within(SINGLE_PRECISION_MM));
  }

  @Test
  void accelerations_of_gvhmr_leave_one_row_out_at_each_end_and_are_in_metres_per_second() {
    float[] metres = track(JointSet.COMMON14, joint -> 0).metres().toArray();
    for (int i = 0; i < metres.length; i++) {
      int t = i / (14 * 3);
      // All joints but the hips flip by 1 mm: 2 mm/frame^2, of 12 of 14 joints.
      boolean hip = i / 3 % 14 == 2 || i / 3 % 14 == 3;
      metres[i] += i % 3 == 0 && t % 2 == 1 && !hip ? 0.001f : 0;
    }
    SequencePrediction given =
        new SequencePrediction(
            "flips",
            track(JointSet.COMMON14, joint -> 0),
            new JointTrack(
                JointSet.COMMON14,
                CoordinateFrame.CAMERA,
                30,
                FloatGrid.owning(metres, FRAMES, 14, 3)),
            Extras.NONE,
            FrameMask.all(FRAMES),
            IntStream.range(0, FRAMES).boxed().toList());
    SequenceScore score = Protocols.named("gvhmr").orElseThrow().score(List.of(given)).get(0);
    double[] values = score.value(Metrics.ACCEL_ERR_SI.id()).orElseThrow().presentValues();
    assertThat(values).hasSize(2);
    assertThat(values[0]).isEqualTo(1.8 * 12 / 14, within(1e-3));
    assertThat(
            Protocols.named("wham")
                .orElseThrow()
                .score(List.of(given))
                .get(0)
                .value(Metrics.ACCEL_ERR_SI.id())
                .orElseThrow()
                .presentValues())
        .isEmpty();
  }

  @Test
  void the_joints_beside_a_root_keep_their_places_wherever_the_root_is() {
    JointTrack all = track(JointSet.SMPL24, joint -> 0);
    JointTrack others = all.withoutRoot();
    assertThat(others.joints().joints()).hasSize(23).doesNotContain(Joint.PELVIS);
    for (Joint joint : others.joints().joints()) {
      assertThat(others.metres().at(1, others.joints().indexOf(joint), 1))
          .isEqualTo(all.metres().at(1, JointSet.SMPL24.indexOf(joint), 1));
    }
  }

  @Test
  void people_who_are_missing_raise_the_error() {
    // 80 mm for each of 24 joints but the hips, about which they are: 22 / 24 of 87.2727 mm.
    SequencePrediction given =
        new SequencePrediction(
            "known",
            track(JointSet.SMPL24_HIPS, joint -> 0),
            track(
                JointSet.SMPL24_HIPS,
                joint -> joint == Joint.LEFT_HIP || joint == Joint.RIGHT_HIP ? 0 : 960.0 / 11),
            Extras.NONE.with(new FoundPeople(100, 90, 5)),
            FrameMask.all(FRAMES),
            IntStream.range(0, FRAMES).boxed().toList());
    SequenceScore score = Protocols.named("agora-like").orElseThrow().score(List.of(given)).get(0);
    // 90 of 100 found and 5 others: F1 is 0.923, printed as 0.92; 80 mm over it are 86.96 mm.
    assertThat(score.value(AgoraMetrics.F1.id()).orElseThrow().get(0)).isEqualTo(0.92);
    assertThat(score.value(Metrics.MPJPE.id()).orElseThrow().get(0)).isEqualTo(80, within(1e-3));
    assertThat(score.value(AgoraMetrics.NMJE.id()).orElseThrow().get(0))
        .isEqualTo(86.9565, within(1e-3));
    assertThat(score.value(AgoraMetrics.NMVE.id())).isEmpty();
    assertThat(
            Protocols.named("rich")
                .orElseThrow()
                .score(List.of(given))
                .get(0)
                .value(AgoraMetrics.NMJE.id()))
        .isEmpty();
  }

  @Test
  void other_joints_are_refused_by_name() {
    assertThatThrownBy(() -> mean("3dpw-official", "mpjpe_mm", JointSet.COMMON14, joint -> 0))
        .isInstanceOf(Fault.class)
        .hasMessage(
            "protocol 3dpw-official is defined on the joints smpl24, and the data set is scored on"
                + " common14; name one that has those (truth: of format 3dpw-raw, or format emdb), or"
                + " another protocol");
    assertThatThrownBy(() -> mean("bedlam", "mpjpe_mm", JointSet.COMMON14, joint -> 0))
        .isInstanceOf(Fault.class)
        .hasMessageStartingWith("protocol bedlam is defined on the joints common14-pelvis, and");
  }
}
