package hmrbench.model.hmmr;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import hmrbench.core.FloatGrid;
import hmrbench.tensor.CheckpointParameters;
import hmrbench.tensor.ComputeDevice;
import hmrbench.tensor.Grids;
import hmrbench.tensor.TensorEngine;
import hmrbench.train.Weights;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * The network against plain loops in double, in TensorFlow's layout, written from the description
 * of TF-slim's ResNet-50 v2. The image is small, so that every stage has an odd size somewhere.
 */
class SlimResNet50Test {

  private static final int SIDE = 40;

  private final Random random = new Random(11);
  private final Map<String, FloatGrid> grids = new LinkedHashMap<>();

  private void put(String name, double size, double mean, int... shape) {
    int count = Arrays.stream(shape).reduce(1, Math::multiplyExact);
    float[] values = new float[count];
    for (int i = 0; i < count; i++) {
      values[i] = (float) (mean + size * random.nextGaussian());
    }
    grids.put(name, FloatGrid.owning(values, shape));
  }

  private void norm(String prefix, int channels) {
    put(prefix + "gamma", 0.2, 1, channels);
    put(prefix + "beta", 0.2, 0, channels);
    put(prefix + "moving_mean", 0.2, 0, channels);
    put(prefix + "moving_variance", 0.1, 1, channels);
  }

  private void kernel(String name, int size, int in, int out) {
    put(name + "/weights", Math.sqrt(1.0 / (size * size * in)), 0, size, size, in, out);
  }

  private void drawWeights() {
    kernel("resnet_v2_50/conv1", 7, 3, 64);
    put("resnet_v2_50/conv1/biases", 0.2, 0, 64);
    int in = 64;
    int[] units = {3, 4, 6, 3};
    for (int block = 1; block <= 4; block++) {
      int base = 32 << block;
      for (int unit = 1; unit <= units[block - 1]; unit++) {
        String name = "resnet_v2_50/block%d/unit_%d/bottleneck_v2/".formatted(block, unit);
        norm(name + "preact/", in);
        if (unit == 1) {
          kernel(name + "shortcut", 1, in, 4 * base);
          put(name + "shortcut/biases", 0.2, 0, 4 * base);
        }
        kernel(name + "conv1", 1, in, base);
        norm(name + "conv1/BatchNorm/", base);
        kernel(name + "conv2", 3, base, base);
        norm(name + "conv2/BatchNorm/", base);
        kernel(name + "conv3", 1, base, 4 * base);
        put(name + "conv3/biases", 0.2, 0, 4 * base);
        in = 4 * base;
      }
    }
    norm("resnet_v2_50/postnorm/", 2048);
  }

  // ------------------------------------------------------------------------------------ the loops

  private FloatGrid grid(String name) {
    return grids.get(name);
  }

  /** Image [H][W][C]; zeros around it. */
  private double[][][] convolved(
      double[][][] image, String name, int stride, int pad, boolean hasBias) {
    FloatGrid kernel = grid(name + "/weights");
    int size = kernel.size(0);
    int in = kernel.size(2);
    int out = kernel.size(3);
    int rows = (image.length + 2 * pad - size) / stride + 1;
    double[][][] result = new double[rows][rows][out];
    for (int y = 0; y < rows; y++) {
      for (int x = 0; x < rows; x++) {
        double[] sums = result[y][x];
        for (int o = 0; o < out && hasBias; o++) {
          sums[o] = grid(name + "/biases").get(o);
        }
        for (int ky = 0; ky < size; ky++) {
          for (int kx = 0; kx < size; kx++) {
            int fromY = y * stride + ky - pad;
            int fromX = x * stride + kx - pad;
            if (fromY < 0 || fromX < 0 || fromY >= image.length || fromX >= image.length) {
              continue;
            }
            for (int i = 0; i < in; i++) {
              double value = image[fromY][fromX][i];
              int at = ((ky * size + kx) * in + i) * out;
              for (int o = 0; o < out; o++) {
                sums[o] += value * kernel.get(at + o);
              }
            }
          }
        }
      }
    }
    return result;
  }

  private double[][][] rectified(double[][][] image, String prefix) {
    double[][][] result = new double[image.length][image.length][];
    for (int y = 0; y < image.length; y++) {
      for (int x = 0; x < image.length; x++) {
        double[] values = image[y][x].clone();
        for (int c = 0; c < values.length; c++) {
          double deviation = Math.sqrt(grid(prefix + "moving_variance").get(c) + 1e-5);
          double normal = (values[c] - grid(prefix + "moving_mean").get(c)) / deviation;
          double scaled = grid(prefix + "gamma").get(c) * normal + grid(prefix + "beta").get(c);
          values[c] = Math.max(0, scaled);
        }
        result[y][x] = values;
      }
    }
    return result;
  }

  /** SAME with stride 2: one line of nothing below and to the right where the size is even. */
  private static double[][][] pooled(double[][][] image) {
    int channels = image[0][0].length;
    int rows = (image.length + 1) / 2;
    double[][][] result = new double[rows][rows][channels];
    for (int y = 0; y < rows; y++) {
      for (int x = 0; x < rows; x++) {
        for (int c = 0; c < channels; c++) {
          double most = Double.NEGATIVE_INFINITY;
          for (int fromY = 2 * y; fromY < Math.min(2 * y + 3, image.length); fromY++) {
            for (int fromX = 2 * x; fromX < Math.min(2 * x + 3, image.length); fromX++) {
              most = Math.max(most, image[fromY][fromX][c]);
            }
          }
          result[y][x][c] = most;
        }
      }
    }
    return result;
  }

