package hmrbench.run;

import hmrbench.body.EmbeddedBody;
import hmrbench.config.PictureRecipe;
import hmrbench.core.FloatGrid;
import hmrbench.core.FrameMask;
import hmrbench.core.SmplTrack;
import hmrbench.data.sim.SimulatedSplit;
import hmrbench.metric.Averages;
import hmrbench.metric.Metric;
import hmrbench.metric.Metrics;
import hmrbench.metric.Protocol;
import hmrbench.metric.Protocols;
import hmrbench.metric.SequencePrediction;
import hmrbench.metric.SequenceScore;
import hmrbench.scene.PictureBatch;
import hmrbench.scene.PictureBatches;
import hmrbench.scene.Scene;
import hmrbench.scene.SceneKey;
import hmrbench.tensor.ComputeDevice;
import hmrbench.train.BodyCourse;
import hmrbench.train.BodyLoss;
import hmrbench.train.CourseTraining;
import hmrbench.train.PictureValidation;
import hmrbench.train.Progress;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;

/** Starts a training on pictures with its validation clips. */
public final class PictureTrainings {

  private static final double FRAMES_PER_SECOND = 30;
  private static final List<Metric> SCORED =
      List.of(Metrics.MPJPE, Metrics.PA_MPJPE, Metrics.ACCEL_ERR);

  private PictureTrainings() {}

  /**
   * Trains what of a recipe is missing.
   *
   * @param work folder of the unfinished training; the same one goes on with it
   * @param command what was typed, for the card
   */
  public static void run(
      PictureRecipe recipe,
      Path work,
      String command,
      ComputeDevice device,
      Progress progress,
      Clock clock) {
    progress.say("drawing validation pictures");
    List<PictureBatch> clips = clips(recipe);
    PictureValidation validation = network -> score(clips, network);
    BodyCourse course = new BodyCourse(recipe, validation);
    new CourseTraining<>(course, work, command, device, progress, clock).run();
  }

  static List<PictureBatch> clips(PictureRecipe recipe) {
    Scene.Bodies bodies = new Scene.Bodies(EmbeddedBody.model());
    PictureRecipe.Pictures pictures = recipe.pictures();
    PictureBatches batches = new PictureBatches(pictures.size(), 1, 1, pictures.seed(), bodies);
    SimulatedSplit split = SimulatedSplit.VALIDATION;
    PictureRecipe.Validation look = recipe.validation();
    return IntStream.range(0, look.sequences())
        .parallel()
        .mapToObj(
            i ->
                batches.clip(
                    new SceneKey(split, split.seconds(), look.seed(), i),
                    look.frames(),
                    FRAMES_PER_SECOND))
        .toList();
  }

  static Map<String, Double> score(
      List<PictureBatch> clips, Function<PictureBatch, SmplTrack> network) {
    Protocol protocol = Protocols.named("hmrbench").orElseThrow();
    List<SequencePrediction> predictions = new ArrayList<>();
    double loss = 0;
    for (PictureBatch clip : clips) {
      SmplTrack truth = truth(clip);
      SmplTrack predicted = network.apply(clip);
      loss += new BodyLoss(BodyLoss.PUBLISHED).of(predicted, truth).total() / clips.size();
      predictions.add(
          new SequencePrediction(
              "clip-" + predictions.size(),
              TrainingValidation.joints(truth, FRAMES_PER_SECOND),
              TrainingValidation.joints(predicted, FRAMES_PER_SECOND),
              Optional.empty(),
              FrameMask.all(clip.size()),
              IntStream.range(0, clip.size()).boxed().toList()));
    }
    Map<String, Double> averages = new LinkedHashMap<>();
    averages.put("loss", loss);
    List<SequenceScore> scores = protocol.score(predictions, SCORED);
    for (Metric metric : SCORED) {
      Averages.overFrames(scores, metric)
          .ifPresent(value -> averages.put(metric.id().column(), value));
    }
    return averages;
  }

  static SmplTrack truth(PictureBatch clip) {
    FloatGrid rotations = clip.rotations().reshape(clip.size(), 24, 3, 3);
    return new SmplTrack(rotations, clip.betas(), clip.camera());
  }
}
