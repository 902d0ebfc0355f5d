package hmrbench.train;

import java.util.List;
import java.util.Map;

/**
 * A network on pictures in training, one step at a time.
 *
 * @param <B> a batch of pictures and what is true of them
 */
public interface PictureLearner<B> {

  /** The weights as they are. */
  TrainableParameters parameters();

  /** The optimiser; its state is part of a saved training. */
  Adam adam();

  /**
   * Does the step after the ones that are done.
   *
   * @param rate learning rate
   * @return what it found before its update, in the order of {@link PictureCourse#columns}
   * @throws hmrbench.core.Fault if the loss is no longer finite
   */
  List<Double> step(B batch, double rate);

  /** Averages on validation pictures by name with unit, in a fixed order. */
  Map<String, Double> score();
}
