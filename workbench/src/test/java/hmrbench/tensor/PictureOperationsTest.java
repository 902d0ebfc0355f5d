package hmrbench.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import hmrbench.core.FloatGrid;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PictureOperationsTest {

  private static final int SIDE = 6;

  private final SplittableRandom random = new SplittableRandom(5);

  private FloatGrid drawn(int... shape) {
    int length = 1;
    for (int axis : shape) {
      length *= axis;
    }
    float[] values = new float[length];
    for (int i = 0; i < length; i++) {
      values[i] = (float) (random.nextDouble() * 2 - 1);
    }
    return FloatGrid.owning(values, shape);
  }

  @ParameterizedTest
  @CsvSource({"3, 5, 2, true", "8, 3, 1, false", "24, 3, 2, true", "16, 1, 2, false"})
  void a_layer_is_a_convolution_and_its_normalisation_in_groups(
      int in, int size, int stride, boolean rectified) {
    int out = 16;
    FloatGrid image = drawn(2, in, SIDE, SIDE);
    FloatGrid kernel = drawn(out, in, size, size);
    FloatGrid scale = drawn(out);
    FloatGrid shift = drawn(out);
    try (NDManager manager = TensorEngine.newManager()) {
      FloatGrid made =
          Grids.toGrid(
              PictureOperations.layer(
                  Grids.toTensor(manager, image),
                  Grids.toTensor(manager, kernel),
                  Grids.toTensor(manager, scale),
                  Grids.toTensor(manager, shift),
                  stride,
                  rectified));

      int side = (SIDE + stride - 1) / stride;
      assertThat(made.shape()).containsExactly(2, out, side, side);
      double[] expected = expected(image, kernel, scale, shift, stride, rectified);
      for (int i = 0; i < expected.length; i++) {
        assertThat(made.get(i)).isCloseTo((float) expected[i], within(1e-4f));
      }
    }
  }

  /** In double, as the formula says it. */
  private static double[] expected(
      FloatGrid image,
      FloatGrid kernel,
      FloatGrid scale,
      FloatGrid shift,
      int stride,
      boolean rectified) {
    int out = kernel.size(0);
    int side = (SIDE + stride - 1) / stride;
    int cells = side * side;
    double[] made = new double[2 * out * cells];
    for (int i = 0; i < made.length; i++) {
      int row = i / side % side * stride;
      made[i] = sum(image, kernel, i / cells / out, i / cells % out, row, i % side * stride);
    }
    int group = 8 * cells;
    for (int from = 0; from < made.length; from += group) {
      double mean = 0;
      double square = 0;
      for (int i = from; i < from + group; i++) {
        mean += made[i] / group;
        square += made[i] * made[i] / group;
      }
      for (int i = from; i < from + group; i++) {
        int channel = i / cells % out;
        double normal = (made[i] - mean) / Math.sqrt(square - mean * mean + 1e-5);
        double answer = normal * scale.get(channel) + shift.get(channel);
        made[i] = rectified ? Math.max(0, answer) : answer;
      }
    }
    return made;
  }

  private static double sum(
      FloatGrid image, FloatGrid kernel, int picture, int channel, int row, int column) {
    int in = kernel.size(1);
    int size = kernel.size(2);
    double sum = 0;
    for (int c = 0; c < in; c++) {
      for (int tap = 0; tap < size * size; tap++) {
        int y = row + tap / size - size / 2;
        int x = column + tap % size - size / 2;
        if (y >= 0 && y < SIDE && x >= 0 && x < SIDE) {
          sum +=
              image.get(((picture * in + c) * SIDE + y) * SIDE + x)
                  * kernel.get((channel * in + c) * size * size + tap);
        }
      }
    }
    return sum;
  }

  @Test
  void a_finer_image_has_each_coarse_cell_four_times() {
    FloatGrid coarse = drawn(1, 8, 2, 2);
    FloatGrid image = drawn(1, 4, 4, 4);
    FloatGrid kernel = drawn(8, 4, 1, 1);
    try (NDManager manager = TensorEngine.newManager()) {
      NDArray fine = Grids.toTensor(manager, image);
      NDArray mixing = Grids.toTensor(manager, kernel);
      FloatGrid mixed = Grids.toGrid(PictureOperations.mixed(fine, mixing));
      FloatGrid finer =
          Grids.toGrid(PictureOperations.finer(Grids.toTensor(manager, coarse), fine, mixing));
      for (int i = 0; i < finer.length(); i++) {
        int channel = i / 16;
        int below = channel * 4 + i / 8 % 2 * 2 + i % 4 / 2;
        double sum = 0;
        for (int c = 0; c < 4; c++) {
          sum += kernel.get(channel * 4 + c) * image.get(c * 16 + i % 16);
        }
        assertThat(mixed.get(i)).isCloseTo((float) sum, within(1e-5f));
        assertThat(finer.get(i)).isCloseTo((float) sum + coarse.get(below), within(1e-5f));
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"32, 16, 1", "32, 16, 2", "64, 96, 2"})
  void gradients_flow_through_rounded_numbers_to_weights_that_are_not(int in, int out, int stride) {
    try (NDManager manager = TensorEngine.newManager()) {
      Layer layer =
          new Layer(
              Grids.toTensor(manager, drawn(2, in, 8, 8)),
              Grids.toTensor(manager, drawn(out, in, 3, 3)),
              Grids.toTensor(manager, drawn(out)),
              Grids.toTensor(manager, drawn(out)));
      NDArray weights = Grids.toTensor(manager, drawn(2, out, 8 / stride, 8 / stride));
      List<FloatGrid> exact = layer.slopes(weights, stride, false);
      List<FloatGrid> rounded = layer.slopes(weights, stride, true);

      for (int i = 0; i < exact.size(); i++) {
        assertThat(rounded.get(i)).isNotEqualTo(exact.get(i));
        assertThat(distance(exact.get(i), rounded.get(i))).isLessThan(0.01);
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"48, 32", "32, 8"})
  void channels_that_would_be_summed_wrongly_are_refused(int in, int out) {
    try (NDManager manager = TensorEngine.newManager()) {
      NDArray image = PictureOperations.bfloat16(Grids.toTensor(manager, drawn(1, in, SIDE, SIDE)));
      NDArray kernel = Grids.toTensor(manager, drawn(out, in, 3, 3));
      NDArray ones = Grids.toTensor(manager, drawn(out));

      assertThatThrownBy(() -> PictureOperations.layer(image, kernel, ones, ones, 1, true))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("multiple of 32");
    }
  }

  /** As a share of the length of the first. */
  private static double distance(FloatGrid a, FloatGrid b) {
    double off = 0;
    double length = 0;
    for (int i = 0; i < a.length(); i++) {
      off += Math.pow(a.get(i) - b.get(i), 2);
      length += Math.pow(a.get(i), 2);
    }
    return Math.sqrt(off / length);
  }

  private record Layer(NDArray image, NDArray kernel, NDArray scale, NDArray shift) {

    Layer {
      image.setRequiresGradient(true);
      kernel.setRequiresGradient(true);
    }

    /** Gradients by image and kernel. */
    List<FloatGrid> slopes(NDArray weights, int stride, boolean rounded) {
      Gradients.backward(
          () -> {
            NDArray seen = rounded ? PictureOperations.bfloat16(image) : image;
            NDArray made =
                PictureOperations.float32(
                    PictureOperations.layer(seen, kernel, scale, shift, stride, false));
            return made.mul(weights).sum();
          });
      return Stream.of(image, kernel).map(Layer::takenSlope).toList();
    }

    private static FloatGrid takenSlope(NDArray of) {
      try (NDArray gradient = of.getGradient()) {
        FloatGrid values = Grids.toGrid(gradient);
        gradient.muli(0f);
        return values;
      }
    }
  }
}
