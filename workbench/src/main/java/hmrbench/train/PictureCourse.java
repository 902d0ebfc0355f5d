package hmrbench.train;

import ai.djl.ndarray.NDManager;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * What a training on pictures is of: which pictures, which network, how long, and how it is scored.
 *
 * @param <B> a batch of pictures and what is true of them
 */
public interface PictureCourse<B> {

  /** Name of the recipe. */
  String name();

  /** The recipe as a card has it; where it differs, another checkpoint is meant. */
  String told();

  /** Words that the file of the weights has about itself. */
  Map<String, String> words();

  /** Folder of the checkpoint. */
  Path output();

  /** How long and how fast. */
  Pace pace();

  /**
   * A batch of training pictures; may be asked by several threads.
   *
   * @param number of the batch, from 0
   * @param surroundings how much of what is around the people is seen, 0 to 1
   */
  B batch(long number, double surroundings);

  /** The weights that it starts from. */
  Weights initial();

  /** Columns of {@code loss.csv} behind step and learning rate. */
  List<String> columns();

  /**
   * A network with these weights.
   *
   * @param manager owns its tensors
   */
  PictureLearner<B> learner(Weights weights, NDManager manager);

  /**
   * How long and how fast.
   *
   * @param steps batches
   * @param rate learning rate at the start
   * @param finalRate what is left of it at the end
   * @param calm share of the steps over which the surroundings grow from an even grey
   * @param validateEvery steps between two validations
   */
  record Pace(int steps, double rate, double finalRate, double calm, int validateEvery) {}
}
