package hmrbench.data.mocap;

import hmrbench.core.Joint;
import hmrbench.core.JointSet;
import hmrbench.io.bvh.Bvh;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * The joints of a BVH motion that are retargeted: rotations and positions in axes with y up, frame
 * by frame.
 */
final class BvhRecording {

  /** How far bones may be from the pose of zeros in an exporter's pose before the first frame. */
  private static final double POSED_DEGREES = 30;

  /**
   * What a bone of the exporter's pose turns by until the first true frame, at least, and how many
   * times what it turns by from there to the next (CMU files of cgspeed: 128 degrees, then 0.3).
   */
  private static final double POSE_ENDS_DEGREES = 20;

  private static final double POSE_ENDS_TIMES = 5;

  /** The bones of arms and legs, by which poses are compared. */
  static final List<Joint[]> LIMBS =
      List.of(
          new Joint[] {Joint.LEFT_HIP, Joint.LEFT_KNEE},
          new Joint[] {Joint.LEFT_KNEE, Joint.LEFT_ANKLE},
          new Joint[] {Joint.RIGHT_HIP, Joint.RIGHT_KNEE},
          new Joint[] {Joint.RIGHT_KNEE, Joint.RIGHT_ANKLE},
          new Joint[] {Joint.LEFT_SHOULDER, Joint.LEFT_ELBOW},
          new Joint[] {Joint.LEFT_ELBOW, Joint.LEFT_WRIST},
          new Joint[] {Joint.RIGHT_SHOULDER, Joint.RIGHT_ELBOW},
          new Joint[] {Joint.RIGHT_ELBOW, Joint.RIGHT_WRIST});

  /** How straight down from the trunk legs point in a standing rest pose, as a cosine. */
  private static final double UPRIGHT = 0.8;

  private final Map<Joint, Integer> places;
  private final int first;
  private final int frames;
  private final double[][] rotations;
  private final double[][] positions;

  /** Frame number of the rest pose in the tables; one past the last frame. */
  private final int rest;

  /**
   * @param places the index of each joint that is taken over
   * @param mostFrames so many frames are taken at most
   */
  BvhRecording(Bvh bvh, Map<Joint, Integer> places, int mostFrames) {
    this.places = places;
    this.first = beginsWithPose(bvh) ? 1 : 0;
    this.frames = Math.min(mostFrames, bvh.frames() - first);
    this.rest = frames;
    int joints = bvh.skeleton().joints().size();
    rotations = new double[frames + 1][joints * 9];
    positions = new double[frames + 1][joints * 3];
    for (int t = 0; t < frames; t++) {
      bvh.globals(t + first, rotations[t], positions[t]);
    }
    bvh.globals(first == 1 ? 0 : -1, rotations[rest], positions[rest]);
  }

  private BvhRecording(BvhRecording like, Map<Joint, Integer> places, double[] turn) {
    this.places = places;
    this.first = like.first;
    this.frames = like.frames;
    this.rest = like.rest;
    this.rotations = new double[rest + 1][];
    this.positions = new double[rest + 1][];
    for (int t = 0; t <= rest; t++) {
      rotations[t] = turned(turn, like.rotations[t], 9);
      positions[t] = turned(turn, like.positions[t], 3);
    }
  }

  /** Matrices (9 numbers each) or vectors (3 each) in other axes. */
  private static double[] turned(double[] turn, double[] all, int size) {
    double[] turned = new double[all.length];
    for (int i = 0; i < all.length / size; i++) {
      double[] one = Arrays.copyOfRange(all, i * size, (i + 1) * size);
      double[] other = size == 9 ? RotationMath.times(turn, one) : RotationMath.applied(turn, one);
      System.arraycopy(other, 0, turned, i * size, size);
    }
    return turned;
  }

  /** The same in other axes. */
  BvhRecording turned(double[] turn) {
    return new BvhRecording(this, places, turn);
  }

  /** The same with the names of left and right exchanged. */
  BvhRecording exchanged() {
    Map<Joint, Integer> other = new EnumMap<>(Joint.class);
    places.forEach(
        (joint, place) -> {
          String name = joint.name();
          other.put(
              name.startsWith("RIGHT_")
                  ? Joint.valueOf("LEFT" + name.substring(5))
                  : opposite(joint),
              place);
        });
    return new BvhRecording(this, other, RotationMath.identity());
  }

