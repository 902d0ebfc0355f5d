package hmrbench.data.mocap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import hmrbench.core.FloatGrid;
import hmrbench.core.Joint;
import hmrbench.core.JointSet;
import hmrbench.data.sim.SimulatedDataset;
import hmrbench.data.sim.SimulatedSplit;
import hmrbench.data.sim.Skeleton;
import hmrbench.io.bvh.Bvh;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The simulated set's own motion, written as a BVH file and read back, has a known answer. */
class RetargetingTest {

  /** Nine decimals of a degree in the file, added up over a chain of joints. */
  private static final double ROUNDING = 1e-6;

  @TempDir private Path folder;

  private static FloatGrid walk() {
    return new SimulatedDataset("walk", SimulatedSplit.TEST, 1, 8, 4)
        .clip(0, 30)
        .smpl()
        .orElseThrow()
        .rotations();
  }

  private static double[][] ourAxes() {
    double[][] axes = new double[Skeleton.JOINTS][];
    Arrays.setAll(axes, j -> RotationMath.identity());
    return axes;
  }

  /** Local axes turned at random, so that a pose of zeros is a tangle. */
  private static double[][] tangledAxes() {
    SplittableRandom random = new SplittableRandom(4);
    double[][] axes = new double[Skeleton.JOINTS][];
    for (int j = 0; j < axes.length; j++) {
      double[] first = {random.nextDouble() - 0.5, random.nextDouble() - 0.5, random.nextDouble()};
      axes[j] = RotationMath.axes(first, new double[] {0.3, random.nextDouble(), -0.7});
    }
    return axes;
  }

  private BvhRecording recording(String text) throws IOException {
    Path file = Files.writeString(folder.resolve("walk.bvh"), text);
    Bvh bvh = Bvh.read(file);
    Naming naming = Naming.of(bvh.skeleton(), Map.of(), file);
    return new BvhRecording(bvh, naming.places(bvh.skeleton()).orElseThrow(), Integer.MAX_VALUE);
  }

  private static double[] truth(FloatGrid rotations, int frame) {
    double[] pose = new double[Skeleton.JOINTS * 9];
    for (int k = 0; k < pose.length; k++) {
      pose[k] = rotations.get(frame * pose.length + k);
    }
    return pose;
  }

  private static double[] positions(double[] pose) {
    double[] positions = new double[Skeleton.JOINTS * 3];
    Skeleton.positions(pose, Skeleton.offsets(new double[10]), positions);
    return positions;
  }

  private static double[] bone(double[] positions, Joint from, Joint to) {
    int a = JointSet.SMPL24.indexOf(from) * 3;
    int b = JointSet.SMPL24.indexOf(to) * 3;
    return RotationMath.unit(
        new double[] {
          positions[b] - positions[a],
          positions[b + 1] - positions[a + 1],
          positions[b + 2] - positions[a + 2]
        });
  }

  @Test
  void our_own_motion_comes_back_in_every_scored_joint() throws IOException {
    FloatGrid walk = walk();
    BvhRecording recording = recording(new BvhText(walk, ourAxes(), 100, "").write(1 / 30.0));
    double[][] rotations = new Retargeting(recording).rotations(RotationMath.identity());

    assertThat(recording.restStands()).isTrue();
    assertThat(rotations).hasDimensions(300, 24 * 9);
    for (int t = 0; t < 300; t += 7) {
      double[] expected = positions(truth(walk, t));
      double[] actual = positions(rotations[t]);
      for (Joint joint : JointSet.SMPL14.joints()) {
        int j = JointSet.SMPL24.indexOf(joint) * 3;
        for (int axis = 0; axis < 3; axis++) {
          assertThat(actual[j + axis]).isCloseTo(expected[j + axis], within(ROUNDING));
        }
      }
    }
  }

