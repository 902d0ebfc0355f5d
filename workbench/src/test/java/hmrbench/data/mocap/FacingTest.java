package hmrbench.data.mocap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import hmrbench.core.FloatGrid;
import hmrbench.core.Joint;
import hmrbench.core.JointSet;
import hmrbench.core.Remark;
import hmrbench.data.sim.SimulatedDataset;
import hmrbench.data.sim.SimulatedSplit;
import hmrbench.data.sim.Skeleton;
import hmrbench.io.bvh.Bvh;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A walk whose knees and toes point where they are made to, and feet that do not move. */
class FacingTest {

  private static final Pattern TOES =
      Pattern.compile("(JOINT \\w+ToeBase\n\\{\nOFFSET \\S+ \\S+ )(-?\\S+)");

  private static final FloatGrid WALK =
      new SimulatedDataset("walk", SimulatedSplit.TEST, 1, 8, 4)
          .clip(0, 30)
          .smpl()
          .orElseThrow()
          .rotations();

  @TempDir private Path folder;

  /** The walk, with joints whose rotation relative to the parent is a turn about x. */
  private static FloatGrid walk(double bend, Joint... joints) {
    float[] values = new float[WALK.length()];
    WALK.copyTo(0, values, 0, values.length);
    float[] turn = {
      1,
      0,
      0,
      0,
      (float) Math.cos(bend),
      (float) -Math.sin(bend),
      0,
      (float) Math.sin(bend),
      (float) Math.cos(bend)
    };
    for (int t = 0; t < WALK.size(0); t++) {
      for (Joint joint : joints) {
        int at = (t * Skeleton.JOINTS + JointSet.SMPL24.indexOf(joint)) * 9;
        System.arraycopy(turn, 0, values, at, 9);
      }
    }
    return FloatGrid.owning(values, WALK.shape());
  }

  private static double[][] ourAxes() {
    double[][] axes = new double[Skeleton.JOINTS][];
    Arrays.setAll(axes, j -> RotationMath.identity());
    return axes;
  }

  private static String text(FloatGrid rotations, boolean toesBackwards) {
    String text = new BvhText(rotations, ourAxes(), 100, "").write(1 / 30.0);
    Matcher toes = TOES.matcher(text);
    return toesBackwards
        ? toes.replaceAll(it -> it.group(1) + -Double.parseDouble(it.group(2)))
        : text;
  }

  private BvhRecording recording(String text) throws IOException {
    Path file = Files.writeString(folder.resolve("walk.bvh"), text);
    Bvh bvh = Bvh.read(file);
    Naming naming = Naming.of(bvh.skeleton(), Map.of(), file);
    return new BvhRecording(bvh, naming.places(bvh.skeleton()).orElseThrow(), Integer.MAX_VALUE);
  }

  private Facing facing(FloatGrid rotations, boolean toesBackwards) throws IOException {
    return new Facing(
        recording(text(rotations, toesBackwards)),
        MocapReading.DETECTED,
        folder.resolve("walk.bvh"));
  }

  private static FloatGrid knees(double bend) {
    return walk(bend, Joint.LEFT_KNEE, Joint.RIGHT_KNEE);
  }

  /** The sine of a knee's bend under hips at rest, about x. */
  private static String sine(double bend) {
    double[] thigh = RotationMath.unit(Skeleton.restOffsets()[4]);
    double[] shin = RotationMath.unit(Skeleton.restOffsets()[7]);
    double y = Math.cos(bend) * shin[1] - Math.sin(bend) * shin[2];
    double z = Math.sin(bend) * shin[1] + Math.cos(bend) * shin[2];
    return String.format(Locale.ROOT, "%.2f", thigh[1] * z - thigh[2] * y);
  }

  /** Knees bent backwards below hips at rest. */
  private static FloatGrid backwards() {
    FloatGrid still = walk(0, Joint.LEFT_HIP, Joint.RIGHT_HIP);
    FloatGrid bent = knees(-0.5);
    float[] values = new float[still.length()];
    for (int i = 0; i < values.length; i++) {
      int joint = i / 9 % Skeleton.JOINTS;
      values[i] = joint == 4 || joint == 5 ? bent.get(i) : still.get(i);
    }
    return FloatGrid.owning(values, still.shape());
  }

  private static boolean isExchanged(Facing facing, FloatGrid rotations) {
    // Our left is at +x: from the right hip to the left one, the walk's first frame says where.
    double[] root = new double[9];
    for (int k = 0; k < 9; k++) {
      root[k] = rotations.get(k);
    }
    double[] left = RotationMath.applied(root, new double[] {1, 0, 0});
    return RotationMath.dot(facing.recording().lateral(0), left) < 0;
  }

  private Remark doubt() {
    return Remark.doubt(
        "sides",
        folder.resolve("walk.bvh").toString(),
        "knees and toes disagree on where the person's front is; if the names exchange left and"
            + " right, set sides: exchanged, else sides: as-named");
  }

