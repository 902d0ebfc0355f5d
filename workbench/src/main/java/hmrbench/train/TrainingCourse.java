package hmrbench.train;

import ai.djl.ndarray.NDManager;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * What a training is of: what it sees, which network, how long, and how it is scored.
 *
 * @param <B> a batch: what the network sees, and what is true of it
 */
public interface TrainingCourse<B> {

  /** Its name in what a training says. */
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
   * A batch to train on; may be asked by several threads.
   *
   * @param number of the batch, from 0
   */
  B batch(long number);

  /** The weights that it starts from. */
  Weights initial();

  /** Whether a tensor belongs into the checkpoint; the others are thrown away at the end. */
  default boolean isKept(String tensor) {
    return true;
  }

  /** Columns of {@code loss.csv} behind step and learning rate. */
  List<String> columns();

  /**
   * A network with these weights.
   *
   * @param manager owns its tensors
   */
  CourseLearner<B> learner(Weights weights, NDManager manager);

  /**
   * How long and how fast.
   *
   * @param steps batches
   * @param rate learning rate at its height
   * @param finalRate what is left of it at the end
   * @param warmUp steps over which the rate grows to its height
   * @param validateEvery steps between two validations
   */
  record Pace(int steps, double rate, double finalRate, int warmUp, int validateEvery) {

    /** Steps over which the rate of a training on pictures grows. */
    static final int PICTURES_WARM_UP = 200;
  }
}
