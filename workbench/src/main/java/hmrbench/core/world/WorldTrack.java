package hmrbench.core.world;

import hmrbench.core.Joint;
import hmrbench.core.JointSet;
import java.util.Optional;

/**
 * Points of a person in axes at rest. No conversion makes one of a {@link
 * hmrbench.core.JointTrack}, whose frame is a camera's: the way leads over {@link RootMotion}.
 *
 * @param joints what each column holds
 * @param framesPerSecond sampling rate, in hertz; time derivatives divide by it
 * @param metres positions [T, J, 3]
 */
public record WorldTrack(JointSet joints, double framesPerSecond, Positions metres) {

  public WorldTrack {
    if (metres.points() != joints.size()) {
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
    return metres.frames();
  }

  /** The frames with these indices, in this order; the rate stays as it is. */
  public WorldTrack rows(int... indices) {
    return new WorldTrack(joints, framesPerSecond, metres.rows(indices));
  }

  /** Every point moved by the shift of its frame [T, 1, 3]. */
  WorldTrack shifted(Positions shift) {
    return new WorldTrack(joints, framesPerSecond, metres.shifted(shift));
  }

  /** The same frames as those of another rate. */
  public WorldTrack atRate(double rate) {
    return new WorldTrack(joints, rate, metres);
  }

  /** The axis along which the person is upright, where the set has head and ankles. */
  public Optional<UpAxis> up() {
    if (!joints.contains(Joint.HEAD) || !joints.contains(Joint.LEFT_ANKLE)) {
      return Optional.empty();
    }
    double[] way = new double[3];
    for (int t = 0; t < frames(); t++) {
      for (int axis = 0; axis < 3; axis++) {
        way[axis] +=
            metres.at(t, joints.indexOf(Joint.HEAD), axis)
                - metres.at(t, joints.indexOf(Joint.LEFT_ANKLE), axis);
      }
    }
    return UpAxis.ofStanding(way[0], way[1], way[2]);
  }
}
