package hmrbench.data.mocap;

import hmrbench.core.Fault;
import hmrbench.core.Joint;
import hmrbench.core.JointSet;
import hmrbench.data.sim.Skeleton;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * How far the retargeted body is from the file's kinematics: the largest angle over all frames
 * between each line of our body and the same line of the file.
 *
 * <p>Arms, legs and hips have to point as in the file. Shoulders, trunk and head may differ as
 * bodies of different build do: recordings of CMU and of others reach 8, 11 and 27 degrees.
 */
final class Agreement {

  /** A line of a body: from one joint to another, or from the middle of the hips. */
  enum Line {
    HIPS(Joint.RIGHT_HIP, Joint.LEFT_HIP, 5, "hip line"),
    TRUNK(Joint.PELVIS, Joint.NECK, 20, "trunk"),
    LOWER_SPINE(Joint.SPINE1, Joint.SPINE2, 60, "lower spine"),
    UPPER_SPINE(Joint.SPINE3, Joint.NECK, 60, "upper spine"),
    SHOULDERS(Joint.RIGHT_SHOULDER, Joint.LEFT_SHOULDER, 20, "shoulder line"),
    HEAD(Joint.NECK, Joint.HEAD, 45, "head"),
    LEFT_THIGH(Joint.LEFT_HIP, Joint.LEFT_KNEE, 1, "left thigh"),
    RIGHT_THIGH(Joint.RIGHT_HIP, Joint.RIGHT_KNEE, 1, "right thigh"),
    LEFT_SHIN(Joint.LEFT_KNEE, Joint.LEFT_ANKLE, 1, "left shin"),
    RIGHT_SHIN(Joint.RIGHT_KNEE, Joint.RIGHT_ANKLE, 1, "right shin"),
    LEFT_UPPER_ARM(Joint.LEFT_SHOULDER, Joint.LEFT_ELBOW, 1, "left upper arm"),
    RIGHT_UPPER_ARM(Joint.RIGHT_SHOULDER, Joint.RIGHT_ELBOW, 1, "right upper arm"),
    LEFT_FOREARM(Joint.LEFT_ELBOW, Joint.LEFT_WRIST, 1, "left forearm"),
    RIGHT_FOREARM(Joint.RIGHT_ELBOW, Joint.RIGHT_WRIST, 1, "right forearm");

    final Joint from;
    final Joint to;
    final double mostDegrees;
    final String words;

    Line(Joint from, Joint to, double mostDegrees, String words) {
      this.from = from;
      this.to = to;
      this.mostDegrees = mostDegrees;
      this.words = words;
    }

    /** Whether it is a bone of an arm or a leg. */
    boolean isLimb() {
      return mostDegrees == 1;
    }

    boolean isIn(BvhRecording recording) {
      return recording.has(from) && recording.has(to);
    }

    double[] of(BvhRecording recording, int frame) {
      return from == Joint.PELVIS
          ? recording.fromHips(frame, to)
          : recording.between(frame, from, to);
    }

    private double[] ours(double[] positions) {
      double[] end = at(positions, to);
      double[] start =
          from == Joint.PELVIS
              ? middle(at(positions, Joint.LEFT_HIP), at(positions, Joint.RIGHT_HIP))
              : at(positions, from);
      return new double[] {end[0] - start[0], end[1] - start[1], end[2] - start[2]};
    }

    private static double[] at(double[] positions, Joint joint) {
      int from = JointSet.SMPL24.indexOf(joint) * 3;
      return Arrays.copyOfRange(positions, from, from + 3);
    }

    private static double[] middle(double[] a, double[] b) {
      return new double[] {(a[0] + b[0]) / 2, (a[1] + b[1]) / 2, (a[2] + b[2]) / 2};
    }
  }

  /** The frame in which a line is farthest off. */
  record Off(Line line, int frame, double degrees) {

    boolean isTooFar() {
      return !(degrees <= line.mostDegrees);
    }

    /** In words: {@code hip line 90.0 degrees off in frame 3 (5 allowed)}. */
    String words(int firstFrame) {
      return String.format(
          Locale.ROOT,
          "%s %.1f degrees off in frame %d (%.0f allowed)",
          line.words,
          degrees,
          firstFrame + frame,
          line.mostDegrees);
    }
  }

  private static final double SHORTEST = 1e-3;

  private final List<Off> worst;

  private Agreement(List<Off> worst) {
    this.worst = worst;
  }

  /** Compares our body, under a shape, with a recording. */
  static Agreement of(BvhRecording recording, Retargeting retargeting, double[] betas) {
    List<Line> lines = Arrays.stream(Line.values()).filter(it -> it.isIn(recording)).toList();
    double[][] rotations = retargeting.rotations(RotationMath.identity());
    double[] offsets = Skeleton.offsets(betas);
    double[] positions = new double[Skeleton.JOINTS * 3];
    double[] largest = new double[lines.size()];
    int[] frames = new int[lines.size()];
    for (int t = 0; t < rotations.length; t++) {
      Skeleton.positions(rotations[t], offsets, positions);
      for (int i = 0; i < largest.length; i++) {
        Line line = lines.get(i);
        double[] theirs = line.of(recording, t);
        double degrees =
            RotationMath.length(theirs) == 0
                ? 0
                : RotationMath.degrees(line.ours(positions), theirs);
        if (!(degrees <= largest[i])) {
          largest[i] = degrees;
          frames[i] = t;
        }
      }
    }
    List<Off> worst = new ArrayList<>();
    for (int i = 0; i < largest.length; i++) {
      worst.add(new Off(lines.get(i), frames[i], largest[i]));
    }
    return new Agreement(worst);
  }

  /** The lines that are farther off than they may be, farthest first. */
  List<Off> tooFar() {
    return worst.stream()
        .filter(Off::isTooFar)
        .sorted(Comparator.comparingDouble(Off::degrees).reversed())
        .toList();
  }

  Optional<Off> tooFar(Line line) {
    return worst.stream().filter(it -> it.line() == line && it.isTooFar()).findFirst();
  }

  /**
   * Checks that a recording has the directions that a body needs.
   *
   * @throws Fault if two of its joints lie on each other in a frame
   */
  static void requireDirections(BvhRecording recording, Naming naming, Path file) {
    double leg =
        recording.length(Joint.LEFT_HIP, Joint.LEFT_KNEE)
            + recording.length(Joint.LEFT_KNEE, Joint.LEFT_ANKLE);
    for (Line line : Line.values()) {
      boolean needed = line.isLimb() || line.mostDegrees <= 20;
      for (int t = 0; t <= recording.rest() && needed; t++) {
        if (!(RotationMath.length(line.of(recording, t)) > SHORTEST * leg)) {
          String frame =
              t == recording.rest()
                  ? "the rest pose"
                  : "frame %d".formatted(recording.firstFrame() + t);
          throw Fault.asked(
              "%s: %s: %s and %s lie on each other, so the %s has no direction; correct the file,"
                  + " or say with the key joints which joints are meant",
              file, frame, naming.nameOf(line.from), naming.nameOf(line.to), line.words);
        }
      }
    }
  }
}
