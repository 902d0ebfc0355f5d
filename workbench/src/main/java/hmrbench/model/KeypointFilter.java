package hmrbench.model;

import hmrbench.body.BodyModel;
import hmrbench.core.Clip;
import hmrbench.core.Fault;
import hmrbench.core.SmplTrack;

/** A filter that also looks at where the joints are in the picture. */
public interface KeypointFilter extends Filter {

  /**
   * Refines predicted bodies.
   *
   * @param track R predicted bodies
   * @param clip whose 2D joints are looked at
   * @param body that the parameters are of
   * @param frames the frame of the clip that each body is of [R]
   * @throws Fault if the clip has no 2D joints, or none of them is seen
   */
  SmplTrack apply(SmplTrack track, Clip clip, BodyModel body, int... frames);

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
