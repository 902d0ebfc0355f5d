package hmrbench.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConvolutionsTest {

  private static final int SIDE = 15;
  private static final int IMAGES = 2;
  private static final int OUT = 24;

  /** At most 3,200 products of numbers below a half, summed in float32. */
  private static final double ROUNDING = 1e-4;

  @ParameterizedTest
  @ValueSource(ints = {3, 8, 16, 24, 32, 40, 56, 64, 104, 128})
  void are_the_sums_of_their_definition(int in) {
    for (int size : new int[] {1, 3, 5}) {
      for (int stride : new int[] {1, 2}) {
        check(in, size, stride, true);
        check(in, size, stride, false);
      }
    }
  }

  private static void check(int in, int size, int stride, boolean biased) {
    float[] image = random(1, IMAGES * in * SIDE * SIDE);
    float[] kernel = random(2, OUT * in * size * size);
    float[] bias = biased ? random(3, OUT) : new float[OUT];
    int side = (SIDE + stride - 1) / stride;
    float[] found;
    try (NDManager manager = TensorEngine.newManager()) {
      NDArray made =
          Convolutions.apply(
              manager.create(image, new Shape(IMAGES, in, SIDE, SIDE)),
              manager.create(kernel, new Shape(OUT, in, size, size)),
              biased ? manager.create(bias) : null,
              stride);
      assertThat(made.getShape()).isEqualTo(new Shape(IMAGES, OUT, side, side));
      found = made.toFloatArray();
    }
    String what = "%d channels, kernel %d, stride %d".formatted(in, size, stride);
    for (int i = 0; i < found.length; i += 7) {
      double sum = bias[i / (side * side) % OUT] + sum(image, kernel, i, in, size, stride);
      assertThat((double) found[i]).as(what).isCloseTo(sum, within(ROUNDING));
    }
  }

  private static double sum(
      float[] image, float[] kernel, int output, int in, int size, int stride) {
    int side = (SIDE + stride - 1) / stride;
    int column = output % side * stride - size / 2;
    int row = output / side % side * stride - size / 2;
    int channel = output / (side * side) % OUT;
    int picture = output / (side * side * OUT);
    double sum = 0;
    for (int c = 0; c < in; c++) {
      for (int y = Math.max(0, -row); y < size && row + y < SIDE; y++) {
        for (int x = Math.max(0, -column); x < size && column + x < SIDE; x++) {
          float pixel = image[((picture * in + c) * SIDE + row + y) * SIDE + column + x];
          sum += (double) pixel * kernel[((channel * in + c) * size + y) * size + x];
        }
      }
    }
    return sum;
  }

  private static float[] random(long seed, int length) {
    Random random = new Random(seed);
    float[] values = new float[length];
    for (int i = 0; i < length; i++) {
      values[i] = random.nextFloat() - 0.5f;
    }
    return values;
  }
}
