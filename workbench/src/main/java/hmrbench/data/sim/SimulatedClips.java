package hmrbench.data.sim;

import hmrbench.core.Clip;
import hmrbench.core.Decimals;
import hmrbench.core.FrameList;
import hmrbench.core.KeypointTrack;
import hmrbench.core.world.WorldRoot;
import hmrbench.data.DataFormat.BodyJoints;
import hmrbench.data.Viewpoint;
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
    Sampling sampling = sampling(plan, framesPerSecond);
    TrueMotion truth = TrueMotion.of(plan, sampling, framesPerSecond);
    return clip(plan, truth, sampling, Sampling.TICKS, model, tags(plan));
  }

  /**
   * The clip of a sequence in a world.
   *
   * @param videoRate frames per second of the video whose frame numbers are labels
   * @param kind what its camera does; not each in turn
   * @param body that is posed in the world
   */
  static Clip inWorld(
      SequencePlan plan,
      int framesPerSecond,
      double videoRate,
      ObservationModel model,
      CameraMotion kind,
      BodyJoints body) {
    Sampling sampling = sampling(plan, framesPerSecond);
    WorldMotion motion =
        new WorldMotion(plan, kind, TrueMotion.firstTick(), TrueMotion.endTick(plan.seconds()));
    TrueMotion truth = TrueMotion.of(motion, plan.betaArray(), sampling, framesPerSecond);
    Map<String, String> tags = tags(plan);
    tags.put("camera", kind.key());
    int[] ticks = IntStream.range(0, sampling.frames()).map(sampling::tick).toArray();
    WorldRoot root = motion.root(ticks);
    return clip(plan, truth, sampling, videoRate, model, tags)
        .inWorld(body.inWorld(truth.smpl(), root, framesPerSecond), motion.camera(ticks));
  }

  private static Sampling sampling(SequencePlan plan, int framesPerSecond) {
    return plan.split() == SimulatedSplit.TRAIN
        ? Sampling.only(plan.seconds(), framesPerSecond)
        : Sampling.shared(plan.seconds(), framesPerSecond);
  }

  private static Clip clip(
      SequencePlan plan,
      TrueMotion truth,
      Sampling sampling,
      double labelsPerSecond,
      ObservationModel model,
      Map<String, String> tags) {
    ObservationModel.Observation seen =
        model.observe(plan.seed(), sampling, truth.smpl(), truth.speeds());
    int frames = sampling.frames();
    return new Clip(
            plan.name(),
            truth.joints().framesPerSecond(),
            seen.features(),
            truth.joints(),
            Optional.of(truth.smpl()),
            FrameList.of(
                IntStream.range(0, frames)
                    .mapToObj(
                        t ->
                            Decimals.atMost(3, sampling.tick(t) * labelsPerSecond / Sampling.TICKS))
                    .toList()),
            Map.of(
                "occlusion",
                seen.occlusion(),
                "speed_m_per_s",
                truth.meanSpeed(),
                Viewpoint.SIGNAL,
                Viewpoint.withYUp(truth.smpl())),
            tags)
        .withKeypoints(KeypointTrack.projected(truth.joints(), truth.smpl().camera()));
  }

  static Map<String, String> tags(SequencePlan plan) {
    Map<String, String> tags = new HashMap<>();
    tags.put("split", plan.split().label());
    tags.put("subject", plan.subject());
    tags.put("activity", plan.activity().name());
    plan.next().ifPresent(next -> tags.put("next-activity", next.name()));
    tags.put("heldout", String.valueOf(plan.heldOut()));
    return tags;
  }
}
