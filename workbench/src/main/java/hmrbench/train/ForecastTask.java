package hmrbench.train;

import hmrbench.config.PretextRecipe;
import hmrbench.core.FloatGrid;
import hmrbench.tensor.Linear;
import hmrbench.tensor.Parameters;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * How the static features change until some frames before and behind a window. Both are outside it,
 * so that a network that reads a window from both ends is asked for what it has not seen; the
 * change counts from the nearest frame of the window, as in Martinez et al., On Human Motion
 * Prediction Using Recurrent Neural Networks, CVPR 2017, since to hold it still is hard to beat
 * otherwise.
 *
 * <p>Changes are compared by their squared error, and not told from those of other frames as in Han
 * et al., Video Representation Learning by Dense Predictive Coding, ICCVW 2019: there a frame has
 * far more in it than its motion, here a feature is little but the body, and an error can be held
 * against the naive answer, no change.
 *
 * <p>Weights: {@code pretext.head} [2F, D].
 */
final class ForecastTask implements PretextTask {

  private final int steps;
  private final int frames;
  private final int size;

  /**
   * @param frames per window, T
   * @param features per frame, F
   */
  ForecastTask(PretextRecipe.Forecast asked, int frames, int features) {
    this.steps = asked.steps();
    this.frames = frames;
    this.size = features;
  }

  @Override
  public int spannedFrames() {
    return frames + 2 * steps;
  }

  @Override
  public PretextBatch draw(FeatureClips clips, SplittableRandom random, int count) {
    float[] features = new float[count * frames * size];
    float[] truth = new float[count * 2 * size];
    for (int b = 0; b < count; b++) {
      FloatGrid clip = clips.clip(random.nextInt(clips.size()));
      int before = random.nextInt(clip.size(0) - spannedFrames() + 1);
      int first = before + steps;
      clip.copyTo(first * size, features, b * frames * size, frames * size);
      int last = first + frames - 1;
      for (int i = 0; i < size; i++) {
        truth[b * 2 * size + i] = clip.at(before, i) - clip.at(first, i);
        truth[(b * 2 + 1) * size + i] = clip.at(last + steps, i) - clip.at(last, i);
      }
    }
    return new PretextBatch(
        FloatGrid.owning(features, count, frames, size), FloatGrid.owning(truth, count, 2 * size));
  }

  @Override
  public void addHead(InitialWeights weights, int read) {
    weights.linear(PretextLearner.HEAD, 2 * size, read);
  }

  @Override
  public Head head(Parameters parameters) {
    return Linear.of(parameters, PretextLearner.HEAD, 2L * size, Parameters.ANY)::apply;
  }

  /** The squared error, a mean over features. */
  @Override
  public Graded grade(FloatGrid answers, FloatGrid truth) {
    int count = answers.length();
    float[] gradient = new float[count];
    double loss = 0;
    for (int i = 0; i < count; i++) {
      double error = (double) answers.get(i) - truth.get(i);
      loss += error * error / count;
      gradient[i] = (float) (2 * error / count);
    }
    return new Graded(loss, FloatGrid.owning(gradient, answers.shape()));
  }

  @Override
  public Map<String, Double> score(FloatGrid answers, PretextBatch batch) {
    double loss = grade(answers, batch.truth()).loss();
    double held = grade(FloatGrid.zeros(answers.shape()), batch.truth()).loss();
    Map<String, Double> scores = new LinkedHashMap<>();
    scores.put("loss", loss);
    scores.put("held_loss", held);
    scores.put("loss_of_held_percent", 100 * loss / held);
    return scores;
  }
}
