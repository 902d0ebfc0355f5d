package hmrbench.model.fitting;

import hmrbench.body.BodyModel;
import hmrbench.core.Clip;
import hmrbench.core.Fault;
import hmrbench.core.KeypointTrack;
import hmrbench.core.SmplTrack;
import hmrbench.model.KeypointFilter;
import java.util.stream.IntStream;

/**
 * Fits each predicted body to the 2D joints of its frame.
 *
 * @param name in configs and records
 * @param noise of the detector that the 2D joints stand for
 */
public record FittingFilter(String name, DetectorNoise noise) implements KeypointFilter {

  @Override
  public SmplTrack apply(SmplTrack track, Clip clip, BodyModel body, int... frames) {
    KeypointTrack exact =
        clip.keypoints()
            .orElseThrow(
                () ->
                    Fault.asked(
                        "filter %s, sequence %s: its data set has no 2D joints to fit to; leave the"
                            + " filter out, or use a data set that has them (simulated, rendered,"
                            + " mocap)",
                        name, clip.sequence()));
    if (IntStream.range(0, exact.frames()).noneMatch(exact::isSeen)) {
      throw Fault.asked(
          "filter %s, sequence %s: no 2D joint of its %d frames has a confidence above 0, so there"
              + " is nothing to fit to; leave the filter or the sequence out",
          name, clip.sequence(), exact.frames());
    }
    KeypointTrack seen = noise.of(exact, clip.sequence(), clip.frameLabels());
    return new BodyFitter(body, PosePrior.simulated(), FittingWeights.NEAR_START)
        .fit(track, seen.frames(frames));
  }
}
