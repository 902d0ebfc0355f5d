package hmrbench.metric.sanity;

import hmrbench.core.FloatGrid;
import hmrbench.core.Joint;
import hmrbench.core.JointOrder;
import hmrbench.core.JointTrack;
import hmrbench.core.Remark;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Whether a person moves as fast as people do. */
public final class SpeedCheck {

  /**
   * In metres per second, relative to the root: a foot of a sprinter at 12 m/s passes the pelvis at
   * about that speed, a kicking foot reaches 20, and only the hand of a thrower is faster.
   */
  private static final double FASTEST = 20;

  /** A frame or two that jump, at a cut or where a tracker slipped, are no wrong rate or order. */
  private static final double SHARE = 0.05;

  private SpeedCheck() {}

  /**
   * Looks at how fast joints move.
   *
   * @param about what the track belongs to, for the remark
   * @param frames number in time of each frame; a step from one to the next is looked at where they
   *     differ by one
   * @return a doubt where a joint is too fast in many frames
   */
  public static Optional<Remark> of(String about, List<Integer> frames, JointTrack track) {
    JointTrack relative = track.relativeToRoot();
    FloatGrid metres = relative.metres();
    int steps = 0;
    int fast = 0;
    double fastest = 0;
    Joint which = relative.joints().joints().get(0);
    for (int t = 1; t < relative.frames(); t++) {
      if (frames.get(t) - frames.get(t - 1) != 1) {
        continue;
      }
      steps++;
      double most = 0;
      for (int j = 0; j < relative.joints().size(); j++) {
        double speed = Steps.length(metres, t, j) * relative.framesPerSecond();
        most = Math.max(most, speed);
        if (speed > fastest) {
          fastest = speed;
          which = relative.joints().joints().get(j);
        }
      }
      fast += most > FASTEST ? 1 : 0;
    }
    if (steps == 0 || fast <= SHARE * steps) {
      return Optional.empty();
    }
    return Optional.of(
        Remark.doubt(
            "speed",
            about,
            String.format(
                Locale.ROOT,
                "in %d of %d frames a joint moves faster than %.0f m/s against the root, at most %s"
                    + " with %.0f m/s; check unit, frame rate and the order of frames",
                fast,
                steps,
                FASTEST,
                JointOrder.word(which),
                fastest)));
  }
}