  @Test
  void knees_and_elbows_bend_about_our_axes() throws IOException {
    FloatGrid walk = walk();
    double[][] rotations =
        new Retargeting(recording(new BvhText(walk, tangledAxes(), 1, "").write(1 / 30.0)))
            .rotations(RotationMath.identity());

    for (int t = 0; t < 300; t += 7) {
      // R x = x for a turn about x; sway in the truth turns the true knee by a few hundredths.
      assertThat(rotations[t][4 * 9]).isGreaterThan(0.97);
      assertThat(rotations[t][18 * 9 + 4]).isGreaterThan(0.97);
      assertThat(Math.atan2(rotations[t][4 * 9 + 7], rotations[t][4 * 9 + 8]))
          .isCloseTo(
              Math.atan2(truth(walk, t)[4 * 9 + 7], truth(walk, t)[4 * 9 + 8]), within(0.15));
    }
  }

  @Test
  void bones_point_the_same_way_whatever_the_rest_pose_of_the_file() throws IOException {
    FloatGrid walk = walk();
    BvhRecording recording = recording(new BvhText(walk, tangledAxes(), 1, "").write(1 / 30.0));
    double[][] rotations = new Retargeting(recording).rotations(RotationMath.identity());
    Joint[][] bones = {
      {Joint.LEFT_HIP, Joint.LEFT_KNEE},
      {Joint.RIGHT_KNEE, Joint.RIGHT_ANKLE},
      {Joint.LEFT_SHOULDER, Joint.LEFT_ELBOW},
      {Joint.RIGHT_ELBOW, Joint.RIGHT_WRIST}
    };

    assertThat(recording.restStands()).isFalse();
    for (int t = 0; t < 300; t += 7) {
      double[] expected = positions(truth(walk, t));
      double[] actual = positions(rotations[t]);
      for (Joint[] bone : bones) {
        double[] difference = bone(actual, bone[0], bone[1]);
        double[] wanted = bone(expected, bone[0], bone[1]);
        assertThat(RotationMath.dot(difference, wanted)).isCloseTo(1, within(ROUNDING));
      }
      // The trunk is the mean one, within the sway and turn of a walk.
      double[] trunk = bone(actual, Joint.PELVIS, Joint.NECK);
      assertThat(RotationMath.dot(trunk, bone(expected, Joint.PELVIS, Joint.NECK)))
          .isGreaterThan(0.98);
    }
  }

  @Test
  void shape_follows_the_ratio_of_arms_to_legs() throws IOException {
    FloatGrid walk = walk();
    BvhRecording same = recording(new BvhText(walk, ourAxes(), 100, "mixamorig:").write(1 / 30.0));
    assertThat(new Proportions(same).betas(Optional.empty()))
        .containsExactly(new double[10], within(1e-12));

    String text = new BvhText(walk, ourAxes(), 1, "").write(1 / 30.0);
    String longer = text.replace("OFFSET 0.25 0.0 0.0", "OFFSET 0.29 0.0 0.0");
    double[] betas =
        new Proportions(recording(longer.replace("OFFSET -0.25 0.0 0.0", "OFFSET -0.29 0.0 0.0")))
            .betas(Optional.empty());
    double[] offsets = Skeleton.offsets(betas);
    // Arms of 0.56 instead of 0.52 m: 7.7 % more, of which the prior takes a part.
    assertThat(offsets[20 * 3] / 0.25).isBetween(1.04, 1.077);
    assertThat(offsets[4 * 3 + 1] / -0.40).isBetween(0.98, 1.02);
  }

  @Test
  void a_pose_that_an_exporter_put_first_is_left_out() throws IOException {
    FloatGrid walk = walk();
    String text = new BvhText(walk, ourAxes(), 1, "").write(1 / 30.0);
    String zeros = "0 0 0 " + "0 0 0 ".repeat(24);
    String posed =
        text.replace("Frames: 300", "Frames: 301")
            .replaceFirst("(Frame Time: [0-9.]+\n)", "$1" + zeros + "\n");
    BvhRecording recording = recording(posed);

    assertThat(recording.frames()).isEqualTo(300);
    assertThat(recording.firstFrame()).isEqualTo(1);
    assertThat(recording(text).firstFrame()).isZero();
  }

