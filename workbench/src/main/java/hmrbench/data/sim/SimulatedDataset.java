package hmrbench.data.sim;

import hmrbench.core.Clip;
import hmrbench.core.JointSet;
import hmrbench.data.Dataset;
import hmrbench.data.FrameRates;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.IntStream;

/**
 * A split of the simulated benchmark. Sequences are made when asked for; the same name, seed and
 * number give the same bits on every machine.
 *
 * <p>Labels of frames are moments in 1/600 s, so a moment has the same label at every rate. Each
 * clip has the signals {@code occlusion} (0 to 1, the most of any limb) and {@code speed_m_per_s}
 * (mean of the scored joints, relative to the pelvis), and the tags {@code split}, {@code subject},
 * {@code activity}, {@code next-activity} (where there are two) and {@code heldout} (true where no
 * training clip shows the activity).
 *
 * <p>In validation and test, truth, noise and features at a rate are exactly every k-th frame of
 * those at k times the rate. Training clips have noise of their own at each rate.
 */
public final class SimulatedDataset implements Dataset {

  /**
   * Version of the sets: another one has other sequences, and scores do not compare. In version 1
   * validation and test had eight subjects, and held-out activities on two of them only.
   */
  public static final int VERSION = 2;

  /** Length of a feature vector of the checkpoints that ship, F. */
  public static final int FEATURES = 128;

  /** Rate at which a set is scored by default, in hertz. */
  public static final int DEFAULT_RATE = 30;

  private final String name;
  private final SimulatedSplit split;
  private final double defaultRate;
  private final ObservationModel model;
  private final List<SequencePlan> plans;

  /**
   * A data set as a config asks for it, with {@link #FEATURES} features.
   *
   * @throws hmrbench.core.Fault if its frame rate is not offered
   */
  public SimulatedDataset(Simulated config) {
    this(
        config.name(),
        config.split(),
        config.sequences(),
        config.seed(),
        config.seconds(),
        config.fps(),
        FEATURES);
  }

  /** A split with sequences of its usual length, scored at 30 frames per second. */
  public SimulatedDataset(
      String name, SimulatedSplit split, int sequences, long seed, int featureSize) {
    this(name, split, sequences, seed, split.seconds(), DEFAULT_RATE, featureSize);
  }

  /**
   * @param name in records
   * @param sequences how many; 24 subjects take turns in validation and test
   * @param seed what is random about it; the feature map and its statistics do not depend on it
   * @param seconds length of a sequence
   * @param framesPerSecond rate at which it is scored by default, in hertz
   * @param featureSize length of a feature vector, F
   * @throws hmrbench.core.Fault if the rate is not offered
   */
  public SimulatedDataset(
      String name,
      SimulatedSplit split,
      int sequences,
      long seed,
      double seconds,
      double framesPerSecond,
      int featureSize) {
    if (sequences < 1) {
      throw new IllegalArgumentException("sequences must be above 0, got " + sequences);
    }
    this.name = name;
    this.split = split;
    this.defaultRate = rate(name, framesPerSecond);
    this.model = ObservationModel.of(featureSize);
    this.plans =
        IntStream.range(0, sequences)
            .mapToObj(i -> SequencePlan.of(split, seconds, seed, i))
            .toList();
  }

  @Override
  public String name() {
    return name;
  }

  public SimulatedSplit split() {
    return split;
  }

  @Override
  public double nativeFramesPerSecond() {
    return defaultRate;
  }

  @Override
  public JointSet joints() {
    return JointSet.SMPL14;
  }

  @Override
  public OptionalInt version() {
    return OptionalInt.of(VERSION);
  }

  @Override
  public boolean cameraStandsStill() {
    return true;
  }

  @Override
  public int featureSize() {
    return model.featureSize();
  }

  @Override
  public List<String> sequences() {
    return plans.stream().map(SequencePlan::name).toList();
  }

  @Override
  public Clip clip(int index, double framesPerSecond) {
    return SimulatedClips.make(plans.get(index), rate(name, framesPerSecond), model);
  }

  @Override
  public List<Double> frameRates() {
    return rates();
  }

  /** The rate as a whole number, or a fault that names those that can be had. */
  static int rate(String name, double framesPerSecond) {
    int rate = (int) framesPerSecond;
    if (rate != framesPerSecond || !SimulatedClips.RATES.contains(rate)) {
      throw FrameRates.notOffered("data set " + name, framesPerSecond, rates());
    }
    return rate;
  }

  private static List<Double> rates() {
    return SimulatedClips.RATES.stream().map(Integer::doubleValue).toList();
  }

  @Override
  public void close() {
    // Nothing is held open.
  }
}
