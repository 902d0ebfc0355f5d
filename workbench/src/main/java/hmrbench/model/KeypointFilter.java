package hmrbench.model;

import hmrbench.body.BodyModel;
import hmrbench.core.Clip;
import hmrbench.core.Fault;
import hmrbench.core.KeypointTrack;
import hmrbench.core.SmplTrack;
import java.util.Optional;

/** A filter that also looks at where the joints are in the picture. */
public interface KeypointFilter extends Filter {

  /**
   * Refines predicted bodies.
   *
   * @param track R predicted bodies
   * @param clip whose 2D joints are looked at
   * @param body that the parameters are of
   * @param frames the frame of the clip that each body is of [R]
   * @throws Fault if the clip has no 2D joints, none of them is seen, or they do not serve it
   */
  SmplTrack apply(SmplTrack track, Clip clip, BodyModel body, int... frames);

  /** What keeps it from taking such 2D joints, and what to do; nothing where it takes them. */
  default Optional<String> whyNot(KeypointTrack seen) {
    return Optional.empty();
  }

  @Override
  default SmplTrack apply(SmplTrack track, double framesPerSecond) {
    throw Fault.asked(
        "filter %s looks at 2D joints, and there are none beside these predictions", name());
  }

  /** A frame is refined by itself. */
  @Override
  default int lookaheadFrames() {
    return 0;
  }
}
