package hmrbench.data.sim;

import hmrbench.core.Clip;
import hmrbench.core.JointSet;
import hmrbench.core.SimulatedSets;
import hmrbench.data.DataFormat.BodyJoints;
import hmrbench.data.Dataset;
import hmrbench.data.FrameRates;
import java.util.List;
import java.util.Optional;
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
 * <p>Where a config says what the camera does, clips have a world ({@link WorldMotion}) and the tag
 * {@code camera}; people, motions and noise are those of the set without one. Labels are then frame
 * numbers of a video at the set's own rate, as other programs count them.
 *
 * <p>In validation and test, truth, noise and features at a rate are exactly every k-th frame of
 * those at k times the rate. Training clips have noise of their own at each rate.
 */
public final class SimulatedDataset implements Dataset {

  /** Length of a feature vector of the checkpoints that ship, F. */
  public static final int FEATURES = 128;

  /** Rate at which a set is scored by default, in hertz. */
  public static final int DEFAULT_RATE = 30;

  private final String name;
  private final SimulatedSplit split;
  private final double defaultRate;
  private final ObservationModel model;
  private final List<SequencePlan> plans;
  private final Optional<World> world;

  /** What the camera does, and the body that is posed in the world. */
  private record World(CameraMotion camera, BodyJoints body) {}

  /**
   * A data set as a config asks for it, with {@link #FEATURES} features.
   *
   * @param body that is posed in the world, where the config asks for one
   * @throws hmrbench.core.Fault if its frame rate is not offered
   */
  public SimulatedDataset(Simulated config, BodyJoints body) {
    this(
        config.name(),
        config.split(),
        config.sequences(),
        config.seed(),
        config.seconds(),
        config.fps(),
        FEATURES,
        config.camera().map(camera -> new World(camera, body)));
  }

  /**
   * A data set as a config asks for it that knows no world.
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
    if (config.camera().isPresent()) {
      throw new IllegalArgumentException("a set with a world needs a body, got " + config);
    }
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
    this(name, split, sequences, seed, seconds, framesPerSecond, featureSize, Optional.empty());
  }

  private SimulatedDataset(
      String name,
      SimulatedSplit split,
      int sequences,
      long seed,
      double seconds,
      double framesPerSecond,
      int featureSize,
      Optional<World> world) {
    if (sequences < 1) {
      throw new IllegalArgumentException("sequences must be above 0, got " + sequences);
    }
    this.name = name;
    this.split = split;
    this.world = world;
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
    return OptionalInt.of(SimulatedSets.VERSION);
  }

  @Override
  public boolean cameraStandsStill() {
    return world.map(it -> it.camera() == CameraMotion.STILL).orElse(true);
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
    SequencePlan plan = plans.get(index);
    int rate = rate(name, framesPerSecond);
    return world
        .map(
            it ->
                SimulatedClips.inWorld(
                    plan, rate, defaultRate, model, it.camera().of(index), it.body()))
        .orElseGet(() -> SimulatedClips.make(plan, rate, model));
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

  /** The rates at which simulated motion can be had, ascending, in hertz. */
  public static List<Double> rates() {
    return SimulatedClips.RATES.stream().map(Integer::doubleValue).toList();
  }

  @Override
  public void close() {
    // Nothing is held open.
  }
}
