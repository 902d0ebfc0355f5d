package hmrbench.run.bench;

import hmrbench.body.BodyModel;
import hmrbench.body.JointRecipe;
import hmrbench.core.Clip;
import hmrbench.core.FloatGrid;
import hmrbench.core.JointSet;
import hmrbench.core.Rotations;
import hmrbench.core.SmplTrack;
import hmrbench.data.Dataset;
import hmrbench.io.NdArray;
import hmrbench.io.npy.Npy;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * Made-up sequences of 3DPW's form: features in a file that is read when a clip is asked for, true
 * bodies in memory. Motions are slow waves, so that every metric has something to measure.
 */
final class BenchData implements Dataset {

  static final double FRAMES_PER_SECOND = 30;

  /** Frames per sequence; 3DPW's test set has 24 to 37 sequences of some 1000. */
  static final int SEQUENCE = 500;

  private static final double AMPLITUDE_RADIANS = 0.4;

  private final NdArray features;
  private final List<SmplTrack> truth;
  private final BodyModel body;

  private BenchData(NdArray features, List<SmplTrack> truth, BodyModel body) {
    this.features = features;
    this.truth = truth;
    this.body = body;
  }

  /**
   * Makes the data.
   *
   * @param file receives the features
   */
  static BenchData make(Path file, int frames, int featureSize, long seed, BodyModel body) {
    SplittableRandom random = new SplittableRandom(seed);
    float[] values = new float[Math.multiplyExact(frames, featureSize)];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) random.nextDouble();
    }
    Npy.write(file, NdArray.of(values, frames, featureSize));
    List<SmplTrack> truth =
        IntStream.range(0, sequences(frames))
            .mapToObj(i -> motion(length(frames, i), random.split()))
            .toList();
    return new BenchData(Npy.read(file), truth, body);
  }

  private static int sequences(int frames) {
    return Math.max(1, frames / SEQUENCE);
  }

  /** The last sequence takes what is left over. */
  private static int length(int frames, int index) {
    int last = sequences(frames) - 1;
    return index < last ? SEQUENCE : frames - last * SEQUENCE;
  }

  /** Every joint swings about its own axis. */
  static SmplTrack motion(int frames, SplittableRandom random) {
    int joints = 24;
    double[] axes = random.doubles(joints * 3L, -1, 1).toArray();
    double[] rates = random.doubles(joints, 0.02, 0.2).toArray();
    float[] shape = new float[10];
    for (int i = 0; i < shape.length; i++) {
      shape[i] = (float) (2 * random.nextDouble() - 1);
    }
    float[] rotations = new float[frames * joints * 9];
    float[] betas = new float[frames * 10];
    double[] matrix = new double[9];
    for (int t = 0; t < frames; t++) {
      for (int j = 0; j < joints; j++) {
        double swing = AMPLITUDE_RADIANS * Math.sin(rates[j] * t + j);
        Rotations.fromAxisAngle(
            swing * axes[j * 3], swing * axes[j * 3 + 1], swing * axes[j * 3 + 2], matrix);
        for (int i = 0; i < 9; i++) {
          rotations[(t * joints + j) * 9 + i] = (float) matrix[i];
        }
      }
      System.arraycopy(shape, 0, betas, t * 10, 10);
    }
    return new SmplTrack(
        FloatGrid.owning(rotations, frames, joints, 3, 3),
        FloatGrid.owning(betas, frames, 10),
        FloatGrid.zeros(frames, 3));
  }

  @Override
  public Clip clip(int index, double framesPerSecond) {
    SmplTrack smpl = truth.get(index);
    int from = index * SEQUENCE;
    int frames = smpl.frames();
    return Clip.of(
        "sequence-" + index,
        FRAMES_PER_SECOND,
        features.rows(from, from + frames).toFloatGrid(),
        body.joints(smpl, JointRecipe.H36M_14, FRAMES_PER_SECOND),
        Optional.of(smpl));
  }

  @Override
  public String name() {
    return BenchScene.DATASET;
  }

  @Override
  public double nativeFramesPerSecond() {
    return FRAMES_PER_SECOND;
  }

  @Override
  public JointSet joints() {
    return JointSet.COMMON14;
  }

  @Override
  public int featureSize() {
    return features.shape()[1];
  }

  @Override
  public List<String> sequences() {
    return IntStream.range(0, truth.size()).mapToObj(i -> "sequence-" + i).toList();
  }

  @Override
  public List<Double> frameRates() {
    return List.of(FRAMES_PER_SECOND);
  }

  @Override
  public void close() {
    // The mapping goes with the last reference.
  }
}
