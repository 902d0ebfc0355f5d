package hmrbench.data.mocap;

import hmrbench.core.Joint;
import hmrbench.core.JointSet;
import hmrbench.io.bvh.Bvh;
import hmrbench.io.bvh.BvhSkeleton;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * The joints of a BVH motion that are taken over: rotations and positions in the file's axes (y
 * up), frame by frame.
 */
final class Recording {

  /**
   * Share of rotation channels that are exactly 0 in an exporter's T pose, put before the first
   * frame (CMU files of cgspeed: all but the hips and feet).
   */
  private static final double POSED_CHANNELS = 0.75;

  private static final int UPRIGHT_BONES = 5;

  /** How straight up or down trunk and legs point in a standing rest pose. */
  private static final double UPRIGHT = 0.8;

  private final Map<Joint, Integer> places;
  private final int first;
  private final int frames;
  private final double[][] rotations;
  private final double[][] positions;

  /** Frame number of the rest pose in the tables; one past the last frame. */
  private final int rest;

  Recording(Bvh bvh, Map<Joint, Integer> places, int mostFrames) {
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

  private static boolean beginsWithPose(Bvh bvh) {
    return bvh.frames() > 1
        && zeroRotations(bvh, 0) >= POSED_CHANNELS
        && zeroRotations(bvh, 1) < POSED_CHANNELS;
  }

  /** Share of the rotation channels that are exactly 0; 0 where those of the root are not. */
  private static double zeroRotations(Bvh bvh, int frame) {
    int zeros = 0;
    int all = 0;
    for (BvhSkeleton.Joint joint : bvh.skeleton().joints()) {
      for (int c = 0; c < joint.channels().size(); c++) {
        if (!joint.channels().get(c).isRotation()) {
          continue;
        }
        all++;
        if (bvh.value(frame, joint.firstChannel() + c) == 0) {
          zeros++;
        } else if (joint.parent() < 0) {
          return 0;
        }
      }
    }
    return all == 0 ? 0 : (double) zeros / all;
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
    return Turns.at(rotations[frame], placeOf(joint));
  }

  /** From one joint to another, in the file's axes and units. */
  double[] between(int frame, Joint from, Joint to) {
    double[] p = positions[frame];
    int a = placeOf(from) * 3;
    int b = placeOf(to) * 3;
    return new double[] {p[b] - p[a], p[b + 1] - p[a + 1], p[b + 2] - p[a + 2]};
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
    double[] left = between(frame, Joint.LEFT_HIP, Joint.NECK);
    double[] right = between(frame, Joint.RIGHT_HIP, Joint.NECK);
    return IntStream.range(0, 3).mapToDouble(k -> (left[k] + right[k]) / 2).toArray();
  }

  /** Whether the person stands upright in the rest pose, which LaFAN's does not. */
  boolean restStands() {
    double[][] bones = new double[UPRIGHT_BONES][];
    bones[0] = up(rest);
    bones[1] = between(rest, Joint.LEFT_KNEE, Joint.LEFT_HIP);
    bones[2] = between(rest, Joint.RIGHT_KNEE, Joint.RIGHT_HIP);
    bones[3] = between(rest, Joint.LEFT_ANKLE, Joint.LEFT_KNEE);
    bones[4] = between(rest, Joint.RIGHT_ANKLE, Joint.RIGHT_KNEE);
    for (double[] bone : bones) {
      if (Turns.unit(bone)[1] < UPRIGHT) {
        return false;
      }
    }
    return true;
  }

  /** Length of a bone in the rest pose, mean of both sides, in the file's units. */
  double length(Joint left, Joint leftChild) {
    double sum = Turns.length(between(rest, left, leftChild));
    sum += Turns.length(between(rest, opposite(left), opposite(leftChild)));
    return sum / 2;
  }

  static Joint opposite(Joint left) {
    return Joint.valueOf(left.name().replace("LEFT", "RIGHT"));
  }

  /** All joints of the body in the order of SMPL. */
  static Joint smplJoint(int index) {
    return JointSet.SMPL24.joints().get(index);
  }
}
