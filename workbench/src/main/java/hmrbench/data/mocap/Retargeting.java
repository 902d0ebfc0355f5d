package hmrbench.data.mocap;

import hmrbench.core.Joint;
import hmrbench.core.JointSet;
import hmrbench.data.sim.Skeleton;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A recorded motion as rotations of our 24 joints.
 *
 * <p>Every joint of ours follows one joint of the file rigidly: G(t) = F(t) C, with F the file's
 * rotation, G ours (both into the file's axes) and C constant over the recording. So our motion is
 * as smooth as the file's. C comes from two things that hold for every file:
 *
 * <ul>
 *   <li><b>Trunk, collars, head and feet</b>: a common rest pose. Where the file's rest pose (its
 *       first frame if an exporter put a T pose there, else all channels 0) is upright, our T pose
 *       is turned to face the same way, and C makes them coincide. Where it does not (LaFAN), C is
 *       the mean over the recording of each joint relative to the trunk, which is made of the hips
 *       and the neck.
 *   <li><b>Upper and lower arms and legs</b>: directions of bones. C makes our bone point exactly
 *       as the file's at every moment. What is left, the twist, makes our elbow or knee axis
 *       coincide with the file's, which is the mean of upper bone x lower bone over the recording,
 *       since elbows and knees bend one way only. A limb that is never bent keeps the smallest
 *       rotation from its parent.
 * </ul>
 *
 * <p>Wrists, hands and toes do not move: families disagree on their joints. {@link Agreement}
 * compares the result with the file's own kinematics; a joint that {@link Repair} takes from
 * positions follows those alone.
 */
final class Retargeting {

  /** The bones that follow directions: joint, its child, and the axis about which it bends. */
  private enum Limb {
    LEFT_THIGH(Joint.LEFT_HIP, Joint.LEFT_KNEE, Joint.LEFT_ANKLE, 0),
    RIGHT_THIGH(Joint.RIGHT_HIP, Joint.RIGHT_KNEE, Joint.RIGHT_ANKLE, 0),
    LEFT_UPPER_ARM(Joint.LEFT_SHOULDER, Joint.LEFT_ELBOW, Joint.LEFT_WRIST, 1),
    RIGHT_UPPER_ARM(Joint.RIGHT_SHOULDER, Joint.RIGHT_ELBOW, Joint.RIGHT_WRIST, 1);

    private final Joint upper;
    private final Joint lower;
    private final Joint end;
    private final int axis;

    Limb(Joint upper, Joint lower, Joint end, int axis) {
      this.upper = upper;
      this.lower = lower;
      this.end = end;
      this.axis = axis;
    }

    /** Our axis of bending at rest: knees about +x, the left elbow about -y, the right about +y. */
    double[] hinge() {
      double[] hinge = new double[3];
      hinge[axis] = this == LEFT_UPPER_ARM ? -1 : 1;
      return hinge;
    }
  }

  /** Mean sine of the bend below which a limb counts as never bent. */
  private static final double LEAST_BEND = 0.1;

  private static final Set<Joint> STILL =
      EnumSet.of(Joint.LEFT_WRIST, Joint.RIGHT_WRIST, Joint.LEFT_FOOT, Joint.RIGHT_FOOT);

  private final BvhRecording recording;
  private final Map<Joint, double[]> constants = new EnumMap<>(Joint.class);
  private final Map<Joint, double[][]> placed = new EnumMap<>(Joint.class);
  private final double[][] restOffsets = Skeleton.restOffsets();

  Retargeting(BvhRecording recording) {
    this.recording = recording;
    Map<Joint, Limb> limbs = new EnumMap<>(Joint.class);
    for (Limb limb : Limb.values()) {
      limbs.put(limb.upper, limb);
      limbs.put(limb.lower, limb);
    }
    for (int j = 0; j < Skeleton.JOINTS; j++) {
      Joint joint = BvhRecording.smplJoint(j);
      if (!follows(joint)) {
        continue;
      }
      constants.put(joint, constantOf(joint, limbs.get(joint)));
    }
  }

  private double[] constantOf(Joint joint, @Nullable Limb limb) {
    if (limb != null) {
      return byDirection(joint, limb);
    }
    return joint == Joint.LEFT_ANKLE || joint == Joint.RIGHT_ANKLE
        ? ofFoot(joint)
        : byRestPose(joint);
  }

  private boolean follows(Joint joint) {
    return recording.has(joint) && !STILL.contains(joint);
  }

  private double[] byRestPose(Joint joint) {
    double[][] turns = new double[recording.frames()][];
    for (int t = 0; t < turns.length; t++) {
      turns[t] = recording.rotation(t, joint);
    }
    return relativeToTrunk(turns, recording.rotation(recording.rest(), joint));
  }

  /**
   * The rotation from axes that move with our trunk to the trunk itself: from the rest pose where
   * it is upright, else the mean over the recording.
   */
  double[] relativeToTrunk(double[][] axes, double[] axesAtRest) {
    if (recording.restStands()) {
      return RotationMath.times(RotationMath.transposed(axesAtRest), trunk(recording.rest()));
    }
    double[] sum = new double[9];
    for (int t = 0; t < axes.length; t++) {
      double[] constant = RotationMath.times(RotationMath.transposed(axes[t]), trunk(t));
      for (int k = 0; k < 9; k++) {
        sum[k] += constant[k];
      }
    }
    return RotationMath.nearest(sum);
  }

  /** The turn that takes our trunk at rest to the file's in a frame. */
  private double[] trunk(int frame) {
    double[] ours = RotationMath.axes(new double[] {1, 0, 0}, restUp());
    double[] theirs = RotationMath.axes(recording.lateral(frame), recording.up(frame));
    return RotationMath.times(theirs, RotationMath.transposed(ours));
  }

