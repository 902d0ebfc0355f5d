package hmrbench.model.hmmr;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import hmrbench.config.ModelConfig;
import hmrbench.core.Clip;
import hmrbench.core.Fault;
import hmrbench.core.FloatGrid;
import hmrbench.core.SmplTrack;
import hmrbench.core.WindowRule;
import hmrbench.data.WindowPlan;
import hmrbench.data.Windows;
import hmrbench.io.tensorflow.BundleOut;
import hmrbench.model.Models;
import hmrbench.model.NetworkPredictor;
import hmrbench.tensor.ComputeDevice;
import hmrbench.testing.Clips;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A small network, from a TensorFlow checkpoint to bodies, against plain loops in double that are
 * written in TensorFlow's layout: weights are [in, out], kernels [time, 1, in, out].
 */
class HmmrTest {

  private static final int F = 32;
  private static final int HIDDEN = 10;
  private static final int T = 20;

  @TempDir private Path folder;

  private final Random random = new Random(4);
  private final Map<String, float[]> weights = new LinkedHashMap<>();
  private final Map<String, int[]> shapes = new LinkedHashMap<>();
  private final Clip clip = Clips.random(T, F, 8);

  private void put(String name, double size, int... shape) {
    float[] values = new float[Arrays.stream(shape).reduce(1, Math::multiplyExact)];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) (size * random.nextGaussian());
    }
    weights.put(name, values);
    shapes.put(name, shape);
  }

  private void dense(String name, int in, int out) {
    put(name + "/weights", 0.3 / Math.sqrt(in), in, out);
    put(name + "/biases", 0.1, out);
  }

  private void regressor(String scope, int size) {
    dense(scope + "/3D_module/fc1", F + size, HIDDEN);
    dense(scope + "/3D_module/fc2", HIDDEN, HIDDEN);
    dense(scope + "/3D_module/fc3", HIDDEN, size);
  }

  private void draw() {
    for (int i = 0; i < 3; i++) {
      for (int half = 1; half <= 2; half++) {
        String norm = "AZ_FC_block_preact_gn%dblock_%d".formatted(half, i);
        put(norm + "/gamma", 1, F);
        put(norm + "/beta", 0.3, F);
        String convolution = "AZ_FC_block2_conv%dblock_%d".formatted(half, i);
        put(convolution + "/weights", 0.1, 3, 1, F, F);
        put(convolution + "/biases", 0.1, F);
      }
    }
    put("mean_param", 0.5, 1, 85);
    regressor("single_view_ief", 85);
    regressor("single_view_ief_past5", 72);
    regressor("single_view_ief_future5", 72);
    for (int i = 1; i <= 3; i++) {
      dense("fc2_res/fc" + i, F, F);
    }
  }

  /** With what else such a checkpoint holds. */
  private Path checkpoint() throws IOException {
    BundleOut out = new BundleOut(9);
    weights.forEach((name, values) -> out.floats(name, shapes.get(name), values));
    out.floats("D_pose/fc1/weights", new int[] {1, 1}, 1)
        .floats("fc2_res/fc1/weights/Adam", new int[] {1}, 1)
        .floats("mean_param/Adam_1", new int[] {1}, 1)
        .floats("beta1_power", new int[0], 1)
        .floats("v_template", new int[] {1, 3}, 1, 2, 3)
        .tensor("global_step", 9, new int[0], new byte[8]);
    return out.write(folder, "hmmr_model.ckpt-7");
  }

  // ------------------------------------------------------------------------------------ the loops

  private double[] affine(double[] in, String name, boolean cutsOff) {
    float[] matrix = weights.get(name + "/weights");
    float[] bias = weights.get(name + "/biases");
    double[] out = new double[bias.length];
    for (int o = 0; o < out.length; o++) {
      out[o] = bias[o];
      for (int i = 0; i < in.length; i++) {
        out[o] += in[i] * matrix[i * out.length + o];
      }
      out[o] = cutsOff ? Math.max(0, out[o]) : out[o];
    }
    return out;
  }

  private static double[] joined(double[] first, double[] second) {
    double[] both = Arrays.copyOf(first, first.length + second.length);
    System.arraycopy(second, 0, both, first.length, second.length);
    return both;
  }

  private double[] regressed(double[] strip, double[] start, String scope) {
    double[] state = start.clone();
    for (int round = 0; round < 3; round++) {
      double[] hidden = affine(joined(strip, state), scope + "/3D_module/fc1", true);
      double[] delta =
          affine(affine(hidden, scope + "/3D_module/fc2", true), scope + "/3D_module/fc3", false);
      for (int i = 0; i < state.length; i++) {
        state[i] += delta[i];
      }
    }
    return state;
  }

  private double[][] normalisedAndCut(double[][] frames, String name) {
    float[] gamma = weights.get(name + "/gamma");
    float[] beta = weights.get(name + "/beta");
    double[][] result = new double[T][F];
    for (int c = 0; c < F; c++) { // 32 groups of one channel
      double mean = 0;
      double variance = 0;
      for (int t = 0; t < T; t++) {
        mean += frames[t][c] / T;
      }
      for (int t = 0; t < T; t++) {
        variance += (frames[t][c] - mean) * (frames[t][c] - mean) / T;
      }
      for (int t = 0; t < T; t++) {
        double normal = (frames[t][c] - mean) / Math.sqrt(variance + 1e-6);
        result[t][c] = Math.max(0, normal * gamma[c] + beta[c]);
      }
    }
    return result;
  }

  private double[][] convolved(double[][] frames, String name) {
    float[] kernel = weights.get(name + "/weights");
    double[][] result = new double[T][F];
    for (int t = 0; t < T; t++) {
      for (int o = 0; o < F; o++) {
        result[t][o] = weights.get(name + "/biases")[o];
        for (int k = 0; k < 3; k++) {
          for (int i = 0; i < F && t + k - 1 >= 0 && t + k - 1 < T; i++) {
            result[t][o] += kernel[(k * F + i) * F + o] * frames[t + k - 1][i];
          }
        }
      }
    }
    return result;
  }

  private double[][] movie() {
    double[][] frames = new double[T][F];
    for (int t = 0; t < T; t++) {
      for (int c = 0; c < F; c++) {
        frames[t][c] = clip.features().at(t, c);
      }
    }
    for (int i = 0; i < 3; i++) {
      double[][] inner =
          convolved(
              normalisedAndCut(frames, "AZ_FC_block_preact_gn1block_" + i),
              "AZ_FC_block2_conv1block_" + i);
      double[][] added =
          convolved(
              normalisedAndCut(inner, "AZ_FC_block_preact_gn2block_" + i),
              "AZ_FC_block2_conv2block_" + i);
      for (int t = 0; t < T; t++) {
        for (int c = 0; c < F; c++) {
          frames[t][c] += added[t][c];
        }
      }
    }
    return frames;
  }

  private double[] hallucinated(int frame) {
    double[] seen = new double[F];
    for (int c = 0; c < F; c++) {
      seen[c] = clip.features().at(frame, c);
    }
    double[] added =
        affine(
            affine(affine(seen, "fc2_res/fc1", true), "fc2_res/fc2", true), "fc2_res/fc3", false);
    for (int c = 0; c < F; c++) {
      seen[c] += added[c];
    }
    return seen;
  }

  private double[] present(double[] strip) {
    double[] mean = new double[85];
    for (int i = 0; i < 85; i++) {
      mean[i] = weights.get("mean_param")[i];
    }
    return regressed(strip, mean, "single_view_ief");
  }

  /** Rodrigues' formula. */
  private static double[] matrix(double x, double y, double z) {
    double angle = Math.sqrt(x * x + y * y + z * z);
    double[] a = {x / angle, y / angle, z / angle};
    double sine = Math.sin(angle);
    double rest = 1 - Math.cos(angle);
    double[] skew = {0, -a[2], a[1], a[2], 0, -a[0], -a[1], a[0], 0};
    double[] result = new double[9];
    for (int i = 0; i < 9; i++) {
      double diagonal = i % 4 == 0 ? Math.cos(angle) : 0;
      result[i] = diagonal + rest * a[i / 3] * a[i % 3] + sine * skew[i];
    }
    return result;
  }

  private static void assertBody(SmplTrack track, int row, double[] theta, double[] pose) {
    for (int joint = 0; joint < 24; joint++) {
      double[] expected = matrix(pose[3 * joint], pose[3 * joint + 1], pose[3 * joint + 2]);
      for (int i = 0; i < 9; i++) {
        assertThat((double) track.rotations().get((row * 24 + joint) * 9 + i))
            .isCloseTo(expected[i], within(2e-4));
      }
    }
    for (int i = 0; i < 10; i++) {
      assertThat((double) track.betas().at(row, i)).isCloseTo(theta[75 + i], within(1e-4));
    }
    for (int i = 0; i < 3; i++) {
      assertThat((double) track.camera().at(row, i)).isCloseTo(theta[i], within(1e-4));
    }
  }

  private SmplTrack predict(WindowRule rule, Map<String, Object> options) throws IOException {
    ModelConfig.Network config =
        Models.all().named("hmmr").network("hmmr", List.of(checkpoint()), options);
    try (NetworkPredictor model = Models.all().open(config, 0, ComputeDevice.CPU)) {
      WindowPlan plan = Windows.plan(rule, T, model.windowFrames(), model.output());
      return model.predict(clip, plan).smpl();
    }
  }

  // ------------------------------------------------------------------------------------ the tests

  @Test
  void a_window_gives_the_bodies_of_plain_loops() throws IOException {
    draw();
    SmplTrack track = predict(WindowRule.CHUNKS, Map.of());
    double[][] strips = movie();
    for (int t = 0; t < T; t++) {
      double[] theta = present(strips[t]);
      assertBody(track, t, theta, Arrays.copyOfRange(theta, 3, 75));
    }
  }

  @Test
  void one_frame_gives_the_present_the_past_and_the_future() throws IOException {
    draw();
    SmplTrack now = predict(WindowRule.EDGE_PADDED, Map.of("one-frame", true));
    SmplTrack past = predict(WindowRule.EDGE_PADDED, Map.of("one-frame", true, "horizon", -5));
    SmplTrack future = predict(WindowRule.EDGE_PADDED, Map.of("one-frame", true, "horizon", 5));
    for (int t = 5; t < T - 5; t++) {
      double[] strip = hallucinated(t);
      double[] theta = present(strip);
      double[] pose = Arrays.copyOfRange(theta, 3, 75);
      assertBody(now, t, theta, pose);
      assertBody(past, t - 5, theta, regressed(strip, pose, "single_view_ief_past5"));
      assertBody(future, t + 5, theta, regressed(strip, pose, "single_view_ief_future5"));
    }
  }

  @Test
  void weights_that_are_no_part_of_it_are_refused() throws IOException {
    draw();
    put("more/weights", 1, 2);
    assertThatThrownBy(() -> predict(WindowRule.CHUNKS, Map.of()))
        .isInstanceOf(Fault.class)
        .hasMessageContaining(
            "1 tensors have no place in a hmmr network, the first is more/weights");
  }

  @Test
  void a_checkpoint_without_a_future_is_asked_for_none() throws IOException {
    draw();
    weights.keySet().removeIf(name -> name.startsWith("single_view_ief_future5"));
    predict(WindowRule.CHUNKS, Map.of());
    assertThatThrownBy(
            () -> predict(WindowRule.EDGE_PADDED, Map.of("one-frame", true, "horizon", 5)))
        .hasMessageContaining("tensor single_view_ief_future5/3D_module/fc1/weights");
  }

  @Test
  void a_prefix_of_file_names_is_answered_with_the_file_to_name() throws IOException {
    draw();
    Path index = checkpoint();
    ModelConfig.Network config =
        Models.all()
            .named("hmmr")
            .network("hmmr", List.of(index.resolveSibling("hmmr_model.ckpt-7")));
    assertThatThrownBy(() -> Models.all().open(config, 0, ComputeDevice.CPU))
        .hasMessageEndingWith(
            "there is no such file, but a TensorFlow checkpoint of this name; name its table,"
                + " hmmr_model.ckpt-7.index");
  }

  @Test
  void every_frame_depends_on_the_whole_window() throws IOException {
    draw();
    FloatGrid before = predict(WindowRule.CHUNKS, Map.of()).rotations();
    float[] changed = clip.features().toArray();
    changed[(T - 1) * F] += 1;
    ModelConfig.Network config = Models.all().named("hmmr").network("hmmr", List.of(checkpoint()));
    try (NetworkPredictor model = Models.all().open(config, 0, ComputeDevice.CPU)) {
      WindowPlan plan = Windows.plan(WindowRule.CHUNKS, T, T, model.output());
      FloatGrid after =
          model.predict(Clips.of(FloatGrid.owning(changed, T, F)), plan).smpl().rotations();
      assertThat(after.rows(0)).isNotEqualTo(before.rows(0)); // 19 frames away, the reach is 6
    }
  }
}