  private double[][][] unit(double[][][] image, String name, boolean isFirst, int stride) {
    double[][][] normal = rectified(image, name + "preact/");
    double[][][] narrow =
        rectified(convolved(normal, name + "conv1", 1, 0, false), name + "conv1/BatchNorm/");
    double[][][] wide =
        rectified(convolved(narrow, name + "conv2", stride, 1, false), name + "conv2/BatchNorm/");
    double[][][] residual = convolved(wide, name + "conv3", 1, 0, true);
    double[][][] beside = isFirst ? convolved(normal, name + "shortcut", stride, 0, true) : image;
    int step = isFirst ? 1 : stride;
    for (int y = 0; y < residual.length; y++) {
      for (int x = 0; x < residual.length; x++) {
        for (int c = 0; c < residual[y][x].length; c++) {
          residual[y][x][c] += beside[y * step][x * step][c];
        }
      }
    }
    return residual;
  }

  private double[] features(double[][][] pixels) {
    double[][][] image = pooled(convolved(pixels, "resnet_v2_50/conv1", 2, 3, true));
    int[] units = {3, 4, 6, 3};
    for (int block = 1; block <= 4; block++) {
      for (int unit = 1; unit <= units[block - 1]; unit++) {
        String name = "resnet_v2_50/block%d/unit_%d/bottleneck_v2/".formatted(block, unit);
        image = unit(image, name, unit == 1, unit == units[block - 1] && block < 4 ? 2 : 1);
      }
    }
    double[][][] normal = rectified(image, "resnet_v2_50/postnorm/");
    double[] means = new double[2048];
    for (double[][] row : normal) {
      for (double[] place : row) {
        for (int c = 0; c < means.length; c++) {
          means[c] += place[c] / (normal.length * normal.length);
        }
      }
    }
    return means;
  }

  // ------------------------------------------------------------------------------------ the tests

  @Test
  void features_are_those_of_plain_loops() {
    drawWeights();
    float[] values = new float[3 * SIDE * SIDE];
    double[][][] pixels = new double[SIDE][SIDE][3];
    for (int i = 0; i < values.length; i++) {
      values[i] = 2 * random.nextFloat() - 1;
      pixels[i / SIDE % SIDE][i % SIDE][i / SIDE / SIDE] = values[i];
    }
    double[] expected = features(pixels);
    try (NDManager manager = TensorEngine.newManager(ComputeDevice.CPU)) {
      CheckpointParameters parameters =
          new CheckpointParameters(new Weights(grids), "drawn", manager);
      SlimResNet50 network = new SlimResNet50(parameters);
      parameters.requireAllUsed("hmmr");
      NDArray image = manager.create(values, new Shape(1, 3, SIDE, SIDE));
      FloatGrid found = Grids.toGrid(network.features(image));
      assertThat(found.shape()).containsExactly(1, 2048);
      double largest = Arrays.stream(expected).max().orElseThrow();
      for (int c = 0; c < expected.length; c++) {
        assertThat((double) found.get(c))
            .as("%d", c)
            .isCloseTo(expected[c], within(2e-4 * largest));
      }
    }
  }

  @Test
  void pooling_pads_at_the_far_side_alone_and_with_nothing() {
    try (NDManager manager = TensorEngine.newManager(ComputeDevice.CPU)) {
      NDArray row = manager.create(new float[] {5, 1, 2, 9, 3, 4}, new Shape(1, 1, 1, 6));
      NDArray below = row.tile(new long[] {1, 1, 6, 1}).sub(10f);
      assertThat(SlimResNet50.pooled(below).get("0, 0, 0").toFloatArray())
          .containsExactly(-5, -1, -6);
    }
  }

  @Test
  void an_image_of_224_has_the_sizes_of_the_description() {
    drawWeights();
    assertThat(grids.values().stream().mapToLong(FloatGrid::length).sum()).isEqualTo(23_564_800);
    try (NDManager manager = TensorEngine.newManager(ComputeDevice.CPU)) {
      SlimResNet50 network =
          new SlimResNet50(new CheckpointParameters(new Weights(grids), "drawn", manager));
      NDArray images = manager.zeros(new Shape(1, 3, 224, 224));
      assertThat(network.stem(images).getShape()).isEqualTo(new Shape(1, 64, 56, 56));
    }
    float[] pixels = new float[2 * 3 * 224 * 224];
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = 2 * random.nextFloat() - 1;
    }
    FloatGrid two = FloatGrid.owning(pixels, 2, 3, 224, 224);
    try (HmmrImages images = HmmrImages.of(new Weights(grids), "drawn", ComputeDevice.CPU)) {
      FloatGrid both = images.features(two);
      assertThat(both.shape()).containsExactly(2, 2048);
      FloatGrid second = images.features(two.rows(1));
      for (int c = 0; c < 2048; c++) {
        assertThat(both.at(1, c)).isCloseTo(second.at(0, c), within(1e-4f));
      }
      assertThat(both.rows(0)).isNotEqualTo(both.rows(1));
    }
  }
}
