package hmrbench.model.hmmr;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import hmrbench.config.ModelConfig;
import hmrbench.core.Clip;
import hmrbench.core.Fault;
import hmrbench.core.FloatGrid;
import hmrbench.core.OutputKind;
import hmrbench.core.SmplTrack;
import hmrbench.core.WindowRule;
import hmrbench.data.WindowPlan;
import hmrbench.data.Windows;
import hmrbench.model.Models;
import hmrbench.model.NetworkPredictor;
import hmrbench.tensor.CheckpointParameters;
import hmrbench.tensor.ComputeDevice;
import hmrbench.tensor.Grids;
import hmrbench.tensor.TensorEngine;
import hmrbench.testing.Clips;
import hmrbench.train.InitialWeights;
import hmrbench.train.Weights;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConvTest {

  private static final int FEATURES = 32;
  private static final int FRAMES = 40;

  private final Clip clip = Clips.random(FRAMES, FEATURES, 3);

  private static Weights weights() {
    InitialWeights weights = new InitialWeights(5);
    float[] pose = new float[144];
    for (int joint = 0; joint < 24; joint++) {
      pose[joint * 6] = 1;
      pose[joint * 6 + 3] = 1;
    }
    weights.regressor(
        FEATURES, 12, FloatGrid.owning(pose, 144), FloatGrid.zeros(10), FloatGrid.zeros(3));
    for (int i = 0; i < 2; i++) {
      String block = "movie.%d.".formatted(i);
      weights
          .norm(block + "norm1", FEATURES)
          .convolution(block + "conv1", 64, FEATURES, 3)
          .norm(block + "norm2", 64)
          .convolution(block + "conv2", FEATURES, 64, 3);
    }
    for (int i = 1; i <= 3; i++) {
      weights.linear("hallucinator.fc" + i, FEATURES, FEATURES);
    }
    for (String part : List.of("past.", "future.")) {
      weights
          .linear(part + "fc1", 12, FEATURES + 144)
          .linear(part + "fc2", 12, 12)
          .linear(part + "decpose", 144, 12);
    }
    return weights.weights();
  }

  private static ModelConfig.Network config(Map<String, Object> options) {
    return Models.all().named("conv-foresight").network("it", List.of(), options);
  }

  /** What the network predicts for every frame, with windows padded at the ends. */
  private SmplTrack predict(Map<String, Object> options) {
    try (NetworkPredictor model =
        Models.all().of(config(options), weights(), "drawn", ComputeDevice.CPU)) {
      WindowPlan plan =
          Windows.plan(WindowRule.EDGE_PADDED, FRAMES, model.windowFrames(), model.output());
      return model.predict(clip, plan).smpl();
    }
  }

  private static void assertSame(FloatGrid actual, int row, FloatGrid expected, int from) {
    FloatGrid a = actual.rows(row);
    FloatGrid b = expected.rows(from);
    for (int i = 0; i < a.length(); i++) {
      assertThat(a.get(i)).isCloseTo(b.get(i), within(2e-5f));
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void a_held_body_is_the_present_one_of_the_frame_that_is_seen(boolean oneFrame) {
    Map<String, Object> now = Map.of("window", 8, "one-frame", oneFrame);
    FloatGrid present = predict(now).rotations();
    for (int horizon : new int[] {-5, 5}) {
      SmplTrack held =
          predict(Map.of("window", 8, "one-frame", oneFrame, "horizon", horizon, "held", true));
      for (int t = 9; t < FRAMES - 9; t++) { // no window is padded
        assertSame(held.rotations(), t, present, t - horizon);
      }
    }
  }

  @Test
  void past_and_future_are_what_their_regressors_add_to_the_present() {
    try (NDManager manager = TensorEngine.newManager()) {
      Conv network =
          new Conv(
              new CheckpointParameters(weights(), "drawn", manager),
              true,
              new Question(true, 5, false),
              8);
      assertThat(network.output()).isEqualTo(OutputKind.MIDDLE_FRAME);
      assertThat(network.windowFrames()).isEqualTo(11);
      NDArray windows =
          Grids.toTensor(manager, clip.features().rows(10, 21).reshape(1, 11, FEATURES));
      // The future of frame 15 is told by frame 10, the first of the window.
      NDArray strip = network.hallucinated(windows.get(":, 0"));
      var present = network.body(strip, 0);
      var future = network.body(strip, 5);
      var past = network.body(strip, -5);
      assertThat(network.forward(windows).rows().toFloatArray())
          .containsExactly(future.rows().toFloatArray(), within(1e-6f));
      assertThat(future.pose6d().sub(past.pose6d()).abs().max().getFloat()).isGreaterThan(1e-3f);
      assertThat(future.pose6d().sub(present.pose6d()).abs().max().getFloat()).isGreaterThan(1e-3f);
      assertThat(future.betas().toFloatArray()).containsExactly(present.betas().toFloatArray());
      assertThat(future.camera().toFloatArray()).containsExactly(present.camera().toFloatArray());
    }
  }

  @Test
  void trainings_see_the_rows_that_are_answered_later() {
    try (NDManager manager = TensorEngine.newManager()) {
      CheckpointParameters parameters = new CheckpointParameters(weights(), "drawn", manager);
      Conv network = new Conv(parameters, true, Question.WINDOW, 8);
      assertThat(network.horizons()).containsExactly(0, -5, 5, 0, -5, 5);
      NDArray windows =
          Grids.toTensor(manager, clip.features().rows(0, 16).reshape(2, 8, FEATURES));
      NDArray features = network.supervisedFeatures(windows).reshape(16, -1);
      NDArray rows =
          network.supervisedBodies(features, UnaryOperator.identity()).reshape(16, 6, 157);
      NDArray strip = network.strip(windows).reshape(16, FEATURES);
      NDArray hallucinated = network.hallucinated(windows.reshape(16, FEATURES));
      int row = 0;
      for (NDArray seen : List.of(strip, hallucinated)) {
        for (int horizon : new int[] {0, -5, 5}) {
          assertRows(rows, row++, network.body(seen, horizon).rows());
        }
      }
      assertRows(rows, 0, network.forward(windows).rows());
    }
  }

  private static void assertRows(NDArray all, int row, NDArray expected) {
    assertThat(all.get(":, %d".formatted(row)).toFloatArray())
        .containsExactly(expected.toFloatArray(), within(1e-5f));
  }

  @Test
  void without_foresight_every_frame_has_one_row() {
    try (NDManager manager = TensorEngine.newManager()) {
      CheckpointParameters parameters = new CheckpointParameters(weights(), "drawn", manager);
      Conv network = new Conv(parameters, false, Question.WINDOW, 8);
      NDArray windows =
          Grids.toTensor(manager, clip.features().rows(0, 16).reshape(2, 8, FEATURES));
      NDArray features = network.supervisedFeatures(windows).reshape(16, FEATURES);
      assertThat(network.horizons()).containsExactly(0);
      assertThat(network.supervisedBodies(features, UnaryOperator.identity()).toFloatArray())
          .containsExactly(network.forward(windows).rows().toFloatArray(), within(1e-6f));
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "hidden | 32 | conv-foresight: hidden: the config sets 32, the weights have 64; leave the key out",
        "blocks | 3  | conv-foresight: blocks: the config sets 3, the weights have 2; leave the key out",
        "kernel | 5  | conv-foresight: kernel: the config sets 5, the weights have 3; leave the key out"
      })
  void sizes_of_other_weights_are_refused(String key, int size, String message) {
    ModelConfig.Network other = config(Map.of(key, size));
    assertThatThrownBy(() -> Models.all().of(other, weights(), "drawn", ComputeDevice.CPU))
        .isInstanceOf(Fault.class)
        .hasMessage(message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "kernel  | 4 | kernel must be odd, as many frames before a frame as after it, got 4",
        "horizon | 3 | horizon must be -5, 0 or 5, the frames that the network was trained for, got 3"
      })
  void values_that_make_no_sense_are_refused(String key, int value, String message) {
    assertThatThrownBy(() -> config(Map.of(key, value)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(message);
  }

  @Test
  void weights_with_foresight_are_no_plain_ones() {
    ModelConfig.Network plain = Models.all().named("conv").network("it", List.of());
    assertThatThrownBy(() -> Models.all().of(plain, weights(), "drawn", ComputeDevice.CPU))
        .hasMessage(
            "drawn: 18 tensors have no place in a conv network, the first is hallucinator.fc1.weight;"
                + " is it a checkpoint of another architecture?");
  }
}
