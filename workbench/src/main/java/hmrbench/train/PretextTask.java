package hmrbench.train;

import ai.djl.ndarray.NDArray;
import hmrbench.config.PretextRecipe;
import hmrbench.core.FloatGrid;
import hmrbench.tensor.Parameters;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * A question about windows of features whose answer the features themselves hold, and the head that
 * answers it.
 *
 * <ul>
 *   <li>B = questions in a batch, W = windows that they are about, T = frames per window, F =
 *       features per frame, D = numbers that the head reads of a window, N = numbers of an answer
 * </ul>
 */
interface PretextTask {

  /** Frames of a clip that a question and its answer are made of. */
  int spannedFrames();

  /**
   * Questions about clips, drawn uniformly.
   *
   * @param clips each with at least {@link #spannedFrames} frames
   * @param count how many, B
   */
  PretextBatch draw(FeatureClips clips, SplittableRandom random, int count);

  /**
   * Adds the head's layers, whose names begin with {@value PretextLearner#HEAD}.
   *
   * @param read numbers that it reads of a window, D
   */
  void addHead(InitialWeights weights, int read);

  /** The head on given weights. */
  Head head(Parameters parameters);

  /** Answers from what an encoder says of windows. */
  @FunctionalInterface
  interface Head {

    /** From [W, D] to [B, N]. */
    NDArray answers(NDArray read);
  }

  /**
   * Compares answers with the truth.
   *
   * @param answers what the head says [B, N]
   * @param truth [B, N]
   */
  Graded grade(FloatGrid answers, FloatGrid truth);

  /** Averages over questions by name with unit, the loss first. */
  Map<String, Double> score(FloatGrid answers, PretextBatch batch);

  /**
   * How wrong answers are.
   *
   * @param loss mean over the questions
   * @param gradient of it with respect to the answers [B, N]
   */
  record Graded(double loss, FloatGrid gradient) {}

  /**
   * The task that a recipe asks for.
   *
   * @param frames per window, T
   * @param features per frame, F
   */
  static PretextTask of(PretextRecipe.Pretext asked, int frames, int features) {
    return asked.match(
        new PretextRecipe.Pretext.Cases<>() {
          @Override
          public PretextTask order(PretextRecipe.Order order) {
            return new OrderTask(order, frames);
          }

          @Override
          public PretextTask forecast(PretextRecipe.Forecast forecast) {
            return new ForecastTask(forecast, frames, features);
          }
        });
  }
}
