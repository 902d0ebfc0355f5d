package hmrbench.model.fitting;

import hmrbench.body.BodyModel;
import hmrbench.core.Clip;
import hmrbench.core.Fault;
import hmrbench.core.KeypointTrack;
import hmrbench.core.SmplTrack;
import hmrbench.model.KeypointFilter;
import java.util.Optional;

/**
 * Fits each predicted body to the 2D joints of its frame.
 *
 * @param name in configs and records
 * @param asked the detector's error that its name asks for, where it does
 */
public record FittingFilter(String name, Optional<DetectorNoise> asked) implements KeypointFilter {

  /** The error that true 2D joints are given where none is asked for. */
  private static final DetectorNoise USUAL = new DetectorNoise(3, 1);

  @Override
  public SmplTrack apply(SmplTrack track, Clip clip, BodyModel body, int... frames) {
    KeypointTrack given = clip.requireKeypoints("filter " + name);
    whyNot(given)
        .ifPresent(
            why -> {
              throw Fault.asked("filter %s, sequence %s: %s", name, clip.sequence(), why);
            });
    KeypointTrack seen =
        asked.orElse(USUAL).of(given, clip.sequence(), clip.frameLabels()).frames(frames);
    return new BodyFitter(body, PosePrior.simulated(), FittingWeights.NEAR_START).fit(track, seen);
  }

  @Override
  public Optional<String> whyNot(KeypointTrack seen) {
    return seen.found() && asked.isPresent()
        ? Optional.of(
            "its 2D joints were found in the picture and have errors of their own, and %s asks for"
                    .formatted(name)
                + " an error that true ones are given; write fitting")
        : Optional.empty();
  }
}
