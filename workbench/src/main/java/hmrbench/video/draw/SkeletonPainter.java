package hmrbench.video.draw;

import hmrbench.core.FloatGrid;
import hmrbench.core.Joint;
import hmrbench.core.JointSet;
import hmrbench.picture.image.Area;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Draws joints and the bones between them, far ones first. */
public final class SkeletonPainter {

  /** Bones as pairs of joints; those of which a set has both ends are drawn. */
  private static final Joint[][] BONES = {
    {Joint.PELVIS, Joint.LEFT_HIP},
    {Joint.PELVIS, Joint.RIGHT_HIP},
    {Joint.PELVIS, Joint.SPINE1},
    {Joint.SPINE1, Joint.SPINE2},
    {Joint.SPINE2, Joint.SPINE3},
    {Joint.SPINE3, Joint.NECK},
    {Joint.SPINE3, Joint.LEFT_COLLAR},
    {Joint.SPINE3, Joint.RIGHT_COLLAR},
    {Joint.NECK, Joint.HEAD},
    {Joint.LEFT_COLLAR, Joint.LEFT_SHOULDER},
    {Joint.RIGHT_COLLAR, Joint.RIGHT_SHOULDER},
    {Joint.LEFT_HIP, Joint.LEFT_KNEE},
    {Joint.LEFT_KNEE, Joint.LEFT_ANKLE},
    {Joint.LEFT_ANKLE, Joint.LEFT_FOOT},
    {Joint.RIGHT_HIP, Joint.RIGHT_KNEE},
    {Joint.RIGHT_KNEE, Joint.RIGHT_ANKLE},
    {Joint.RIGHT_ANKLE, Joint.RIGHT_FOOT},
    {Joint.LEFT_SHOULDER, Joint.LEFT_ELBOW},
    {Joint.LEFT_ELBOW, Joint.LEFT_WRIST},
    {Joint.LEFT_WRIST, Joint.LEFT_HAND},
    {Joint.RIGHT_SHOULDER, Joint.RIGHT_ELBOW},
    {Joint.RIGHT_ELBOW, Joint.RIGHT_WRIST},
    {Joint.RIGHT_WRIST, Joint.RIGHT_HAND},
    {Joint.NECK_LSP, Joint.HEADTOP},
    {Joint.NECK_LSP, Joint.LEFT_SHOULDER},
    {Joint.NECK_LSP, Joint.RIGHT_SHOULDER},
    {Joint.LEFT_HIP, Joint.RIGHT_HIP},
    {Joint.NECK_LSP, Joint.SPINE_H36M},
    {Joint.SPINE_H36M, Joint.HIP_MPII},
    {Joint.HIP_MPII, Joint.LEFT_HIP},
    {Joint.HIP_MPII, Joint.RIGHT_HIP},
  };

  /** Thickness of a bone, in metres. */
  private static final double BONE = 0.03;

  private static final double THINNEST_PIXELS = 2;

  private SkeletonPainter() {}

  private record Bone(double fromX, double fromY, double toX, double toY, double nearness) {}

  /**
   * Draws one frame.
   *
   * @param metres positions [T, J, 3], camera axes: x right, y down, z away
   * @return where it may have drawn
   */
  public static Area draw(
      Sketch sketch, View view, JointSet joints, FloatGrid metres, int frame, int colour) {
    double[] from = new double[3];
    double[] to = new double[3];
    List<Bone> bones = new ArrayList<>();
    double thickness = THINNEST_PIXELS;
    for (Joint[] bone : BONES) {
      if (joints.contains(bone[0]) && joints.contains(bone[1])) {
        turn(view, metres, frame, joints.indexOf(bone[0]), from);
        turn(view, metres, frame, joints.indexOf(bone[1]), to);
        double nearness = (view.nearness(from) + view.nearness(to)) / 2;
        if (!Double.isNaN(nearness)) {
          thickness = Math.max(thickness, BONE * view.pixelsPerMetre(from));
          bones.add(
              new Bone(view.column(from), view.row(from), view.column(to), view.row(to), nearness));
        }
      }
    }
    bones.sort(Comparator.comparingDouble(Bone::nearness));
    Area drawn = Area.NOTHING;
    for (Bone bone : bones) {
      drawn = drawn.around(line(sketch, bone, thickness + 2, 0x101216));
      line(sketch, bone, thickness, colour);
    }
    return drawn;
  }

  private static Area line(Sketch sketch, Bone bone, double thickness, int colour) {
    return sketch.line(bone.fromX(), bone.fromY(), bone.toX(), bone.toY(), thickness, colour, 1);
  }

  private static void turn(View view, FloatGrid metres, int frame, int joint, double[] turned) {
    view.turn(
        metres.at(frame, joint, 0), metres.at(frame, joint, 1), metres.at(frame, joint, 2), turned);
  }
}
