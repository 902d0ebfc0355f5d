package hmrbench.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import hmrbench.core.FloatGrid;
import hmrbench.testing.TensorMap;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GruTest {

  private static final int FEATURES = 5;
  private static final int HIDDEN = 3;
  private static final int FRAMES = 7;
  private static final int SEQUENCES = 2;
  // Sums of ten float32 products below 1: a few units in the seventh digit.
  private static final double ROUNDING = 1e-6;

  @ParameterizedTest
  @CsvSource({"1, false", "2, false", "1, true", "2, true"})
  void agrees_with_the_formula_in_double(int layers, boolean bidirectional) {
    TensorMap weights = weights(layers, bidirectional);
    float[] input = random(FRAMES * SEQUENCES * FEATURES, 2);
    try (NDManager manager = TensorEngine.newManager()) {
      Gru gru = Gru.of(new CheckpointParameters(weights, "test", manager), "gru", Parameters.ANY);
      NDArray features =
          Grids.toTensor(manager, FloatGrid.copyOf(input, FRAMES, SEQUENCES, FEATURES));

      FloatGrid outputs = Grids.toGrid(gru.forward(features));

      double[][][] expected = reference(weights, input, layers, bidirectional);
      for (int t = 0; t < FRAMES; t++) {
        for (int b = 0; b < SEQUENCES; b++) {
          for (int h = 0; h < expected[t][b].length; h++) {
            assertThat((double) outputs.at(t, b, h)).isCloseTo(expected[t][b][h], within(ROUNDING));
          }
        }
      }
      assertThat(gru.outputs()).isEqualTo(outputs.size(2));
      assertThat(gru.layers()).isEqualTo(layers);
    }
  }

  @ParameterizedTest
  @CsvSource({"1, false", "2, false", "1, true", "2, true"})
  void one_frame_equals_that_frame_of_all(int layers, boolean bidirectional) {
    try (NDManager manager = TensorEngine.newManager()) {
      Gru gru =
          Gru.of(
              new CheckpointParameters(weights(layers, bidirectional), "test", manager),
              "gru",
              Parameters.ANY);
      NDArray features =
          Grids.toTensor(
              manager,
              FloatGrid.copyOf(
                  random(FRAMES * SEQUENCES * FEATURES, 3), FRAMES, SEQUENCES, FEATURES));
      for (int t = 0; t < FRAMES; t++) {
        float[] alone = gru.at(features, t).toFloatArray();
        float[] ofAll = gru.forward(features).get(t).toFloatArray();
        assertThat(alone).containsExactly(ofAll, within((float) ROUNDING));
      }
    }
  }

  @Test
  void a_missing_tensor_is_named_with_what_was_expected() {
    TensorMap weights = weights(1, false).without("gru.bias_hh_l0");
    try (NDManager manager = TensorEngine.newManager()) {
      CheckpointParameters parameters = new CheckpointParameters(weights, "a.pt", manager);
      org.assertj.core.api.Assertions.assertThatThrownBy(
              () -> Gru.of(parameters, "gru", Parameters.ANY))
          .hasMessage(
              "a.pt: tensor gru.bias_hh_l0 [9] is missing; the file has 3 tensors and none ends in"
                  + " bias_hh_l0");
    }
  }

  static TensorMap weights(int layers, boolean bidirectional) {
    TensorMap map = new TensorMap();
    int in = FEATURES;
    long seed = 10;
    for (int layer = 0; layer < layers; layer++) {
      for (String way : bidirectional ? new String[] {"", "_reverse"} : new String[] {""}) {
        String end = layer + way;
        map.put("gru.weight_ih_l" + end, random(3 * HIDDEN * in, seed++), 3 * HIDDEN, in);
        map.put("gru.weight_hh_l" + end, random(3 * HIDDEN * HIDDEN, seed++), 3 * HIDDEN, HIDDEN);
        map.put("gru.bias_ih_l" + end, random(3 * HIDDEN, seed++), 3 * HIDDEN);
        map.put("gru.bias_hh_l" + end, random(3 * HIDDEN, seed++), 3 * HIDDEN);
      }
      in = HIDDEN * (bidirectional ? 2 : 1);
    }
    return map;
  }

  private static double[][][] reference(
      TensorMap weights, float[] input, int layers, boolean bidirectional) {
    double[][][] sequence = new double[FRAMES][SEQUENCES][FEATURES];
    for (int i = 0; i < input.length; i++) {
      sequence[i / (SEQUENCES * FEATURES)][i / FEATURES % SEQUENCES][i % FEATURES] = input[i];
    }
    for (int layer = 0; layer < layers; layer++) {
      int directions = bidirectional ? 2 : 1;
      double[][][] next = new double[FRAMES][SEQUENCES][HIDDEN * directions];
      for (int d = 0; d < directions; d++) {
        String end = layer + (d == 1 ? "_reverse" : "");
        for (int b = 0; b < SEQUENCES; b++) {
          double[] state = new double[HIDDEN];
          for (int step = 0; step < FRAMES; step++) {
            int t = d == 0 ? step : FRAMES - 1 - step;
            state = cell(weights, end, sequence[t][b], state);
            System.arraycopy(state, 0, next[t][b], d * HIDDEN, HIDDEN);
          }
        }
      }
      sequence = next;
    }
    return sequence;
  }

  private static double[] cell(TensorMap weights, String end, double[] x, double[] h) {
    double[] fromInput = affine(weights, "ih_l" + end, x);
    double[] fromState = affine(weights, "hh_l" + end, h);
    double[] next = new double[HIDDEN];
    for (int i = 0; i < HIDDEN; i++) {
      double r = sigmoid(fromInput[i] + fromState[i]);
      double z = sigmoid(fromInput[HIDDEN + i] + fromState[HIDDEN + i]);
      double n = Math.tanh(fromInput[2 * HIDDEN + i] + r * fromState[2 * HIDDEN + i]);
      next[i] = (1 - z) * n + z * h[i];
    }
    return next;
  }

  private static double[] affine(TensorMap weights, String end, double[] x) {
    FloatGrid matrix = weights.floats("gru.weight_" + end);
    FloatGrid bias = weights.floats("gru.bias_" + end);
    double[] y = new double[3 * HIDDEN];
    for (int row = 0; row < y.length; row++) {
      y[row] = bias.get(row);
      for (int i = 0; i < x.length; i++) {
        y[row] += matrix.at(row, i) * x[i];
      }
    }
    return y;
  }

  private static double sigmoid(double x) {
    return 1 / (1 + Math.exp(-x));
  }

  static float[] random(int count, long seed) {
    Random random = new Random(seed);
    float[] values = new float[count];
    for (int i = 0; i < count; i++) {
      values[i] = random.nextFloat() - 0.5f;
    }
    return values;
  }
}
