package hmrbench.data.sim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import hmrbench.core.Clip;
import hmrbench.core.FloatGrid;
import hmrbench.core.Joint;
import hmrbench.core.JointSet;
import hmrbench.core.world.CameraPath;
import hmrbench.core.world.Positions;
import hmrbench.core.world.UpAxis;
import hmrbench.core.world.WorldBody;
import hmrbench.data.FrameRates;
import hmrbench.testing.SkeletonInWorld;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** People of the simulated set who get somewhere, before cameras whose path is known. */
class SimulatedWorldTest {

  private static final int WALK = 0;
  private static final int SQUAT = 2;

  private static SimulatedDataset set(CameraMotion camera) {
    return new SimulatedDataset(
        new Simulated("world", SimulatedSplit.TEST, 9, 8, 5, 30, Optional.of(camera)),
        new SkeletonInWorld());
  }

  private static Clip clip(CameraMotion camera, int index) {
    return set(camera).clip(index, 30);
  }

  private static WorldBody world(Clip clip) {
    return clip.world().orElseThrow();
  }

  private static CameraPath camera(Clip clip) {
    return clip.camera().orElseThrow();
  }

  private static double distance(Positions a, int t, Positions b, int s) {
    return Math.sqrt(
        IntStream.range(0, 3).mapToDouble(k -> Math.pow(a.at(t, 0, k) - b.at(s, 0, k), 2)).sum());
  }

  @ParameterizedTest
  @EnumSource(
      value = CameraMotion.class,
      names = {"STILL", "PAN", "HAND_HELD", "FOLLOW"})
  void what_the_camera_sees_is_what_is_in_the_world(CameraMotion kind) {
    Clip clip = clip(kind, WALK);
    Positions seen = camera(clip).toCamera(world(clip).joints().metres());
    for (int t = 0; t < clip.frames(); t++) {
      for (Joint joint : clip.truth().joints().joints()) {
        int inWorld = JointSet.SMPL24.indexOf(joint);
        int column = clip.truth().joints().indexOf(joint);
        for (int k = 0; k < 3; k++) {
          double aboutPelvis = seen.at(t, inWorld, k) - seen.at(t, 0, k);
          assertThat(clip.truth().metres().at(t, column, k))
              .isCloseTo((float) aboutPelvis, within(2e-6f));
        }
      }
    }
    assertThat(clip.tags()).containsEntry("camera", kind.key());
  }

  @ParameterizedTest
  @CsvSource({"30, 15", "60, 30", "120, 24", "50, 25"})
  void a_rate_is_a_true_decimation_of_its_multiples(int high, int low) {
    SimulatedDataset set = set(CameraMotion.FOLLOW);

    assertThat(set.clip(WALK, low))
        .isEqualTo(FrameRates.everyNth(set.clip(WALK, high), high / low));
  }

  @Test
  void the_noise_and_the_crop_are_those_of_the_set_without_a_world() {
    Clip with = clip(CameraMotion.STILL, WALK);
    Clip without =
        new SimulatedDataset(new Simulated("plain", SimulatedSplit.TEST, 1, 8, 5, 30)).clip(0, 30);

    assertThat(without.world()).isEmpty();
    assertThat(without.camera()).isEmpty();
    assertThat(with.sequence()).isEqualTo(without.sequence());
    assertThat(with.signals().get("occlusion")).isEqualTo(without.signals().get("occlusion"));
    assertThat(with.smpl().orElseThrow().camera()).isEqualTo(without.smpl().orElseThrow().camera());
    FloatGrid one = with.smpl().orElseThrow().rotations();
    FloatGrid other = without.smpl().orElseThrow().rotations();
    for (int i = 9; i < 216; i++) {
      assertThat(one.get(i)).isEqualTo(other.get(i)); // only the root is seen from elsewhere
    }
  }

  @Test
  void people_are_upright_on_the_ground() {
    SimulatedDataset set = set(CameraMotion.STILL);
    for (int i = 0; i < set.sequences().size(); i++) {
      WorldBody body = world(set.clip(i, 30));
      assertThat(body.joints().up()).as(set.sequences().get(i)).contains(UpAxis.PLUS_Y);
      Positions joints = body.joints().metres();
      for (int t = 0; t < body.frames(); t++) {
        double lowest = Double.POSITIVE_INFINITY;
        for (int j = 0; j < 24; j++) {
          lowest = Math.min(lowest, joints.at(t, j, 1));
        }
        // The lower of ankles and feet: a sole over the ground, but for what the mean takes away.
        assertThat(lowest).as(set.sequences().get(i) + " " + t).isBetween(-0.12, 0.2);
      }
    }
  }

