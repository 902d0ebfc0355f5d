package hmrbench.metric.stress;

import hmrbench.core.CoordinateFrame;
import hmrbench.core.FloatGrid;
import hmrbench.core.Joint;
import hmrbench.core.JointSet;
import hmrbench.core.JointTrack;
import hmrbench.core.world.Positions;
import java.util.Arrays;
import java.util.Optional;

/**
 * Joints of a person through the world [T, J, 3], y down, and their root.
 *
 * @param joints what each point is
 * @param rate in hertz
 * @param metres of every joint
 */
record WalkedMotion(JointSet joints, double rate, Positions metres) {

  /**
   * Motion about a root, put on the ground: the lower foot stays where it is, and what it would
   * move the root moves instead.
   */
  static WalkedMotion of(JointTrack aboutRoot) {
    JointTrack track = aboutRoot.relativeToRoot();
    int frames = track.frames();
    double[] root = new double[frames * 3];
    for (int t = 1; t < frames; t++) {
      int foot = lowerFoot(track, t);
      for (int axis = 0; axis < 3; axis++) {
        double step =
            (double) track.metres().at(t, foot, axis) - track.metres().at(t - 1, foot, axis);
        root[t * 3 + axis] = root[t * 3 - 3 + axis] - step;
      }
    }
    double[] points = new double[track.metres().length()];
    int width = track.joints().size() * 3;
    for (int i = 0; i < points.length; i++) {
      points[i] = track.metres().get(i) + root[i / width * 3 + i % 3];
    }
    return new WalkedMotion(
        track.joints(),
        track.framesPerSecond(),
        Positions.owning(frames, track.joints().size(), points));
  }

  private static int lowerFoot(JointTrack track, int frame) {
    int left = track.joints().indexOf(Joint.LEFT_ANKLE);
    int right = track.joints().indexOf(Joint.RIGHT_ANKLE);
    return track.metres().at(frame, left, 1) > track.metres().at(frame, right, 1) ? left : right;
  }

  int frames() {
    return metres.frames();
  }

  int points() {
    return metres.points();
  }

  /** All coordinates, copied. */
  double[] flat() {
    return metres.flat(0, frames());
  }

  /** The same person at other places. */
  WalkedMotion with(double... flat) {
    return new WalkedMotion(
        joints, rate, Positions.owning(flat.length / 3 / points(), points(), flat));
  }

  /** The middle of the root joints [T, 1, 3]. */
  Positions root() {
    int a = joints.indexOf(joints.rootA());
    int b = joints.indexOf(joints.rootB());
    double[] path = new double[frames() * 3];
    for (int t = 0; t < frames(); t++) {
      for (int axis = 0; axis < 3; axis++) {
        path[t * 3 + axis] = (metres.at(t, a, axis) + metres.at(t, b, axis)) / 2;
      }
    }
    return Positions.owning(frames(), 1, path);
  }

  /** The two ankles [T, 2, 3]. */
  Positions ankles() {
    int[] ankles = {joints.indexOf(Joint.LEFT_ANKLE), joints.indexOf(Joint.RIGHT_ANKLE)};
    double[] values = new double[frames() * 6];
    for (int t = 0; t < frames(); t++) {
      for (int i = 0; i < 6; i++) {
        values[t * 6 + i] = metres.at(t, ankles[i / 3], i % 3);
      }
    }
    return Positions.owning(frames(), 2, values);
  }

  /** The same relative to the root, as a camera's metrics take it. */
  JointTrack aboutRoot() {
    Positions root = root();
    float[] values = new float[frames() * points() * 3];
    for (int i = 0; i < values.length; i++) {
      int t = i / (points() * 3);
      values[i] = (float) (metres.at(t, i / 3 % points(), i % 3) - root.at(t, 0, i % 3));
    }
    return new JointTrack(
        joints, CoordinateFrame.ROOT, rate, FloatGrid.owning(values, frames(), points(), 3));
  }

  /** The frames with these numbers. */
  WalkedMotion frames(int... indices) {
    return new WalkedMotion(joints, rate, metres.rows(indices));
  }

  /** A joint's column of the other side; the joint itself where it has none. */
  int otherLeg(int column) {
    Joint joint = joints.joints().get(column);
    Optional<Joint> other =
        Arrays.stream(Joint.values())
            .filter(it -> it.name().matches("(LEFT|RIGHT)_(HIP|KNEE|ANKLE)"))
            .filter(it -> it != joint && part(it).equals(part(joint)))
            .findFirst();
    return other.filter(joints::contains).map(joints::indexOf).orElse(column);
  }

  private static String part(Joint joint) {
    return joint.name().replaceFirst("^(LEFT|RIGHT)_", "");
  }
}
