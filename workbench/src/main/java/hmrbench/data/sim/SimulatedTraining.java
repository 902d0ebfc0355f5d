package hmrbench.data.sim;

import hmrbench.core.Clip;

/**
 * Training clips without end: 2 s each, one subject each, made from their number. The first N are
 * the clips of {@code new SimulatedDataset(name, Split.TRAIN, N, seed, featureSize)}. Safe for
 * several threads at once.
 */
public final class SimulatedTraining {

  private final long seed;
  private final int framesPerSecond;
  private final ObservationModel model;

  /**
   * @param seed what is random about the clips
   * @param framesPerSecond rate of the clips, in hertz
   * @param featureSize length of a feature vector, F
   * @throws hmrbench.core.Fault if the rate is not offered; the message names those that are
   */
  public SimulatedTraining(long seed, double framesPerSecond, int featureSize) {
    this.seed = seed;
    this.framesPerSecond = SimulatedDataset.rate("simulated-train", framesPerSecond);
    this.model = ObservationModel.of(featureSize);
  }

  public int featureSize() {
    return model.featureSize();
  }

  /** Frames of every clip. */
  public int framesPerClip() {
    return SimulatedSplit.TRAIN.seconds() * framesPerSecond;
  }

  /** The clip with this number, from 0; always the same one. */
  public Clip clip(long index) {
    return SimulatedClips.make(
        SequencePlan.of(SimulatedSplit.TRAIN, seed, index), framesPerSecond, model);
  }
}