  /** Who walks or runs and does nothing else. */
  @Test
  void walkers_go_forward_at_the_pace_of_a_walk_and_run() {
    for (int number = 0; number < 200; number++) {
      SequencePlan plan = SequencePlan.of(SimulatedSplit.TEST, 5, 8, number);
      if (!Activities.travels(plan.activity()) || plan.next().isPresent()) {
        continue;
      }
      SimulatedMotion motion =
          new SimulatedMotion(plan.seed(), plan.activity(), plan.next(), plan.seconds());
      PelvisPath path = WalkedPath.of(motion, Skeleton.offsets(plan.betaArray()), 0, 3001);
      double forward = 0;
      for (int tick = 20; tick <= 3000; tick += 20) {
        double heading = motion.view().heading(tick / 600.0);
        forward +=
            (path.at(tick, 0) - path.at(tick - 20, 0)) * Math.sin(heading)
                + (path.at(tick, 2) - path.at(tick - 20, 2)) * Math.cos(heading);
      }
      assertThat(forward / 5).as(plan.name()).isBetween(0.4, 3.5);
      assertThat(path.at(0, 0)).isZero();
    }
  }

  @Test
  void who_squats_stays_where_they_are_and_their_feet_hardly_slide() {
    Clip clip = clip(CameraMotion.PAN, SQUAT);
    Positions joints = world(clip).joints().metres();
    double slid = 0;
    for (int t = 1; t < clip.frames(); t++) {
      for (Joint foot : new Joint[] {Joint.LEFT_FOOT, Joint.RIGHT_FOOT}) {
        int j = JointSet.SMPL24.indexOf(foot);
        slid +=
            Math.hypot(
                joints.at(t, j, 0) - joints.at(t - 1, j, 0),
                joints.at(t, j, 2) - joints.at(t - 1, j, 2));
      }
    }
    assertThat(distance(joints.point(0), clip.frames() - 1, joints.point(0), 0)).isLessThan(1);
    assertThat(slid / (2 * (clip.frames() - 1))).as("metres per frame").isLessThan(0.01);
  }

  @Test
  void a_still_camera_is_still_and_one_that_pans_turns_on_its_place() {
    CameraPath still = camera(clip(CameraMotion.STILL, WALK));
    CameraPath pan = camera(clip(CameraMotion.PAN, WALK));
    int last = still.frames() - 1;

    assertThat(still.rows(last)).isEqualTo(still.rows(0));
    assertThat(pan.centres().rows(last)).isEqualTo(pan.centres().rows(0));
    assertThat(pan.centres().rows(0)).isEqualTo(still.centres().rows(0));
    assertThat(pan.cameraToWorld().rows(last)).isNotEqualTo(pan.cameraToWorld().rows(0));
  }

  @ParameterizedTest
  @EnumSource(
      value = CameraMotion.class,
      names = {"PAN", "HAND_HELD", "FOLLOW"})
  void a_camera_that_turns_keeps_the_person_before_it(CameraMotion kind) {
    Clip clip = clip(kind, WALK);
    Positions pelvis = camera(clip).toCamera(world(clip).joints().metres().point(0));
    for (int t = 0; t < clip.frames(); t++) {
      double depth = -pelvis.at(t, 0, 2);
      assertThat(depth).as("metres before the camera").isGreaterThan(2);
      double aside = Math.hypot(pelvis.at(t, 0, 0), pelvis.at(t, 0, 1));
      assertThat(Math.toDegrees(Math.atan2(aside, depth))).as("degrees off").isLessThan(10);
    }
  }

  @Test
  void who_holds_a_camera_sways_and_who_follows_walks_along() {
    Clip held = clip(CameraMotion.HAND_HELD, WALK);
    Clip followed = clip(CameraMotion.FOLLOW, WALK);
    Positions place = camera(held).centres();
    Positions tripod = camera(clip(CameraMotion.PAN, WALK)).centres();
    Positions along = camera(followed).centres();
    Positions pelvis = world(followed).joints().metres().point(0);
    double most = 0;
    for (int t = 0; t < held.frames(); t++) {
      most = Math.max(most, distance(place, t, tripod, t));
      assertThat(distance(along, t, pelvis, t)).isBetween(2.8, 4.2);
    }
    assertThat(most).isBetween(0.01, 0.1);
    assertThat(distance(along, 0, along, followed.frames() - 1)).isGreaterThan(0.5);
  }

  @Test
  void cameras_take_turns() {
    SimulatedDataset set = set(CameraMotion.EACH_IN_TURN);

    assertThat(IntStream.range(0, 5).mapToObj(i -> set.clip(i, 10).tags().get("camera")))
        .containsExactly("still", "pan", "hand-held", "follow", "still");
    assertThat(set.cameraStandsStill()).isFalse();
    assertThat(set(CameraMotion.STILL).cameraStandsStill()).isTrue();
  }

  /** The variance of two running means over 2 h + 1 moments is 2 h (h + 1) / 3. */
  @Test
  void a_smoothed_path_keeps_lines_and_lifts_parabolas_by_the_variance_of_its_weights() {
    double[] metres = new double[101 * 3];
    for (int i = 0; i <= 100; i++) {
      metres[i * 3] = 0.01 * i;
      metres[i * 3 + 2] = 0.0001 * i * i;
    }
    PelvisPath path = new PelvisPath(-50, 10, metres).smoothed(1);

    assertThat(path.at(0, 0)).isCloseTo(0.5, within(1e-12));
    assertThat(path.at(-50, 0)).isCloseTo(0, within(1e-12));
    assertThat(path.at(0, 2)).isCloseTo(0.25 + 0.0001 * 2 * 5 * 6 / 3.0, within(1e-12));
  }
}