  private boolean beginsWithPose(Bvh bvh) {
    if (bvh.frames() < 2) {
      return false;
    }
    int joints = bvh.skeleton().joints().size();
    double[][] poses = new double[4][joints * 3];
    for (int k = 0; k < poses.length; k++) {
      bvh.globals(Math.min(k - 1, bvh.frames() - 1), new double[joints * 9], poses[k]);
    }
    double ends = farthest(poses[1], poses[2]);
    return farthest(poses[0], poses[1]) <= POSED_DEGREES
        && ends >= POSE_ENDS_DEGREES
        && ends >= POSE_ENDS_TIMES * farthest(poses[2], poses[3]);
  }

  /** The largest angle between a limb's bone in one pose and in another, in degrees. */
  private double farthest(double[] pose, double[] other) {
    double largest = 0;
    for (Joint[] bone : LIMBS) {
      double[] a = between(pose, placeOf(bone[0]), placeOf(bone[1]));
      double[] b = between(other, placeOf(bone[0]), placeOf(bone[1]));
      largest = Math.max(largest, RotationMath.degrees(a, b));
    }
    return largest;
  }

  int frames() {
    return frames;
  }

  /** The frame of the file that frame 0 is: 1 where the file begins with an exporter's pose. */
  int firstFrame() {
    return first;
  }

  /** The number under which the rest pose can be asked for: the exporter's, or all channels 0. */
  int rest() {
    return rest;
  }

  boolean has(Joint joint) {
    return places.containsKey(joint);
  }

  /** The rotation of a joint into the file's axes. */
  double[] rotation(int frame, Joint joint) {
    return RotationMath.at(rotations[frame], placeOf(joint));
  }

  /** From one joint to another, in the file's axes and units. */
  double[] between(int frame, Joint from, Joint to) {
    return between(positions[frame], placeOf(from), placeOf(to));
  }

  private static double[] between(double[] p, int from, int to) {
    int a = from * 3;
    int b = to * 3;
    return new double[] {p[b] - p[a], p[b + 1] - p[a + 1], p[b + 2] - p[a + 2]};
  }

  /** From the middle of the hips to a joint. */
  double[] fromHips(int frame, Joint to) {
    double[] left = between(frame, Joint.LEFT_HIP, to);
    double[] right = between(frame, Joint.RIGHT_HIP, to);
    return IntStream.range(0, 3).mapToDouble(k -> (left[k] + right[k]) / 2).toArray();
  }

  /** The middle of the hips, in the file's units. */
  double[] hips(int frame) {
    int left = placeOf(Joint.LEFT_HIP) * 3;
    int right = placeOf(Joint.RIGHT_HIP) * 3;
    double[] p = positions[frame];
    return IntStream.range(0, 3).mapToDouble(k -> (p[left + k] + p[right + k]) / 2).toArray();
  }

  private int placeOf(Joint joint) {
    Integer place = places.get(joint);
    if (place == null) {
      throw new IllegalArgumentException("the recording has no %s".formatted(joint));
    }
    return place;
  }

  /** From the right hip to the left one. */
  double[] lateral(int frame) {
    return between(frame, Joint.RIGHT_HIP, Joint.LEFT_HIP);
  }

  /** From the middle of the hips to the neck. */
  double[] up(int frame) {
    return fromHips(frame, Joint.NECK);
  }

  /** Whether the rest pose is upright, whatever axis points up; LaFAN's is not. */
  boolean restStands() {
    double[] up = RotationMath.unit(up(rest));
    Joint[][] bones = {
      {Joint.LEFT_KNEE, Joint.LEFT_HIP},
      {Joint.RIGHT_KNEE, Joint.RIGHT_HIP},
      {Joint.LEFT_ANKLE, Joint.LEFT_KNEE},
      {Joint.RIGHT_ANKLE, Joint.RIGHT_KNEE}
    };
    for (Joint[] bone : bones) {
      if (RotationMath.dot(RotationMath.unit(between(rest, bone[0], bone[1])), up) < UPRIGHT) {
        return false;
      }
    }
    return true;
  }

  /** Length of a bone in the rest pose, mean of both sides, in the file's units. */
  double length(Joint left, Joint leftChild) {
    double sum = RotationMath.length(between(rest, left, leftChild));
    sum += RotationMath.length(between(rest, opposite(left), opposite(leftChild)));
    return sum / 2;
  }

  static Joint opposite(Joint left) {
    return Joint.valueOf(left.name().replaceFirst("^LEFT_", "RIGHT_"));
  }

  /** All joints of the body in the order of SMPL. */
  static Joint smplJoint(int index) {
    return JointSet.SMPL24.joints().get(index);
  }
}
