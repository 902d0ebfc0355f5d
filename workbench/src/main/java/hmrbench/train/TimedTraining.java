package hmrbench.train;

import ai.djl.ndarray.NDManager;
import hmrbench.config.ModelConfig;
import hmrbench.config.TrainingConfig;
import hmrbench.model.Models;
import hmrbench.model.TrainableNetwork;
import hmrbench.tensor.ComputeDevice;
import hmrbench.tensor.TensorEngine;
import java.util.Optional;

/** A training that is timed and leaves nothing: weights drawn from a seed, as each begins. */
public final class TimedTraining implements AutoCloseable {

  private final NDManager manager;
  private final Lesson lesson;
  private final Trainer trainer;

  /**
   * @param batch windows per batch
   * @param device that it computes on
   */
  public TimedTraining(
      ModelConfig.Network model,
      TrainingConfig.Sizes sizes,
      Lessons lessons,
      int batch,
      long seed,
      ComputeDevice device) {
    manager = TensorEngine.newManager(device);
    Weights initial =
        StartWeights.initial(
            Models.all(), model, lessons.featureSize(), sizes, lessons.mean(), seed);
    TrainableParameters parameters = new TrainableParameters(initial, manager);
    TrainableNetwork network = Models.all().trainable(model, parameters);
    lesson = lessons.of(model, network, batch, false, seed, manager);
    trainer =
        new Trainer(
            network, parameters, lesson, Optional.empty(), Double.POSITIVE_INFINITY, manager);
  }

  /**
   * Does some steps.
   *
   * @param rate learning rate
   */
  public double stepsPerSecond(int steps, double rate) {
    long start = System.nanoTime();
    for (int step = 0; step < steps; step++) {
      trainer.step(rate);
    }
    return steps * 1e9 / (System.nanoTime() - start);
  }

  /**
   * Reads and assembles some batches, and trains on none of them.
   *
   * @return batches per second
   */
  public double batchesPerSecond(int batches) {
    long start = System.nanoTime();
    for (int step = 0; step < batches; step++) {
      try (NDManager scope = manager.newSubManager()) {
        lesson.draw(scope, step);
      }
    }
    return batches * 1e9 / (System.nanoTime() - start);
  }

  @Override
  public void close() {
    manager.close();
  }
}
