package hmrbench.data.mocap;

import hmrbench.core.FloatGrid;
import hmrbench.core.JointSet;
import hmrbench.data.sim.Skeleton;
import java.util.Locale;
import java.util.Map;

/**
 * Writes a motion of our skeleton as a BVH file, under other names, in other units, and in local
 * axes that may be turned joint by joint, so that the file's rest pose is another one.
 */
public final class BvhText {

  private static final Map<String, String> MIXAMO =
      Map.ofEntries(
          Map.entry("PELVIS", "Hips"),
          Map.entry("SPINE1", "Spine"),
          Map.entry("SPINE2", "Spine1"),
          Map.entry("SPINE3", "Spine2"),
          Map.entry("NECK", "Neck"),
          Map.entry("HEAD", "Head"),
          Map.entry("HIP", "UpLeg"),
          Map.entry("KNEE", "Leg"),
          Map.entry("ANKLE", "Foot"),
          Map.entry("FOOT", "ToeBase"),
          Map.entry("COLLAR", "Shoulder"),
          Map.entry("SHOULDER", "Arm"),
          Map.entry("ELBOW", "ForeArm"),
          Map.entry("WRIST", "Hand"),
          Map.entry("HAND", "HandIndex1"));

  private final FloatGrid rotations;
  private final double[][] axes;
  private final double unitsPerMetre;
  private final String prefix;
  private final StringBuilder text = new StringBuilder();

  /**
   * @param rotations rotations relative to the parent [T, 24, 3, 3]
   * @param axes local axes of each joint in ours [24][9]
   */
  public BvhText(FloatGrid rotations, double[][] axes, double unitsPerMetre, String prefix) {
    this.rotations = rotations;
    this.axes = axes;
    this.unitsPerMetre = unitsPerMetre;
    this.prefix = prefix;
  }

  public String write(double secondsPerFrame) {
    text.append("HIERARCHY\n");
    joint(0);
    text.append("MOTION\nFrames: ").append(rotations.size(0));
    text.append("\nFrame Time: ").append(secondsPerFrame).append('\n');
    for (int t = 0; t < rotations.size(0); t++) {
      frame(t, 0);
      text.append('\n');
    }
    return text.toString();
  }

  static String nameOf(int joint) {
    String name = JointSet.SMPL24.joints().get(joint).name();
    String side = name.startsWith("LEFT") ? "Left" : name.startsWith("RIGHT") ? "Right" : "";
    return side + MIXAMO.get(name.substring(name.indexOf('_') + 1));
  }

  private void joint(int joint) {
    int parent = Skeleton.parent(joint);
    double[] offset = Skeleton.restOffsets()[joint];
    if (parent >= 0) {
      offset = RotationMath.applied(RotationMath.transposed(axes[parent]), offset);
    }
    text.append(parent < 0 ? "ROOT " : "JOINT ").append(prefix).append(nameOf(joint));
    text.append("\n{\nOFFSET");
    for (double value : offset) {
      text.append(' ').append(unitsPerMetre * value);
    }
    text.append(parent < 0 ? "\nCHANNELS 6 Xposition Yposition Zposition" : "\nCHANNELS 3");
    text.append(" Zrotation Yrotation Xrotation\n");
    boolean leaf = true;
    for (int child = joint + 1; child < Skeleton.JOINTS; child++) {
      if (Skeleton.parent(child) == joint) {
        joint(child);
        leaf = false;
      }
    }
    text.append(leaf ? "End Site\n{\nOFFSET 0 0 0\n}\n}\n" : "}\n");
  }

  /** Channels in the order in which {@link #joint} writes the joints. */
  private void frame(int t, int joint) {
    double[] local = new double[9];
    for (int k = 0; k < 9; k++) {
      local[k] = rotations.get((t * Skeleton.JOINTS + joint) * 9 + k);
    }
    int parent = Skeleton.parent(joint);
    if (parent < 0) {
      text.append("10 90 -20 ");
    } else {
      local = RotationMath.times(RotationMath.transposed(axes[parent]), local);
    }
    local = RotationMath.times(local, axes[joint]);
    // R = Rz Ry Rx.
    number(Math.atan2(local[3], local[0]));
    number(Math.asin(Math.max(-1, Math.min(1, -local[6]))));
    number(Math.atan2(local[7], local[8]));
    for (int child = joint + 1; child < Skeleton.JOINTS; child++) {
      if (Skeleton.parent(child) == joint) {
        frame(t, child);
      }
    }
  }

  private void number(double radians) {
    text.append(String.format(Locale.ROOT, "%.9f ", Math.toDegrees(radians)));
  }
}
