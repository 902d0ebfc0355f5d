package hmrbench.data.sim;

import hmrbench.core.Joint;
import hmrbench.core.JointSet;
import java.util.ArrayList;
import java.util.List;

/**
 * An activity without a cycle: minimum-jerk moves between random poses with rests in between; one
 * move in five leads to a seat.
 */
final class KeyPoses implements Activity {

  private static final double[] MEAN = mean();
  private static final double[] SPREAD = spread();
  private static final double[] SEATED = Pose.seated();

  private static final double SEAT_PROBABILITY = 0.2;

  /** How much a seated pose varies, relative to a standing one. */
  private static final double SEAT_SPREAD = 0.5;

  @Override
  public String name() {
    return "key-poses";
  }

  @Override
  public ActivityGroup group() {
    return ActivityGroup.SEEN;
  }

  @Override
  public EulerCurves perform(RandomStream draws, double seconds) {
    double[] start = around(MEAN, 1, draws);
    List<Move> moves = new ArrayList<>();
    double[] from = start;
    double time = 0;
    while (time < seconds) {
      double begin = time + draws.uniform(0, 0.6);
      double length = draws.uniform(0.35, 0.9);
      double[] to =
          draws.uniform() < SEAT_PROBABILITY
              ? around(SEATED, SEAT_SPREAD, draws)
              : around(MEAN, 1, draws);
      moves.add(new Move(begin, length, difference(to, from)));
      from = to;
      time = begin + length;
    }
    return new Performance(start, moves);
  }

  private static double[] around(double[] mean, double scale, RandomStream draws) {
    double[] pose = mean.clone();
    for (int i = 0; i < pose.length; i++) {
      pose[i] += scale * SPREAD[i] * draws.normal();
    }
    return pose;
  }

  private static double[] difference(double[] to, double[] from) {
    double[] change = new double[to.length];
    for (int i = 0; i < to.length; i++) {
      change[i] = to[i] - from[i];
    }
    return change;
  }

  private static final class Move {
    private final double begin;
    private final double length;
    private final double[] change;

    Move(double begin, double length, double[] change) {
      this.begin = begin;
      this.length = length;
      this.change = change;
    }
  }

  private static final class Performance implements EulerCurves {

    private final double[] start;
    private final List<Move> moves;

    Performance(double[] start, List<Move> moves) {
      this.start = start;
      this.moves = moves;
    }

    @Override
    public void at(double seconds, double[] angles) {
      System.arraycopy(start, 0, angles, 0, angles.length);
      for (Move move : moves) {
        double done = Ease.step((seconds - move.begin) / move.length);
        if (done == 0) {
          break;
        }
        for (int i = 0; i < angles.length; i++) {
          angles[i] += done * move.change[i];
        }
      }
      Pose.limit(angles);
    }
  }

  private static double[] mean() {
    double[] pose = Pose.standing();
    set(pose, Joint.LEFT_HIP, Pose.X, -0.25, -0.25);
    set(pose, Joint.LEFT_KNEE, Pose.X, 0.45, 0.45);
    set(pose, Joint.LEFT_ELBOW, Pose.Y, -0.75, 0.75);
    set(pose, Joint.LEFT_SHOULDER, Pose.Z, -0.9, 0.9);
    set(pose, Joint.LEFT_SHOULDER, Pose.X, -0.2, -0.2);
    return pose;
  }

  private static void set(double[] pose, Joint left, int axis, double onLeft, double onRight) {
    pose[Pose.angle(left, axis)] = onLeft;
    pose[Pose.angle(left, axis) + 3] = onRight;
  }

  /** Standard deviations about x, y and z, in radians. */
  private static double[] spread() {
    double[] spread = new double[Skeleton.JOINTS * 3];
    spread(spread, 0.40, 0.15, 0.12, Joint.LEFT_HIP, Joint.RIGHT_HIP);
    spread(spread, 0.15, 0.15, 0.10, Joint.SPINE1);
    spread(spread, 0.40, 0, 0, Joint.LEFT_KNEE, Joint.RIGHT_KNEE);
    spread(spread, 0.10, 0.10, 0.08, Joint.SPINE2);
    spread(spread, 0.20, 0.05, 0.05, Joint.LEFT_ANKLE, Joint.RIGHT_ANKLE);
    spread(spread, 0.10, 0.15, 0.08, Joint.SPINE3);
    spread(spread, 0.12, 0.15, 0.08, Joint.NECK);
    spread(spread, 0.05, 0.08, 0.08, Joint.LEFT_COLLAR, Joint.RIGHT_COLLAR);
    spread(spread, 0.18, 0.25, 0.10, Joint.HEAD);
    spread(spread, 0.45, 0.25, 0.45, Joint.LEFT_SHOULDER, Joint.RIGHT_SHOULDER);
    spread(spread, 0.15, 0.50, 0.05, Joint.LEFT_ELBOW, Joint.RIGHT_ELBOW);
    spread(spread, 0.15, 0.20, 0.20, Joint.LEFT_WRIST, Joint.RIGHT_WRIST);
    return spread;
  }

  private static void spread(double[] spread, double x, double y, double z, Joint... joints) {
    for (Joint joint : joints) {
      int first = JointSet.SMPL24.indexOf(joint) * 3;
      spread[first] = x;
      spread[first + 1] = y;
      spread[first + 2] = z;
    }
  }
}
