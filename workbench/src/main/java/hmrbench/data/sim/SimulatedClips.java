package hmrbench.data.sim;

import hmrbench.core.Clip;
import hmrbench.core.FrameMask;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/** Makes the clip of a planned sequence at a frame rate. */
final class SimulatedClips {

  /** Rates that a clip can be had at, in hertz: divisors of the clock that cameras use. */
  static final List<Integer> RATES = List.of(10, 12, 15, 20, 24, 25, 30, 40, 50, 60, 120);

  private SimulatedClips() {}

  /**
   * @param framesPerSecond one of {@link #RATES}
   * @param model what the features are made with
   */
  static Clip make(SequencePlan plan, int framesPerSecond, ObservationModel model) {
    Sampling sampling =
        plan.split() == SimulatedSplit.TRAIN
            ? Sampling.only(plan.seconds(), framesPerSecond)
            : Sampling.shared(plan.seconds(), framesPerSecond);
    TrueMotion truth = TrueMotion.of(plan, sampling, framesPerSecond);
    ObservationModel.Observation seen =
        model.observe(plan.seed(), sampling, truth.smpl(), truth.speeds());
    int frames = sampling.frames();
    return new Clip(
        plan.name(),
        framesPerSecond,
        seen.features(),
        truth.joints(),
        Optional.of(truth.smpl()),
        IntStream.range(0, frames).mapToObj(t -> String.valueOf(sampling.tick(t))).toList(),
        FrameMask.all(frames),
        FrameMask.all(frames),
        Map.of("occlusion", seen.occlusion(), "speed_m_per_s", truth.meanSpeed()),
        tags(plan));
  }

  private static Map<String, String> tags(SequencePlan plan) {
    Map<String, String> tags = new HashMap<>();
    tags.put("split", plan.split().label());
    tags.put("subject", plan.subject());
    tags.put("activity", plan.activity().name());
    plan.next().ifPresent(next -> tags.put("next-activity", next.name()));
    tags.put("heldout", String.valueOf(plan.heldOut()));
    return tags;
  }
}
