package hmrbench.data.sim;

import java.util.Arrays;

/**
 * A fixed random map from standardised beliefs to features, two thirds linear: f = 0.7 z L + 0.3 *
 * 2 squash(0.7 z W + b) V.
 *
 * <ul>
 *   <li>z: belief [157]; f: features [F]
 *   <li>L [157, F], W [157, 256], V [256, F], b [256]: normal draws under a fixed seed, scaled by
 *       one over the root of the number of inputs; b by 0.3
 *   <li>squash: the Pade approximant of tanh, u (27 + u^2) / (27 + 9 u^2), held at -1 and 1 beyond
 *       -3 and 3, where it arrives with slope 0; plain arithmetic, so the same everywhere
 * </ul>
 */
final class FeatureMap {

  static final int INPUTS = 157;
  private static final int HIDDEN = 256;

  /** Inputs are taken four at a time. */
  private static final int STRIDE = 4;

  private static final float LINEAR = 0.7f;
  private static final float SQUASHED = 0.3f * 2;
  private static final float GAIN = 0.7f;
  private static final double OFFSET = 0.3;
  private static final float SATURATION = 3;

  private static final long SEED = 7;

  private final float[][] linear;
  private final float[][] inner;
  private final float[][] outer;
  private final float[] offsets = new float[HIDDEN];

  FeatureMap(int features) {
    linear = matrix(1, INPUTS, features);
    inner = matrix(2, INPUTS, HIDDEN);
    outer = matrix(3, HIDDEN, features);
    RandomStream draws = RandomStream.of(SEED, 4);
    for (int i = 0; i < HIDDEN; i++) {
      offsets[i] = (float) (OFFSET * draws.normal());
    }
  }

  /** Rows are inputs; zero rows fill up to a multiple of the stride. */
  private static float[][] matrix(long purpose, int inputs, int outputs) {
    RandomStream draws = RandomStream.of(SEED, purpose, outputs);
    float[][] rows = new float[(inputs + STRIDE - 1) / STRIDE * STRIDE][outputs];
    double scale = 1 / Math.sqrt(inputs);
    for (int i = 0; i < inputs; i++) {
      for (int o = 0; o < outputs; o++) {
        rows[i][o] = (float) (scale * draws.normal());
      }
    }
    return rows;
  }

  /** Length of a feature vector, F. */
  int features() {
    return linear[0].length;
  }

  /** Room to map with; one for each thread. */
  Worker worker() {
    return new Worker();
  }

  /** Maps one belief after another. */
  final class Worker {

    private final float[] padded = new float[linear.length];
    private final float[] hidden = new float[HIDDEN];
    private final float[] squashed = new float[linear[0].length];

    /**
     * @param belief standardised belief [157]
     * @param features filled [F]
     */
    void map(float[] belief, float[] features) {
      System.arraycopy(belief, 0, padded, 0, INPUTS);
      Arrays.fill(features, 0);
      product(padded, linear, features);
      Arrays.fill(hidden, 0);
      product(padded, inner, hidden);
      for (int i = 0; i < HIDDEN; i++) {
        hidden[i] = squash(GAIN * hidden[i] + offsets[i]);
      }
      Arrays.fill(squashed, 0);
      product(hidden, outer, squashed);
      for (int o = 0; o < features.length; o++) {
        features[o] = LINEAR * features[o] + SQUASHED * squashed[o];
      }
    }
  }

  static float squash(float u) {
    if (u >= SATURATION) {
      return 1;
    }
    if (u <= -SATURATION) {
      return -1;
    }
    return u * (27 + u * u) / (27 + 9 * u * u);
  }

  private static void product(float[] x, float[][] rows, float[] sums) {
    for (int i = 0; i < x.length; i += STRIDE) {
      addFour(
          x[i], x[i + 1], x[i + 2], x[i + 3], rows[i], rows[i + 1], rows[i + 2], rows[i + 3], sums);
    }
  }

  /** One short loop over whole arrays, which the compiler turns into vector instructions. */
  private static void addFour(
      float a,
      float b,
      float c,
      float d,
      float[] ra,
      float[] rb,
      float[] rc,
      float[] rd,
      float[] sums) {
    for (int o = 0; o < sums.length; o++) {
      sums[o] += a * ra[o] + b * rb[o] + c * rc[o] + d * rd[o];
    }
  }
}