  @Test
  void knees_that_bend_well_are_right_wherever_the_toes_point() throws IOException {
    FloatGrid bent = knees(0.5);
    for (boolean backwards : new boolean[] {false, true}) {
      Facing facing = facing(bent, backwards);
      assertThat(facing.remarks()).isEmpty();
      assertThat(isExchanged(facing, bent)).isFalse();
    }
  }

  @Test
  void knees_and_toes_that_point_backwards_exchange_the_sides() throws IOException {
    FloatGrid back = backwards();
    Facing facing = facing(back, true);
    assertThat(isExchanged(facing, back)).isTrue();
    assertThat(facing.remarks())
        .containsExactly(
            Remark.note(
                "sides",
                folder.resolve("walk.bvh").toString(),
                "knees bend backwards (mean sine "
                    + sine(-0.5)
                    + ") and toes point backwards under the names of"
                    + " the file, so left and right are taken the other way round; set sides:"
                    + " as-named if they are right"));
  }

  @Test
  void knees_alone_do_so_where_toes_say_nothing() throws IOException {
    FloatGrid back = backwards();
    // Toes beside the ankles.
    String text =
        TOES.matcher(text(back, false))
            .replaceAll(it -> it.group(1).replaceFirst("OFFSET .*", "OFFSET 9 0 0"));
    Facing facing = new Facing(recording(text), MocapReading.DETECTED, folder.resolve("walk.bvh"));
    assertThat(isExchanged(facing, back)).isTrue();
    assertThat(facing.remarks())
        .extracting(Remark::sentence)
        .containsExactly(
            "knees bend backwards (mean sine "
                + sine(-0.5)
                + ") under the names of the file, so left and right"
                + " are taken the other way round; set sides: as-named if they are right");
  }

  @Test
  void knees_against_toes_is_doubted_and_changes_nothing() throws IOException {
    FloatGrid back = knees(-0.5);
    Facing facing = facing(back, false);
    assertThat(facing.remarks()).containsExactly(doubt());
    assertThat(isExchanged(facing, back)).isFalse();
    // Nearly straight knees, one of them the wrong way: the toes alone point backwards.
    FloatGrid straight = knees(-0.05);
    Facing other = facing(straight, true);
    assertThat(other.remarks()).containsExactly(doubt());
    assertThat(isExchanged(other, straight)).isFalse();
    assertThat(facing(straight, false).remarks()).isEmpty();
    assertThat(facing(knees(0.05), true).remarks()).isEmpty();
  }

  @Test
  void feet_turn_as_the_file_turns_them() throws IOException {
    FloatGrid walk = walk(0, Joint.LEFT_ANKLE, Joint.RIGHT_ANKLE);
    BvhRecording standing = recording(new BvhText(walk, ourAxes(), 100, "").write(1 / 30.0));
    assertThat(standing.restStands()).isTrue();
    for (double[] off : offFeet(walk, standing)) {
      assertThat(off).containsExactly(RotationMath.identity(), within(1e-6));
    }
    SplittableRandom random = new SplittableRandom(4);
    double[][] tangled = new double[Skeleton.JOINTS][];
    for (int j = 0; j < tangled.length; j++) {
      double[] first = {random.nextDouble() - 0.5, random.nextDouble() - 0.5, random.nextDouble()};
      tangled[j] = RotationMath.axes(first, new double[] {0.3, random.nextDouble(), -0.7});
    }
    BvhRecording other = recording(new BvhText(walk, tangled, 100, "").write(1 / 30.0));
    assertThat(other.restStands()).isFalse();
    // The rest pose does not say how the shin lies in the foot, but the mean over the walk does,
    // up to how the shin turns about itself: the same in every frame.
    List<double[]> off = offFeet(walk, other);
    for (int i = 0; i < off.size(); i++) {
      assertThat(off.get(i)).containsExactly(off.get(i % 2), within(1e-6));
      assertThat(off.get(i)).containsExactly(RotationMath.identity(), within(0.15));
    }
  }

  /** From the feet of the walk to those of the recording, both feet of every frame in turn. */
  private static List<double[]> offFeet(FloatGrid walk, BvhRecording recording) {
    Retargeting retargeting = new Retargeting(recording);
    List<double[]> off = new ArrayList<>();
    for (int t = 0; t < walk.size(0); t++) {
      for (Joint ankle : new Joint[] {Joint.LEFT_ANKLE, Joint.RIGHT_ANKLE}) {
        double[] truth = RotationMath.identity();
        for (int j = JointSet.SMPL24.indexOf(ankle); j >= 0; j = Skeleton.parent(j)) {
          double[] local = new double[9];
          for (int k = 0; k < 9; k++) {
            local[k] = walk.get((t * Skeleton.JOINTS + j) * 9 + k);
          }
          truth = RotationMath.times(local, truth);
        }
        off.add(RotationMath.times(RotationMath.transposed(truth), retargeting.global(t, ankle)));
      }
    }
    return off;
  }
}
