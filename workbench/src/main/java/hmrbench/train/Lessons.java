package hmrbench.train;

import ai.djl.ndarray.NDManager;
import hmrbench.config.ModelConfig;
import hmrbench.model.TrainableNetwork;

/**
 * What all trainings of a run learn from: simulated clips, sequences of a data set, official files.
 * Safe for several threads at once.
 */
public interface Lessons {

  /** Length of a feature vector, F. */
  int featureSize();

  /** The body that a regressor starts from, where no other is given. */
  ClipStore.MeanBody mean();

  /**
   * The lesson of one network.
   *
   * @param batch windows per batch, B
   * @param everyFrame whether a sequence network is supervised in every frame, as a discriminator
   *     needs it
   * @param manager owns constants
   * @throws hmrbench.core.Fault if its windows do not fit
   */
  Lesson of(
      ModelConfig.Network model,
      TrainableNetwork network,
      int batch,
      boolean everyFrame,
      long seed,
      NDManager manager);
}
