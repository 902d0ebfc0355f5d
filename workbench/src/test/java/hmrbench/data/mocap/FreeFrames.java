package hmrbench.data.mocap;

import hmrbench.core.Joint;
import hmrbench.core.JointSet;
import hmrbench.data.sim.Skeleton;
import hmrbench.io.bvh.Bvh;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;

/**
 * A BVH file of a known motion of our skeleton whose joints have positions of their own, so that
 * the frame of any joint may turn as it likes without moving another one.
 *
 * <p>The motion: the whole body turns about y, the trunk is one piece, thighs swing about x, knees
 * bend about x and elbows about y.
 */
final class FreeFrames {

  static final int FRAMES = 12;

  /** Nine decimals of a degree and of a length in the file, over a chain of joints. */
  static final double ROUNDING = 1e-6;

  private final double[][] pose = new double[FRAMES][];
  private final Map<Joint, double[][]> spins = new EnumMap<>(Joint.class);
  private boolean pelvisOnHipLine;

  FreeFrames() {
    for (int t = 0; t < FRAMES; t++) {
      pose[t] = new double[Skeleton.JOINTS * 9];
      for (Joint joint : JointSet.SMPL24.joints()) {
        set(t, joint, RotationMath.identity());
      }
      set(t, Joint.PELVIS, about(1, 3 * t));
      set(t, Joint.LEFT_HIP, about(0, 4 * t - 20));
      set(t, Joint.RIGHT_HIP, about(0, 15 - 4 * t));
      set(t, Joint.LEFT_KNEE, about(0, 15 + 3 * t));
      set(t, Joint.RIGHT_KNEE, about(0, 40 - 2 * t));
      set(t, Joint.LEFT_ELBOW, about(1, -20 - 2 * t));
      set(t, Joint.RIGHT_ELBOW, about(1, 30 + t));
    }
  }

  /** A turn about one of the axes, in degrees. */
  static double[] about(int axis, double degrees) {
    double sin = Math.sin(Math.toRadians(degrees));
    double cos = Math.cos(Math.toRadians(degrees));
    int a = (axis + 1) % 3;
    int b = (axis + 2) % 3;
    double[] turn = new double[9];
    turn[axis * 3 + axis] = 1;
    turn[a * 3 + a] = cos;
    turn[a * 3 + b] = -sin;
    turn[b * 3 + a] = sin;
    turn[b * 3 + b] = cos;
    return turn;
  }

  private void set(int frame, Joint joint, double[] turn) {
    System.arraycopy(turn, 0, pose[frame], JointSet.SMPL24.indexOf(joint) * 9, 9);
  }

  /** The true rotation of a joint relative to its parent, in all frames. */
  FreeFrames with(Joint joint, double[] turn) {
    for (int t = 0; t < FRAMES; t++) {
      set(t, joint, turn);
    }
    return this;
  }

  /** Turns the frame of a joint in one frame of the file; nothing moves. */
  FreeFrames spun(Joint joint, int frame, double[] turn) {
    spins
            .computeIfAbsent(
                joint,
                it -> {
                  double[][] none = new double[FRAMES][];
                  Arrays.setAll(none, t -> RotationMath.identity());
                  return none;
                })[frame] =
        turn;
    return this;
  }

  /** Puts the pelvis of the file into the middle of the hips. */
  FreeFrames pelvisOnHipLine() {
    pelvisOnHipLine = true;
    return this;
  }

  /** The true pose of a frame [24 * 9]. */
  double[] pose(int frame) {
    return pose[frame];
  }

  /** Where joints are under rotations relative to the parent, in metres [24 * 3]. */
  static double[] positions(double[] rotations) {
    double[] positions = new double[Skeleton.JOINTS * 3];
    Skeleton.positions(rotations, Skeleton.offsets(new double[10]), positions);
    return positions;
  }

  /** Rotations of all joints into the axes of the body. */
  private static double[][] globals(double[] rotations) {
    double[][] globals = new double[Skeleton.JOINTS][];
    for (int j = 0; j < globals.length; j++) {
      double[] local = RotationMath.at(rotations, j);
      int parent = Skeleton.parent(j);
      globals[j] = parent < 0 ? local : RotationMath.times(globals[parent], local);
    }
    return globals;
  }

