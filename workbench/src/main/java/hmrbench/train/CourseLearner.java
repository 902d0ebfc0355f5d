package hmrbench.train;

import java.util.List;
import java.util.Map;

/**
 * A network in training, one step at a time.
 *
 * @param <B> a batch: what the network sees, and what is true of it
 */
public interface CourseLearner<B> {

  /** The weights as they are. */
  TrainableParameters parameters();

  /** The optimiser; its state is part of a saved training. */
  Adam adam();

  /**
   * Does the step after the ones that are done.
   *
   * @param rate learning rate
   * @return what it found before its update, in the order of {@link TrainingCourse#columns}
   * @throws hmrbench.core.Fault if the loss is no longer finite
   */
  List<Double> step(B batch, double rate);

  /** Averages on what it is validated on, by name with unit, in a fixed order. */
  Map<String, Double> score();
}
