package hmrbench.run;

import hmrbench.core.AxisMap;
import hmrbench.core.Fixes;
import hmrbench.core.Fixes.Offset;
import hmrbench.core.FloatGrid;
import hmrbench.core.Joint;
import hmrbench.core.JointSet;
import hmrbench.core.Sides;
import hmrbench.core.SmplTrack;
import hmrbench.metric.detect.PersonAxes;

/** Bodies and positions under other conventions. */
final class FixedPoses {

  private static final int BODY_JOINTS = 24;

  private FixedPoses() {}

  /** A body with other axes and sides. */
  static SmplTrack of(SmplTrack track, Fixes fixes) {
    return track.withRotations(inAxes(exchanged(track.rotations(), fixes.sides()), fixes.axes()));
  }

  private static FloatGrid exchanged(FloatGrid rotations, Sides sides) {
    if (sides == Sides.AS_NAMED) {
      return rotations;
    }
    float[] values = new float[rotations.length()];
    for (int t = 0; t < rotations.size(0); t++) {
      for (int j = 0; j < BODY_JOINTS; j++) {
        int from = JointSet.SMPL24.indexOf(sides.partner(JointSet.SMPL24.joints().get(j)));
        for (int i = 0; i < 9; i++) {
          // In a mirror x points the other way: entries of its row and of its column change sign.
          boolean flipped = sides == Sides.MIRRORED && (i / 3 == 0) != (i % 3 == 0);
          float value = rotations.at(t, from, i / 3, i % 3);
          values[(t * BODY_JOINTS + j) * 9 + i] = flipped ? -value : value;
        }
      }
    }
    return FloatGrid.owning(values, rotations.shape());
  }

  private static FloatGrid inAxes(FloatGrid rotations, AxisMap axes) {
    if (axes.equals(AxisMap.CAMERA)) {
      return rotations;
    }
    float[] values = rotations.toArray();
    for (int t = 0; t < rotations.size(0); t++) {
      for (int i = 0; i < 9; i++) {
        values[t * BODY_JOINTS * 9 + i] =
            axes.sign(i / 3) * rotations.at(t, 0, axes.source(i / 3), i % 3);
      }
    }
    return FloatGrid.owning(values, rotations.shape());
  }

  /**
   * Positions with other axes, sides and root.
   *
   * @param metres [T, J, 3] of the joints of a set
   */
  static FloatGrid of(FloatGrid metres, JointSet joints, Fixes fixes) {
    FloatGrid turned = fixes.axes().apply(exchanged(metres, joints, fixes.sides()));
    return fixes.pelvis().map(offset -> moved(turned, joints, offset)).orElse(turned);
  }

  private static FloatGrid exchanged(FloatGrid metres, JointSet joints, Sides sides) {
    if (sides == Sides.AS_NAMED) {
      return metres;
    }
    float[] values = new float[metres.length()];
    for (int j = 0; j < joints.size(); j++) {
      Joint partner = sides.partner(joints.joints().get(j));
      int from = joints.contains(partner) ? joints.indexOf(partner) : j;
      for (int t = 0; t < metres.size(0); t++) {
        metres.copyTo((t * joints.size() + from) * 3, values, (t * joints.size() + j) * 3, 3);
      }
    }
    return FloatGrid.owning(values, metres.shape());
  }

  private static FloatGrid moved(FloatGrid metres, JointSet joints, Offset offset) {
    PersonAxes axes = new PersonAxes(joints);
    float[] values = metres.toArray();
    double[] millimetres = {offset.left(), offset.up(), offset.front()};
    for (int t = 0; t < metres.size(0); t++) {
      double[] person = axes.of(metres, t);
      for (int root : axes.roots()) {
        for (int axis = 0; axis < 3; axis++) {
          for (int k = 0; k < 3; k++) {
            values[(t * joints.size() + root) * 3 + axis] +=
                (float) (person[k * 3 + axis] * millimetres[k] / 1000);
          }
        }
      }
    }
    return FloatGrid.owning(values, metres.shape());
  }
}
