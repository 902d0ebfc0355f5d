package hmrbench.train;

import hmrbench.core.FloatGrid;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * Weights of SPIN's ResNet-50 and regressor that were never trained, under their official names, to
 * try what surrounds them without a licensed file. Convolutions are drawn so that the size of the
 * signal stays the same from layer to layer (K. He et al., Delving Deep into Rectifiers, 2015); the
 * last normalisation of each block is small, so that the sum over the blocks stays small too.
 */
public final class UntrainedBackbone {

  private static final int[] BLOCKS = {3, 4, 6, 3};
  private static final int FIRST_WIDTH = 64;
  private static final int EXPANSION = 4;
  private static final int FEATURES = 2048;
  private static final int REGRESSOR = 1024;
  private static final float BLOCK_SHARE = 0.25f;

  private final Map<String, FloatGrid> grids = new LinkedHashMap<>();
  private final SplittableRandom random;

  private UntrainedBackbone(long seed) {
    this.random = new SplittableRandom(seed);
  }

  /**
   * Draws them.
   *
   * @param seed decides every value
   */
  public static Weights drawn(long seed) {
    UntrainedBackbone backbone = new UntrainedBackbone(seed);
    backbone.convolution("conv1", "bn1", FIRST_WIDTH, 3, 7, 1);
    int in = FIRST_WIDTH;
    for (int stage = 0; stage < BLOCKS.length; stage++) {
      int width = FIRST_WIDTH << stage;
      for (int block = 0; block < BLOCKS[stage]; block++) {
        backbone.block("layer%d.%d.".formatted(stage + 1, block), in, width, block == 0);
        in = width * EXPANSION;
      }
    }
    InitialWeights regressor =
        new InitialWeights(seed)
            .regressor(
                FEATURES,
                REGRESSOR,
                StartWeights.uprightPose(),
                FloatGrid.zeros(10),
                FloatGrid.copyOf(new float[] {0.9f, 0, 0}, 3));
    Weights drawn = regressor.weights();
    for (String name : drawn.names()) {
      backbone.grids.put(name.substring("regressor.".length()), drawn.floats(name));
    }
    return new Weights(backbone.grids);
  }

  private void block(String prefix, int in, int width, boolean first) {
    int out = width * EXPANSION;
    convolution(prefix + "conv1", prefix + "bn1", width, in, 1, 1);
    convolution(prefix + "conv2", prefix + "bn2", width, width, 3, 1);
    convolution(prefix + "conv3", prefix + "bn3", out, width, 1, BLOCK_SHARE);
    if (first) {
      convolution(prefix + "downsample.0", prefix + "downsample.1", out, in, 1, 1);
    }
  }

  /** A convolution without a bias, and the normalisation after it. */
  private void convolution(String name, String norm, int out, int in, int side, float gain) {
    float[] weights = new float[out * in * side * side];
    double bound = Math.sqrt(6.0 / (in * side * side));
    for (int i = 0; i < weights.length; i++) {
      weights[i] = (float) ((2 * random.nextDouble() - 1) * bound);
    }
    grids.put(name + ".weight", FloatGrid.owning(weights, out, in, side, side));
    float[] gains = new float[out];
    Arrays.fill(gains, gain);
    float[] ones = new float[out];
    Arrays.fill(ones, 1);
    grids.put(norm + ".weight", FloatGrid.owning(gains, out));
    grids.put(norm + ".bias", FloatGrid.zeros(out));
    grids.put(norm + ".running_mean", FloatGrid.zeros(out));
    grids.put(norm + ".running_var", FloatGrid.owning(ones, out));
  }
}
