package hmrbench.core;

import java.util.List;

/**
 * Positions of a person's joints over a clip.
 *
 * @param joints what each column holds
 * @param frame origin and axes of the positions
 * @param framesPerSecond sampling rate, in hertz; time derivatives divide by it
 * @param metres positions [T, J, 3], in metres
 */
public record JointTrack(
    JointSet joints, CoordinateFrame frame, double framesPerSecond, FloatGrid metres) {

  public JointTrack {
    if (metres.rank() != 3 || metres.size(1) != joints.size() || metres.size(2) != 3) {
      throw new IllegalArgumentException(
          "a track of %s needs positions [T, %d, 3], got %s"
              .formatted(joints, joints.size(), metres));
    }
    if (!(framesPerSecond > 0)) {
      throw new IllegalArgumentException("framesPerSecond must be above 0, got " + framesPerSecond);
    }
  }

  /** Number of frames, T. */
  public int frames() {
    return metres.size(0);
  }

  /** The same track relative to its root, the middle of the set's two root joints. */
  public JointTrack relativeToRoot() {
    if (frame == CoordinateFrame.ROOT) {
      return this;
    }
    int a = joints.indexOf(joints.rootA());
    int b = joints.indexOf(joints.rootB());
    float[] moved = new float[metres.length()];
    for (int t = 0; t < frames(); t++) {
      for (int axis = 0; axis < 3; axis++) {
        float origin = (metres.at(t, a, axis) + metres.at(t, b, axis)) / 2f;
        for (int j = 0; j < joints.size(); j++) {
          moved[(t * joints.size() + j) * 3 + axis] = metres.at(t, j, axis) - origin;
        }
      }
    }
    return new JointTrack(
        joints, CoordinateFrame.ROOT, framesPerSecond, FloatGrid.owning(moved, metres.shape()));
  }

  /**
   * The same without the joint that is the root. What is left is about the middle of the hips where
   * it is made relative again.
   */
  public JointTrack withoutRoot() {
    int root = joints.indexOf(joints.rootA());
    List<Joint> others = joints.joints().stream().filter(it -> it != joints.rootA()).toList();
    float[] kept = new float[frames() * others.size() * 3];
    for (int t = 0; t < frames(); t++) {
      for (int j = 0; j < others.size(); j++) {
        int from = t * joints.size() + (j < root ? j : j + 1);
        metres.copyTo(from * 3, kept, (t * others.size() + j) * 3, 3);
      }
    }
    return new JointTrack(
        new JointSet(joints.name() + "-scored", others, Joint.RIGHT_HIP, Joint.LEFT_HIP),
        frame,
        framesPerSecond,
        FloatGrid.owning(kept, frames(), others.size(), 3));
  }

  /** Tracks of one joint set, frame and rate, one after another. */
  public static JointTrack stacked(List<JointTrack> parts) {
    JointTrack first = parts.get(0);
    FloatGrid all = FloatGrid.stacked(parts.stream().map(JointTrack::metres).toList());
    return new JointTrack(first.joints, first.frame, first.framesPerSecond, all);
  }

  /** The frames with these indices, in this order; the rate stays as it is. */
  public JointTrack frames(int... indices) {
    return new JointTrack(joints, frame, framesPerSecond, metres.rows(indices));
  }
}
