package hmrbench.run;

import hmrbench.body.EmbeddedBody;
import hmrbench.config.DetectorRecipe;
import hmrbench.core.FloatGrid;
import hmrbench.data.sim.SimulatedSplit;
import hmrbench.picture.people.PeopleMaps;
import hmrbench.scene.Scene;
import hmrbench.scene.WholePictureBatch;
import hmrbench.scene.WholePictures;
import hmrbench.tensor.ComputeDevice;
import hmrbench.train.CourseTraining;
import hmrbench.train.DetectorCourse;
import hmrbench.train.Progress;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.LongStream;

/** Starts a training of a network that finds people, with its validation pictures. */
public final class DetectorTrainings {

  /** Peaks below count in no curve. */
  private static final double LEAST_SCORE = 0.02;

  private DetectorTrainings() {}

  /**
   * Trains what of a recipe is missing.
   *
   * @param work folder of the unfinished training; the same one goes on with it
   * @param command what was typed, for the card
   */
  public static void run(
      DetectorRecipe recipe,
      Path work,
      String command,
      ComputeDevice device,
      Progress progress,
      Clock clock) {
    progress.say("drawing validation pictures");
    List<WholePictureBatch> pictures = pictures(recipe);
    DetectorCourse course = new DetectorCourse(recipe, network -> score(pictures, network));
    new CourseTraining<>(course, work, command, device, progress, clock).run();
  }

  /** Pictures of the validation split. */
  static List<WholePictureBatch> pictures(DetectorRecipe recipe) {
    DetectorRecipe.Pictures drawn = recipe.pictures();
    WholePictures pictures =
        new WholePictures(
            drawn.side(), drawn.batch(), drawn.seed(), new Scene.Bodies(EmbeddedBody.model()));
    return LongStream.range(0, recipe.validation().batches())
        .parallel()
        .mapToObj(number -> pictures.batch(SimulatedSplit.VALIDATION, number, 1))
        .toList();
  }

  /** How well a network finds those who are in some pictures. */
  static Map<String, Double> score(
      List<WholePictureBatch> pictures, UnaryOperator<FloatGrid> network) {
    DetectorScores scores = new DetectorScores();
    for (WholePictureBatch batch : pictures) {
      FloatGrid maps = network.apply(batch.pixels());
      for (int picture = 0; picture < batch.size(); picture++) {
        scores.add(
            batch.people().get(picture),
            PeopleMaps.people(maps, picture, LEAST_SCORE, PeopleMaps.SAME_PERSON));
      }
    }
    return scores.scores();
  }
}
