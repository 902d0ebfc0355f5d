package hmrbench.train;

import ai.djl.ndarray.NDManager;
import hmrbench.config.ModelConfig;
import hmrbench.config.TrainingConfig;
import hmrbench.core.Clip;
import hmrbench.core.Fault;
import hmrbench.core.FloatGrid;
import hmrbench.core.JointSet;
import hmrbench.core.KeypointTrack;
import hmrbench.core.Rotations;
import hmrbench.model.TrainableNetwork;
import hmrbench.model.fitting.DetectorNoise;
import hmrbench.model.vibe.MotionDiscriminator;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Windows of clips with known bodies, compared on the skeleton of the simulated body. */
public final class ClipLessons implements Lessons {

  private static final int JOINTS = 24;

  private final TrainingClips source;
  private final TrainingConfig.LossWeights weights;
  private final TrainingConfig.Supervision supervision;
  private final Progress progress;
  private @Nullable ClipStore clips;

  /** Lessons of true bodies. */
  public ClipLessons(TrainingClips source, TrainingConfig.LossWeights weights, Progress progress) {
    this(source, weights, TrainingConfig.Supervision.TRUTH, progress);
  }

  /**
   * Lessons of clips.
   *
   * @param supervision what is known of their frames
   */
  public ClipLessons(
      TrainingClips source,
      TrainingConfig.LossWeights weights,
      TrainingConfig.Supervision supervision,
      Progress progress) {
    this.source = source;
    this.weights = weights;
    this.supervision = supervision;
    this.progress = progress;
  }

  /** Made when the first training asks for them: none does where every checkpoint is there. */
  private synchronized ClipStore clips() {
    if (clips == null) {
      progress.say("making %d training clips".formatted(source.count()));
      clips =
          isTrue()
              ? ClipStore.of(source::clip, source.count())
              : ClipStore.of(source::clip, source.count(), clip -> Optional.of(seen(clip)));
    }
    return clips;
  }

  private boolean isTrue() {
    return supervision.kind() == TrainingConfig.Supervision.Kind.TRUTH;
  }

  /** What a detector finds in a clip. */
  private KeypointTrack seen(Clip clip) {
    String asker = "supervision " + supervision.kind().key();
    KeypointTrack given = clip.requireKeypoints(asker);
    if (!given.joints().equals(JointSet.SMPL14)) {
      throw Fault.asked(
          "%s: sequence %s: its 2D joints are %s, which the program's own body does not have; take"
              + " simulated, rendered or mocap clips, or supervision 3d",
          asker, clip.sequence(), given.joints());
    }
    return new DetectorNoise(supervision.noise(), supervision.seed())
        .of(given, clip.sequence(), clip.frameLabels());
  }

  @Override
  public int featureSize() {
    return source.featureSize();
  }

  @Override
  public ClipStore.MeanBody mean() {
    return isTrue() ? clips().mean() : UsualBody.of(clips());
  }

  @Override
  public Lesson of(
      ModelConfig.Network model,
      TrainableNetwork network,
      int batch,
      boolean everyFrame,
      long seed,
      NDManager manager) {
    List<Integer> horizons = network.horizons();
    if (everyFrame && !horizons.equals(List.of(0))) {
      throw Fault.asked(
          "model %s predicts past and future, too, and a discriminator judges the frames of a window"
              + " alone; leave one of them out of the recipe",
          model.name());
    }
    WindowSampler sampler =
        new WindowSampler(
            clips(),
            network.output(),
            network.windowFrames(),
            batch,
            everyFrame ? 1 : WindowSampler.SPARSE,
            horizons,
            seed);
    requireWindow(model, sampler.spannedFrames());
    if (!isTrue()) {
      return new KeypointLesson(clips(), sampler, BodyLoss.Weights.of(weights), supervision, batch);
    }
    BodyLoss loss = new BodyLoss(BodyLoss.Weights.of(weights));
    return (scope, step) -> {
      WindowSampler.Batch drawn = sampler.draw(scope, step);
      return new Lesson.Batch(
          drawn.features(),
          drawn.firstFrame(),
          drawn.stride(),
          drawn.places(),
          rows -> loss.of(rows, drawn.targets()),
          () -> motion(drawn.targets(), batch),
          UnaryOperator.identity());
    };
  }

  private void requireWindow(ModelConfig.Network model, int frames) {
    if (clips().shortest() < frames) {
      throw Fault.asked(
          "model %s looks at windows of %d frames, and the shortest training clip has %d; give"
              + " clips of more seconds",
          model.name(), frames, clips().shortest());
    }
  }

  /** The rotations of the body joints of windows of which every frame is a target. */
  static FloatGrid motion(BodyTargets truth, int windows) {
    int count = truth.size();
    FloatGrid all =
        Rotations.toAxisAngle(
            FloatGrid.owning(truth.rotations().toArray(), count, JOINTS, 3, 3)); // [N, 24, 3]
    int size = MotionDiscriminator.BODY_ROTATIONS;
    float[] values = new float[count * size];
    for (int row = 0; row < count; row++) {
      all.copyTo((row * JOINTS + 1) * 3, values, row * size, size);
    }
    return FloatGrid.owning(values, windows, count / windows, size);
  }
}