  /**
   * Writes the file and reads it.
   *
   * @param without joints that the reader is not to know of
   */
  BvhRecording recording(Path folder, Joint... without) throws IOException {
    Path file = Files.writeString(folder.resolve("free.bvh"), text());
    Bvh bvh = Bvh.read(file);
    Map<Joint, Integer> places =
        new EnumMap<>(
            Naming.of(bvh.skeleton(), Map.of(), file).places(bvh.skeleton()).orElseThrow());
    for (Joint joint : without) {
      places.remove(joint);
    }
    return new BvhRecording(bvh, places, Integer.MAX_VALUE);
  }

  private String text() {
    StringBuilder text = new StringBuilder("HIERARCHY\n");
    joint(0, text);
    text.append("MOTION\nFrames: ").append(FRAMES).append("\nFrame Time: 0.05\n");
    for (int t = 0; t < FRAMES; t++) {
      double[][] turns = globals(pose[t]);
      for (Map.Entry<Joint, double[][]> spin : spins.entrySet()) {
        int j = JointSet.SMPL24.indexOf(spin.getKey());
        turns[j] = RotationMath.times(turns[j], spin.getValue()[t]);
      }
      double[] positions = positions(pose[t]);
      if (pelvisOnHipLine) {
        movePelvis(positions);
      }
      channels(0, turns, positions, text);
      text.append('\n');
    }
    return text.toString();
  }

  private static void movePelvis(double[] positions) {
    int left = JointSet.SMPL24.indexOf(Joint.LEFT_HIP) * 3;
    int right = JointSet.SMPL24.indexOf(Joint.RIGHT_HIP) * 3;
    for (int axis = 0; axis < 3; axis++) {
      positions[axis] = (positions[left + axis] + positions[right + axis]) / 2;
    }
  }

  private void joint(int joint, StringBuilder text) {
    double[] rest = new double[Skeleton.JOINTS * 9];
    for (int j = 0; j < Skeleton.JOINTS; j++) {
      System.arraycopy(RotationMath.identity(), 0, rest, j * 9, 9);
    }
    double[] positions = positions(rest);
    if (pelvisOnHipLine) {
      movePelvis(positions);
    }
    text.append(joint == 0 ? "ROOT " : "JOINT ").append(BvhText.nameOf(joint));
    text.append("\n{\nOFFSET");
    for (double value : offset(joint, positions)) {
      text.append(String.format(Locale.ROOT, " %.9f", value));
    }
    text.append("\nCHANNELS 6 Xposition Yposition Zposition Zrotation Yrotation Xrotation\n");
    boolean leaf = true;
    for (int child = joint + 1; child < Skeleton.JOINTS; child++) {
      if (Skeleton.parent(child) == joint) {
        joint(child, text);
        leaf = false;
      }
    }
    text.append(leaf ? "End Site\n{\nOFFSET 0 0 0\n}\n}\n" : "}\n");
  }

  private static double[] offset(int joint, double[] positions) {
    int parent = Skeleton.parent(joint);
    double[] offset = Arrays.copyOfRange(positions, joint * 3, joint * 3 + 3);
    for (int axis = 0; axis < 3 && parent >= 0; axis++) {
      offset[axis] -= positions[parent * 3 + axis];
    }
    return offset;
  }

  /** Channels of a joint and those below it, in the order in which {@link #joint} writes them. */
  private static void channels(
      int joint, double[][] turns, double[] positions, StringBuilder text) {
    int parent = Skeleton.parent(joint);
    double[] back = parent < 0 ? RotationMath.identity() : RotationMath.transposed(turns[parent]);
    for (double value : RotationMath.applied(back, offset(joint, positions))) {
      text.append(String.format(Locale.ROOT, "%.9f ", value));
    }
    double[] m = RotationMath.times(back, turns[joint]);
    double[] zyx = {
      Math.atan2(m[3], m[0]), Math.asin(Math.max(-1, Math.min(1, -m[6]))), Math.atan2(m[7], m[8])
    };
    for (double radians : zyx) {
      text.append(String.format(Locale.ROOT, "%.9f ", Math.toDegrees(radians)));
    }
    for (int child = joint + 1; child < Skeleton.JOINTS; child++) {
      if (Skeleton.parent(child) == joint) {
        channels(child, turns, positions, text);
      }
    }
  }
}