  private double[] ofFoot(Joint ankle) {
    Joint knee = BvhRecording.smplJoint(Skeleton.parent(JointSet.SMPL24.indexOf(ankle)));
    if (recording.restStands()) {
      double[] trunk = trunk(recording.rest());
      double[] shin =
          RotationMath.applied(
              RotationMath.transposed(trunk), recording.between(recording.rest(), knee, ankle));
      double[] ours = restOffsets[JointSet.SMPL24.indexOf(ankle)];
      double[] roll =
          RotationMath.between(
              new double[] {ours[0], ours[1], 0}, new double[] {shin[0], shin[1], 0});
      double[] foot = RotationMath.times(trunk, roll);
      return RotationMath.times(
          RotationMath.transposed(recording.rotation(recording.rest(), ankle)), foot);
    }
    double[] sum = new double[9];
    for (int t = 0; t < recording.frames(); t++) {
      double[] toShin =
          RotationMath.times(
              RotationMath.transposed(recording.rotation(t, ankle)), global(t, knee));
      for (int k = 0; k < 9; k++) {
        sum[k] += toShin[k];
      }
    }
    return RotationMath.nearest(sum);
  }

  /** From the middle of the hips to the neck in our rest pose. */
  private double[] restUp() {
    double[] up = new double[3];
    int neck = JointSet.SMPL24.indexOf(Joint.NECK);
    int hip = JointSet.SMPL24.indexOf(Joint.LEFT_HIP);
    for (int axis = 1; axis < 3; axis++) {
      for (int j = neck; j > 0; j = Skeleton.parent(j)) {
        up[axis] += restOffsets[j][axis];
      }
      up[axis] -= restOffsets[hip][axis];
    }
    return up;
  }

  private double[] byDirection(Joint joint, Limb limb) {
    Joint child = joint == limb.upper ? limb.lower : limb.end;
    double[] ours = restOffsets[JointSet.SMPL24.indexOf(child)];
    double[] bone = new double[3];
    double[] hinge = new double[3];
    for (int t = 0; t < recording.frames(); t++) {
      double[] upper = RotationMath.unit(recording.between(t, limb.upper, limb.lower));
      double[] lower = RotationMath.unit(recording.between(t, limb.lower, limb.end));
      double[] inverse = RotationMath.transposed(recording.rotation(t, joint));
      add(bone, RotationMath.applied(inverse, joint == limb.upper ? upper : lower));
      add(hinge, RotationMath.applied(inverse, RotationMath.cross(upper, lower)));
    }
    if (RotationMath.length(hinge) < LEAST_BEND * recording.frames()) {
      return bySmallestRotation(joint, child, ours);
    }
    return RotationMath.times(
        RotationMath.axes(bone, hinge),
        RotationMath.transposed(RotationMath.axes(ours, limb.hinge())));
  }

  private double[] bySmallestRotation(Joint joint, Joint child, double[] ours) {
    int frame = recording.restStands() ? recording.rest() : 0;
    int parent = Skeleton.parent(JointSet.SMPL24.indexOf(joint));
    double[] global = global(frame, BvhRecording.smplJoint(parent));
    double[] direction =
        RotationMath.applied(
            RotationMath.transposed(global), recording.between(frame, joint, child));
    double[] turned = RotationMath.times(global, RotationMath.between(ours, direction));
    return RotationMath.times(RotationMath.transposed(recording.rotation(frame, joint)), turned);
  }

  private static void add(double[] sum, double[] v) {
    for (int k = 0; k < 3; k++) {
      sum[k] += v[k];
    }
  }

  /** Turns a joint of ours as these say, frame by frame, whatever the file's rotations are. */
  void place(Joint joint, double[][] turns) {
    placed.put(joint, turns);
  }

  /** Makes a joint of ours rigid to its parent. */
  void leave(Joint joint) {
    placed.remove(joint);
    constants.remove(joint);
  }

  /** G = F C, into the file's axes; a joint that follows none is rigid to its parent. */
  double[] global(int frame, Joint joint) {
    double[][] turns = placed.get(joint);
    if (turns != null) {
      return turns[frame];
    }
    double[] constant = constants.get(joint);
    if (constant == null) {
      return global(frame, BvhRecording.smplJoint(Skeleton.parent(JointSet.SMPL24.indexOf(joint))));
    }
    return RotationMath.times(recording.rotation(frame, joint), constant);
  }

  /**
   * Rotations relative to the parent of every frame [T][24 * 9].
   *
   * @param view turn from the file's axes to the camera's, applied to the root
   */
  double[][] rotations(double[] view) {
    double[][] rotations = new double[recording.frames()][Skeleton.JOINTS * 9];
    for (int t = 0; t < rotations.length; t++) {
      double[][] globals = new double[Skeleton.JOINTS][];
      for (int j = 0; j < Skeleton.JOINTS; j++) {
        int parent = Skeleton.parent(j);
        globals[j] =
            constants.containsKey(BvhRecording.smplJoint(j))
                    || placed.containsKey(BvhRecording.smplJoint(j))
                    || parent < 0
                ? global(t, BvhRecording.smplJoint(j))
                : globals[parent];
        double[] local =
            parent < 0
                ? RotationMath.times(view, globals[j])
                : RotationMath.times(RotationMath.transposed(globals[parent]), globals[j]);
        System.arraycopy(local, 0, rotations[t], j * 9, 9);
      }
    }
    return rotations;
  }
}