  @Test
  void the_smallest_rotation_between_directions_turns_one_into_the_other() {
    double[][] pairs = {{1, 2, 3}, {-2, 0.5, 1}, {0, 1, 0}, {0, -1, 0}, {1, 0, 0}, {1, 0, 0}};
    for (int i = 0; i < pairs.length; i += 2) {
      double[] turn = RotationMath.between(pairs[i], pairs[i + 1]);
      assertThat(RotationMath.applied(turn, RotationMath.unit(pairs[i])))
          .containsExactly(RotationMath.unit(pairs[i + 1]), within(1e-12));
      assertThat(RotationMath.times(turn, RotationMath.transposed(turn)))
          .containsExactly(RotationMath.identity(), within(1e-12));
    }
  }

  private static void assertRotations(FreeFrames motion, double[][] rotations, Joint... joints) {
    for (int t = 0; t < FreeFrames.FRAMES; t++) {
      for (Joint joint : joints) {
        int j = JointSet.SMPL24.indexOf(joint);
        assertThat(RotationMath.at(rotations[t], j))
            .as("%s in frame %s", joint, t)
            .containsExactly(RotationMath.at(motion.pose(t), j), within(10 * FreeFrames.ROUNDING));
      }
    }
  }

  @Test
  void trunk_and_head_come_back_as_rotations() throws IOException {
    FreeFrames motion = new FreeFrames();
    double[][] rotations =
        new Retargeting(motion.recording(folder)).rotations(RotationMath.identity());
    // Limbs of the body are a little bent at rest, so their true axes of bending are not quite
    // ours.
    assertRotations(
        motion,
        rotations,
        Joint.PELVIS,
        Joint.SPINE1,
        Joint.SPINE2,
        Joint.SPINE3,
        Joint.LEFT_COLLAR,
        Joint.RIGHT_COLLAR,
        Joint.NECK,
        Joint.HEAD);
  }

  @Test
  void a_limb_that_is_never_bent_keeps_the_smallest_rotation_from_its_parent() throws IOException {
    FreeFrames motion =
        new FreeFrames()
            .with(Joint.LEFT_ELBOW, RotationMath.identity())
            .with(Joint.RIGHT_KNEE, RotationMath.identity());
    double[][] rotations =
        new Retargeting(motion.recording(folder)).rotations(RotationMath.identity());
    assertRotations(
        motion,
        rotations,
        Joint.LEFT_SHOULDER,
        Joint.LEFT_ELBOW,
        Joint.RIGHT_HIP,
        Joint.RIGHT_KNEE);
  }

  @Test
  void feet_stay_as_they_are_to_the_shin_where_the_rest_pose_is_a_tangle() throws IOException {
    FreeFrames motion = new FreeFrames();
    FloatGrid rotations = FloatGrid.zeros(FreeFrames.FRAMES, Skeleton.JOINTS, 3, 3);
    float[] values = rotations.toArray();
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) motion.pose(i / (Skeleton.JOINTS * 9))[i % (Skeleton.JOINTS * 9)];
    }
    BvhRecording recording =
        recording(
            new BvhText(
                    FloatGrid.owning(values, FreeFrames.FRAMES, Skeleton.JOINTS, 3, 3),
                    tangledAxes(),
                    1,
                    "")
                .write(0.05));
    assertThat(recording.restStands()).isFalse();
    double[][] found = new Retargeting(recording).rotations(RotationMath.identity());
    assertRotations(motion, found, Joint.LEFT_ANKLE, Joint.RIGHT_ANKLE);
  }

  @Test
  void a_view_turns_the_root_alone() throws IOException {
    FreeFrames motion = new FreeFrames();
    Retargeting retargeting = new Retargeting(motion.recording(folder));
    double[] view = FreeFrames.about(0, 90);
    double[][] seen = retargeting.rotations(view);
    double[][] plain = retargeting.rotations(RotationMath.identity());
    for (int t = 0; t < FreeFrames.FRAMES; t++) {
      assertThat(RotationMath.at(seen[t], 0))
          .containsExactly(RotationMath.times(view, RotationMath.at(plain[t], 0)), within(1e-12));
      assertThat(Arrays.copyOfRange(seen[t], 9, 24 * 9))
          .containsExactly(Arrays.copyOfRange(plain[t], 9, 24 * 9));
    }
  }
}
