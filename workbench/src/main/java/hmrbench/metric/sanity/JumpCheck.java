package hmrbench.metric.sanity;

import hmrbench.core.FloatGrid;
import hmrbench.core.JointOrder;
import hmrbench.core.JointSet;
import hmrbench.core.JointTrack;
import hmrbench.core.Remark;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Whether a person is suddenly elsewhere: a step from one frame to the next that no one makes, as a
 * whole or with one joint. A single one is enough; a speed that is too high throughout is the
 * affair of {@link SpeedCheck}.
 */
public final class JumpCheck {

  /**
   * Of the root, in metres per second: the fastest sprinter reaches 12.4; the rest is for a camera
   * that turns meanwhile.
   */
  private static final double FASTEST_PERSON = 20;

  /**
   * Of a joint against the root, in metres per second: a kicking foot reaches 20; the rest is for
   * markers that tremble by a few centimetres at high rates.
   */
  private static final double FASTEST_TRUE_JOINT = 30;

  /**
   * The same in a prediction: a network that turns a stretched arm to the other side moves the hand
   * by 1.6 m, which is 48 at 30 frames/s. That is a bad prediction, and no damaged one.
   */
  private static final double FASTEST_PREDICTED_JOINT = 50;

  private static final int SHOWN = 3;

  private JumpCheck() {}

  /**
   * Looks at every step of a truth.
   *
   * @param about whose track it is
   * @param frames number in time of each frame; a step from one to the next is looked at where they
   *     differ by one
   * @return a doubt that names the frames where somebody jumps
   */
  public static Optional<Remark> ofTruth(String about, List<Integer> frames, JointTrack track) {
    return of(Remark.Weight.DOUBT, FASTEST_TRUE_JOINT, about, frames, track);
  }

  /** As {@link #ofTruth}, of a prediction; it may be bad, so that this is a note. */
  public static Optional<Remark> ofPrediction(
      String about, List<Integer> frames, JointTrack track) {
    return of(Remark.Weight.NOTE, FASTEST_PREDICTED_JOINT, about, frames, track);
  }

  private static Optional<Remark> of(
      Remark.Weight weight,
      double fastestJoint,
      String about,
      List<Integer> frames,
      JointTrack track) {
    List<String> jumps = new ArrayList<>();
    FloatGrid relative = track.relativeToRoot().metres();
    for (int t = 1; t < track.frames(); t++) {
      if (frames.get(t) - frames.get(t - 1) == 1) {
        jump(track, relative, t, frames.get(t), fastestJoint).ifPresent(jumps::add);
      }
    }
    if (jumps.isEmpty()) {
      return Optional.empty();
    }
    String more =
        jumps.size() > SHOWN ? " and in %d more steps".formatted(jumps.size() - SHOWN) : "";
    return Optional.of(
        new Remark(
            weight,
            "jumps",
            about,
            "jumps that no one makes: %s%s (frames count from 0); check what was cut or joined there"
                .formatted(
                    String.join("; ", jumps.subList(0, Math.min(SHOWN, jumps.size()))), more)));
  }

  /** What jumps in a step, in words. */
  private static Optional<String> jump(
      JointTrack track, FloatGrid relative, int t, int frame, double fastestJoint) {
    double rate = track.framesPerSecond();
    double person = root(track, t);
    if (person * rate > FASTEST_PERSON) {
      return Optional.of(words("the whole person", frame, person, rate));
    }
    JointSet joints = track.joints();
    int fastest = 0;
    for (int j = 1; j < joints.size(); j++) {
      if (Steps.length(relative, t, j) > Steps.length(relative, t, fastest)) {
        fastest = j;
      }
    }
    double moved = Steps.length(relative, t, fastest);
    return moved * rate > fastestJoint
        ? Optional.of(words(JointOrder.word(joints.joints().get(fastest)), frame, moved, rate))
        : Optional.empty();
  }

  private static String words(String who, int frame, double metres, double rate) {
    return String.format(
        Locale.ROOT,
        "%s by %.2f m from frame %d to %d (%.0f m/s)",
        who,
        metres,
        frame - 1,
        frame,
        metres * rate);
  }

  /** How far the root moves; not at all in a track that is relative to it. */
  private static double root(JointTrack track, int t) {
    JointSet joints = track.joints();
    int a = joints.indexOf(joints.rootA());
    int b = joints.indexOf(joints.rootB());
    FloatGrid metres = track.metres();
    double squares = 0;
    for (int axis = 0; axis < 3; axis++) {
      double off =
          ((double) metres.at(t, a, axis)
                  + metres.at(t, b, axis)
                  - metres.at(t - 1, a, axis)
                  - metres.at(t - 1, b, axis))
              / 2;
      squares += off * off;
    }
    return Math.sqrt(squares);
  }
}
