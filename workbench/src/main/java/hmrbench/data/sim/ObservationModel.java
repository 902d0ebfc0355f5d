package hmrbench.data.sim;

import hmrbench.core.FloatGrid;
import hmrbench.core.Series;
import hmrbench.core.SmplTrack;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What a per-frame image network would make of a motion: a noisy belief of the pose, shape and
 * camera, then a fixed random map to a feature vector.
 *
 * <p>Belief: R'_j = (1 - 0.6 w_j) R_j exp(error_j) + 0.6 w_j mean_j, with the error and the
 * occlusion w of {@link BeliefNoise} and mean_j the mean rotation of training; betas' = betas + 0.5
 * N (per clip) + 0.05 N (per frame); camera' = camera + (0.02, 0.01, 0.01) N per frame. The first
 * two columns of each R', betas' and camera' (157 values) are standardised with {@link
 * TrainingStatistics}, mapped by {@link FeatureMap}, standardised again, and 0.033 N is added to
 * every feature.
 */
public final class ObservationModel {

  private static final double OCCLUSION_PULL = 0.6;
  private static final double BETA_BIAS = 0.5;
  private static final double BETA_FAST = 0.05;
  private static final double[] CAMERA_FAST = {0.02, 0.01, 0.01};
  private static final double FEATURE_FAST = 0.033;

  // Purposes of random streams.
  private static final long BETA_DRAWS = 31;
  private static final long FRAME_DRAWS = 32;

  private static final Map<Integer, ObservationModel> MADE = new ConcurrentHashMap<>();

  private final FeatureMap map;
  private final TrainingStatistics statistics;

  private ObservationModel(int featureSize) {
    map = new FeatureMap(featureSize);
    statistics = TrainingStatistics.of(map);
  }

  /** The model with a feature size F; made once (in about a second) and then kept. */
  public static ObservationModel of(int featureSize) {
    return MADE.computeIfAbsent(featureSize, ObservationModel::new);
  }

  /**
   * What was observed.
   *
   * @param features features [T, F]
   * @param occlusion how much of the person was hidden, 0 to 1: the most of any limb
   */
  public record Observation(FloatGrid features, Series occlusion) {}

  /** The key of a recorded sequence's noise and camera: a seed and the name of the sequence. */
  public static long keyOf(long seed, String name) {
    long key = RandomStream.key(seed, name.length());
    for (int i = 0; i < name.length(); i++) {
      key = RandomStream.key(key, name.charAt(i));
    }
    return key;
  }

  /** Length of a feature vector, F. */
  public int featureSize() {
    return map.features();
  }

  /**
   * Observes a motion.
   *
   * @param seed names the noise: the same seed gives the same noise
   * @param sampling the moments of the frames
   * @param truth true pose, shape and camera of T frames
   * @param speeds speed of each joint relative to the pelvis [T, 24], in m/s
   */
  public Observation observe(long seed, Sampling sampling, SmplTrack truth, FloatGrid speeds) {
    int frames = truth.frames();
    BeliefNoise noise = new BeliefNoise(seed, sampling);
    Frame frame = new Frame();
    RandomStream betaDraws = RandomStream.of(seed, BETA_DRAWS);
    for (int k = 0; k < Skeleton.SHAPES; k++) {
      frame.betaBias[k] = BETA_BIAS * betaDraws.normal();
    }
    float[] features = new float[frames * map.features()];
    double[] occlusion = new double[frames];
    for (int t = 0; t < frames; t++) {
      RandomStream draws = RandomStream.of(seed, FRAME_DRAWS, sampling.tick(t));
      occlusion[t] = noise.occlusion(t);
      frame.believe(t, draws, noise, truth, speeds);
      frame.describe(draws);
      System.arraycopy(frame.features, 0, features, t * map.features(), map.features());
    }
    return new Observation(
        FloatGrid.owning(features, frames, map.features()), Series.of(occlusion));
  }

  /** Room to work on one frame. */
  private final class Frame {

    private final double[] betaBias = new double[Skeleton.SHAPES];
    private final double[] jointSpeeds = new double[Skeleton.JOINTS];
    private final double[] weights = new double[Skeleton.JOINTS];
    private final double[] error = new double[Skeleton.JOINTS * 3];
    private final double[] truth = new double[9];
    private final double[] turn = new double[9];
    private final double[] rotation = new double[9];
    private final double[] belief = new double[FeatureMap.INPUTS];
    private final float[] standardised = new float[FeatureMap.INPUTS];
    private final float[] features = new float[map.features()];
    private final FeatureMap.Worker worker = map.worker();

    void believe(int t, RandomStream draws, BeliefNoise noise, SmplTrack track, FloatGrid speeds) {
      for (int j = 0; j < Skeleton.JOINTS; j++) {
        jointSpeeds[j] = speeds.at(t, j);
      }
      noise.weights(t, weights);
      noise.error(t, draws, jointSpeeds, weights, error);
      for (int j = 0; j < Skeleton.JOINTS; j++) {
        believeJoint(j, t, track);
      }
      int at = Skeleton.JOINTS * 6;
      for (int k = 0; k < Skeleton.SHAPES; k++) {
        belief[at++] = track.betas().at(t, k) + betaBias[k] + BETA_FAST * draws.normal();
      }
      for (int k = 0; k < 3; k++) {
        belief[at++] = track.camera().at(t, k) + CAMERA_FAST[k] * draws.normal();
      }
    }

    private void believeJoint(int j, int t, SmplTrack track) {
      for (int k = 0; k < 9; k++) {
        truth[k] = track.rotations().get((t * Skeleton.JOINTS + j) * 9 + k);
      }
      exponential(error[j * 3], error[j * 3 + 1], error[j * 3 + 2], turn);
      Skeleton.multiply(truth, 0, turn, 0, rotation, 0);
      double pull = OCCLUSION_PULL * weights[j];
      for (int row = 0; row < 3; row++) {
        for (int column = 0; column < 2; column++) {
          double value = rotation[row * 3 + column];
          double mean = statistics.meanRotation(j, row, column);
          belief[j * 6 + row * 2 + column] = pull == 0 ? value : (1 - pull) * value + pull * mean;
        }
      }
    }

    void describe(RandomStream draws) {
      statistics.standardiseBelief(belief, standardised);
      worker.map(standardised, features);
      statistics.standardiseFeatures(features);
      for (int i = 0; i < features.length; i++) {
        features[i] += (float) (FEATURE_FAST * draws.normal());
      }
    }
  }

  /** The rotation by a rotation vector. */
  static void exponential(double x, double y, double z, double[] matrix) {
    double square = x * x + y * y + z * z;
    double angle = Math.sqrt(square);
    // sin(a)/a and (1 - cos(a))/a^2, with their limits at 0.
    double sine = angle == 0 ? 1 : StrictMath.sin(angle) / angle;
    double versine = angle == 0 ? 0.5 : (1 - StrictMath.cos(angle)) / square;
    matrix[0] = 1 - versine * (y * y + z * z);
    matrix[1] = versine * x * y - sine * z;
    matrix[2] = versine * x * z + sine * y;
    matrix[3] = versine * x * y + sine * z;
    matrix[4] = 1 - versine * (x * x + z * z);
    matrix[5] = versine * y * z - sine * x;
    matrix[6] = versine * x * z - sine * y;
    matrix[7] = versine * y * z + sine * x;
    matrix[8] = 1 - versine * (x * x + y * y);
  }
}
