package hmrbench.model.hmmr;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import hmrbench.tensor.Linear;
import hmrbench.tensor.TensorEngine;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * Each layer against plain loops in double, written from the formulas and not from the layers: no
 * output of the official program is at hand.
 */
class HmmrLayersTest {

  private final NDManager manager = TensorEngine.newManager();
  private final Random random = new Random(7);

  @AfterEach
  void close() {
    manager.close();
  }

  private NDArray drawn(long... shape) {
    float[] values = new float[(int) new Shape(shape).size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) random.nextGaussian();
    }
    return manager.create(values, new Shape(shape));
  }

  private Linear layer(long out, long in) {
    return new Linear(drawn(out, in), drawn(out));
  }

  // ------------------------------------------------------------------------------------ the loops

  /** One window [T][C]; groups of c channels share mean and variance over all frames. */
  private static double[][] normalised(double[][] frames, NDArray scale, NDArray shift) {
    int channels = frames[0].length;
    int perGroup = channels / 32;
    double[][] result = new double[frames.length][channels];
    for (int group = 0; group < 32; group++) {
      double sum = 0;
      double squares = 0;
      for (double[] frame : frames) {
        for (int c = group * perGroup; c < (group + 1) * perGroup; c++) {
          sum += frame[c];
          squares += frame[c] * frame[c];
        }
      }
      double count = frames.length * perGroup;
      double mean = sum / count;
      double variance = squares / count - mean * mean;
      for (int t = 0; t < frames.length; t++) {
        for (int c = group * perGroup; c < (group + 1) * perGroup; c++) {
          result[t][c] =
              (frames[t][c] - mean) / Math.sqrt(variance + 1e-6) * scale.getFloat(c)
                  + shift.getFloat(c);
        }
      }
    }
    return result;
  }

  /** y[t][o] = b[o] + the sum over k and i of w[o][i][k] x[t + k - K/2][i], 0 beyond the ends. */
  private static double[][] convolved(double[][] frames, TimeConvolution map, int kernel) {
    int in = frames[0].length;
    double[][] result = new double[frames.length][map.out()];
    for (int t = 0; t < frames.length; t++) {
      for (int o = 0; o < map.out(); o++) {
        double sum = map.bias().getFloat(o);
        for (int k = 0; k < kernel; k++) {
          int from = t + k - kernel / 2;
          for (int i = 0; i < in && from >= 0 && from < frames.length; i++) {
            sum += map.weight().getFloat(o, i, k) * frames[from][i];
          }
        }
        result[t][o] = sum;
      }
    }
    return result;
  }

  private static double[] affine(double[] in, Linear map, boolean cutsOff) {
    double[] out = new double[(int) map.out()];
    for (int o = 0; o < out.length; o++) {
      double sum = map.bias().getFloat(o);
      for (int i = 0; i < in.length; i++) {
        sum += map.weight().getFloat(o, i) * in[i];
      }
      out[o] = cutsOff ? Math.max(0, sum) : sum;
    }
    return out;
  }

  private static double[][] cutOff(double[][] frames) {
    double[][] result = new double[frames.length][frames[0].length];
    for (int t = 0; t < frames.length; t++) {
      for (int c = 0; c < result[t].length; c++) {
        result[t][c] = Math.max(0, frames[t][c]);
      }
    }
    return result;
  }

  private static double[][] window(NDArray windows, int window) {
    int frames = (int) windows.getShape().get(1);
    int channels = (int) windows.getShape().get(2);
    double[][] result = new double[frames][channels];
    for (int t = 0; t < frames; t++) {
      for (int c = 0; c < channels; c++) {
        result[t][c] = windows.getFloat(window, t, c);
      }
    }
    return result;
  }

  private static void assertClose(NDArray windows, int window, double[][] expected) {
    double[][] actual = window(windows, window);
    for (int t = 0; t < expected.length; t++) {
      assertThat(actual[t]).as("frame %d", t).containsExactly(expected[t], within(2e-4));
    }
  }

  // ------------------------------------------------------------------------------------ the tests

  @Test
  void group_norm_has_the_numbers_of_a_worked_case() {
    // Two channels per group; frames (1,2,3,4), (2,2,1,0), (0,4,5,1) are groups 0 and 1.
    float[] values = new float[3 * 64];
    float[][] known = {{1, 2, 3, 4}, {2, 2, 1, 0}, {0, 4, 5, 1}};
    for (int t = 0; t < 3; t++) {
      System.arraycopy(known[t], 0, values, t * 64, 4);
    }
    GroupNorm norm = new GroupNorm(manager.ones(new Shape(64)), manager.zeros(new Shape(64)));
    NDArray frames = manager.create(values, new Shape(1, 3, 64));
    NDArray result = turned(norm.apply(turned(frames)));
    double[][] expected = {
      {-0.686803, 0.137361, 0.371391, 0.928477},
      {0.137361, 0.137361, -0.742781, -1.299867},
      {-1.510966, 1.785687, 1.485562, -0.742781}
    };
    for (int t = 0; t < 3; t++) {
      for (int c = 0; c < 4; c++) {
        assertThat((double) result.getFloat(0, t, c)).isCloseTo(expected[t][c], within(2e-6));
      }
      assertThat(result.getFloat(0, t, 4)).isZero();
    }
  }

  @Test
  void group_norm_takes_each_window_for_itself_and_scales_each_channel() {
    NDArray windows = drawn(2, 5, 96);
    GroupNorm norm = new GroupNorm(drawn(96), drawn(96));
    NDArray result = turned(norm.apply(turned(windows)));
    for (int b = 0; b < 2; b++) {
      assertClose(result, b, normalised(window(windows, b), norm.scale(), norm.shift()));
    }
  }

  @Test
  void channels_that_make_no_whole_groups_are_refused() {
    assertThatThrownBy(() -> new GroupNorm(drawn(48), drawn(48)))
        .hasMessage(
            "convolutions over time: channels are normalised in 32 groups, so their number must be"
                + " a multiple of 32, got 48");
  }

  @Test
  void a_convolution_sees_zeros_beyond_both_ends() {
    // One channel, kernel (1, 10, 100).
    NDArray frames = manager.create(new float[] {5, 1, 2, 9, 3, 4}, new Shape(1, 1, 6));
    TimeConvolution map =
        new TimeConvolution(
            manager.create(new float[] {1, 10, 100}, new Shape(1, 1, 3)),
            manager.create(new float[] {0}));
    assertThat(map.apply(frames).toFloatArray()).containsExactly(150, 215, 921, 392, 439, 43);
  }

  @Test
  void many_windows_are_convolved_as_few_are() {
    TimeConvolution map = convolution(5, 4, 3);
    NDArray windows = drawn(20, 4, 7);
    NDArray all = map.apply(windows);
    for (int b = 0; b < 20; b += 10) {
      NDArray some = map.apply(windows.get("%d:%d".formatted(b, b + 10)));
      assertThat(some.toFloatArray())
          .containsExactly(all.get("%d:%d".formatted(b, b + 10)).toFloatArray(), within(1e-5f));
    }
    assertClose(turned(all), 19, convolved(window(turned(windows), 19), map, 3));
  }

  @Test
  void a_movie_strip_is_its_blocks_one_after_the_other() {
    int kernel = 5;
    MovieStrip movie = new MovieStrip(List.of(block(kernel), block(kernel)));
    NDArray windows = drawn(2, 7, 32);
    NDArray strips = movie.apply(windows);
    for (int b = 0; b < 2; b++) {
      double[][] frames = window(windows, b);
      for (MovieStrip.Block block : movie.blocks()) {
        double[][] first =
            convolved(cutOff(normalised(frames, block.beforeFirst())), block.first(), kernel);
        double[][] second =
            convolved(cutOff(normalised(first, block.beforeSecond())), block.second(), kernel);
        for (int t = 0; t < frames.length; t++) {
          for (int c = 0; c < 32; c++) {
            frames[t][c] += second[t][c];
          }
        }
      }
      assertClose(strips, b, frames);
    }
  }

  private static double[][] normalised(double[][] frames, GroupNorm norm) {
    return normalised(frames, norm.scale(), norm.shift());
  }

  private MovieStrip.Block block(int kernel) {
    return new MovieStrip.Block(
        new GroupNorm(drawn(32), drawn(32)),
        convolution(64, 32, kernel),
        new GroupNorm(drawn(64), drawn(64)),
        convolution(32, 64, kernel));
  }

  /** Small weights, so that sums over many channels stay near 1. */
  private TimeConvolution convolution(long out, long in, long kernel) {
    return new TimeConvolution(drawn(out, in, kernel).mul(0.1f), drawn(out));
  }

  /** Frames [B, T, C] as channels [B, C, T], and back. */
  private static NDArray turned(NDArray windows) {
    return windows.transpose(0, 2, 1);
  }

  @Test
  void what_is_added_three_times_is_cut_off_below_zero_between_the_layers() {
    IterativeUpdate update = new IterativeUpdate(layer(6, 4 + 3), layer(6, 6), layer(3, 6));
    NDArray features = drawn(2, 4);
    NDArray start = drawn(2, 3);
    NDArray result = update.apply(features, start);
    for (int row = 0; row < 2; row++) {
      double[] state = new double[7];
      for (int i = 0; i < 7; i++) {
        state[i] = i < 4 ? features.getFloat(row, i) : start.getFloat(row, i - 4L);
      }
      for (int round = 0; round < 3; round++) {
        double[] hidden = affine(affine(state, update.fc1(), true), update.fc2(), true);
        double[] delta = affine(hidden, update.fc3(), false);
        for (int i = 0; i < 3; i++) {
          state[4 + i] += delta[i];
        }
      }
      for (int i = 0; i < 3; i++) {
        assertThat((double) result.getFloat(row, i))
            .isCloseTo(state[4 + i], within(1e-4 * (1 + Math.abs(state[4 + i]))));
      }
    }
  }

  @Test
  void a_hallucinated_strip_is_the_feature_and_three_layers() {
    Hallucinator hallucinator = new Hallucinator(layer(8, 8), layer(8, 8), layer(8, 8));
    NDArray features = drawn(3, 8);
    NDArray result = hallucinator.apply(features);
    for (int row = 0; row < 3; row++) {
      double[] in = new double[8];
      for (int i = 0; i < 8; i++) {
        in[i] = features.getFloat(row, i);
      }
      double[] added =
          affine(
              affine(affine(in, hallucinator.fc1(), true), hallucinator.fc2(), true),
              hallucinator.fc3(),
              false);
      for (int i = 0; i < 8; i++) {
        assertThat((double) result.getFloat(row, i)).isCloseTo(in[i] + added[i], within(1e-4));
      }
    }
  }
}
