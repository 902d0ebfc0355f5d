package hmrbench.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import hmrbench.core.Clip;
import hmrbench.core.FloatGrid;
import hmrbench.core.OutputKind;
import hmrbench.core.Prediction;
import hmrbench.core.WindowRule;
import hmrbench.data.WindowPlan;
import hmrbench.data.Windows;
import hmrbench.model.tcmr.BranchFeatures;
import hmrbench.model.tcmr.Tcmr;
import hmrbench.model.tcmr.TcmrVariant;
import hmrbench.model.vibe.Vibe;
import hmrbench.tensor.CheckpointParameters;
import hmrbench.tensor.Parameters;
import hmrbench.tensor.TensorEngine;
import hmrbench.testing.Clips;
import hmrbench.train.Weights;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Holds the arrangement for evaluation to the network as it is written down. */
class FastNetworkTest {

  private static final int FRAMES = 16;
  private static final int FEATURES = 6;
  private static final int HIDDEN = 5;

  /** The two paths add the same float32 terms in another order, 50 steps deep. */
  private static final float RELATIVE = 1e-4f;

  static Stream<TcmrVariant> variants() {
    return Stream.of(
        TcmrVariant.TCMR,
        TcmrVariant.MIDDLE,
        new TcmrVariant(true, false, true, false),
        new TcmrVariant(true, true, true, false),
        new TcmrVariant(false, true, false, false),
        new TcmrVariant(false, true, true, true));
  }

  @ParameterizedTest
  @CsvSource({"1, 512", "1024, 512", "1025, 256", "16384, 32", "1000000, 8"})
  void a_batch_is_the_largest_power_of_two_whose_memory_fits(long bytesPerWindow, int windows) {
    assertThat(NetworkPredictor.fitting(bytesPerWindow, 512 * 1024)).isEqualTo(windows);
  }

  /** Per frame the input of 6, and inputs, gates and outputs of 10 units, five times. */
  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void memory_and_tensors_of_vibe_are_those_of_its_parts(boolean residual) {
    Weights weights =
        NetworksTest.regressor()
            .gru("encoder.gru", FEATURES, HIDDEN, 2, true)
            .linear("encoder.linear", FEATURES, 2 * HIDDEN)
            .weights();
    try (NDManager manager = TensorEngine.newManager()) {
      Network vibe = new Vibe(new CheckpointParameters(weights, "test", manager), residual, FRAMES);
      FastNetwork fast = vibe.fast(manager).orElseThrow();
      assertThat(fast.bytesPerWindow()).isEqualTo((6 + 5 * 10) * 16 * 4);
      assertThat(fast.weights()).hasSize(residual ? 3 : 2);
    }
  }

  /** The largest branch counts: (states of the first layer + 32) x 5 units x 4 bytes. */
  @ParameterizedTest
  @CsvSource({"true, false, 1280", "false, false, 800", "false, true, 820"})
  void memory_of_tcmr_is_that_of_its_largest_branch(boolean all, boolean current, long bytes) {
    TcmrVariant variant = new TcmrVariant(false, true, all, current);
    Weights weights = NetworksTest.tcmr(variant);
    try (NDManager manager = TensorEngine.newManager()) {
      Network tcmr = new Tcmr(new CheckpointParameters(weights, "test", manager), variant, FRAMES);
      assertThat(tcmr.fast(manager).orElseThrow().bytesPerWindow()).isEqualTo(bytes);
    }
  }

  @ParameterizedTest
  @MethodSource("variants")
  void answers_as_the_plain_network_does(TcmrVariant variant) {
    Clip clip = Clips.random(300, FEATURES, 3); // more windows than a batch holds
    WindowPlan plan = Windows.plan(WindowRule.TCMR, 300, FRAMES, OutputKind.MIDDLE_FRAME);
    assertSame(NetworksTest.tcmr(variant), p -> new Tcmr(p, variant, FRAMES), clip, plan);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void answers_as_plain_vibe_does(boolean residual) {
    Weights weights =
        NetworksTest.regressor()
            .gru("encoder.gru", FEATURES, HIDDEN, 2, true)
            .linear("encoder.linear", FEATURES, 2 * HIDDEN)
            .weights();
    Clip clip = Clips.random(70, FEATURES, 3);
    assertSame(weights, p -> new Vibe(p, residual, FRAMES), clip, NetworksTest.chunkPlan(clip));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3})
  void answers_alike_for_any_number_of_layers(int layers) {
    Weights weights =
        NetworksTest.regressor()
            .gru("encoder.gru_cur", FEATURES, HIDDEN, layers, true)
            .linear("encoder.linear_cur", FEATURES, 2 * HIDDEN)
            .weights();
    Clip clip = Clips.random(40, FEATURES, 3);
    assertSame(
        weights, p -> new Tcmr(p, TcmrVariant.MIDDLE, FRAMES), clip, NetworksTest.middlePlan(clip));
  }

  @Test
  void a_batch_of_any_size_gives_the_same_answers() {
    Clip clip = Clips.random(60, FEATURES, 3);
    WindowPlan plan = NetworksTest.middlePlan(clip);
    Weights weights = lively(NetworksTest.tcmr(TcmrVariant.TCMR));
    try (NetworkPredictor model = fast(weights, p -> new Tcmr(p, TcmrVariant.TCMR, FRAMES))) {
      Prediction large = model.predict(clip, plan);
      Prediction small = model.withBatch(7).predict(clip, plan);
      assertClose(small.smpl().rotations(), large.smpl().rotations());
    }
  }

  @Test
  void twins_on_threads_of_their_own_give_the_same_bits() throws Exception {
    Clip clip = Clips.random(90, FEATURES, 3);
    WindowPlan plan = NetworksTest.middlePlan(clip);
    Weights weights = lively(NetworksTest.tcmr(TcmrVariant.TCMR));
    NDManager manager = TensorEngine.newManager();
    CheckpointParameters parameters = new CheckpointParameters(weights, "test", manager);
    ExecutorService threads = Executors.newFixedThreadPool(2);
    try (NetworkPredictor model =
            NetworkPredictor.of(p -> new Tcmr(p, TcmrVariant.TCMR, FRAMES), parameters, manager);
        Predictor twin = model.twin().orElseThrow();
        NetworkPredictor plain = model.plainly();
        Predictor plainTwin = plain.twin().orElseThrow()) {
      Prediction alone = model.predict(clip, plan);
      List<Future<Prediction>> running = new ArrayList<>();
      for (int i = 0; i < 5; i++) {
        running.add(threads.submit(() -> model.predict(clip, plan)));
        running.add(threads.submit(() -> twin.predict(clip, plan)));
        for (Future<Prediction> one : running) {
          assertThat(one.get()).isEqualTo(alone);
        }
        running.clear();
      }
      assertThat(plainTwin.predict(clip, plan)).isEqualTo(plain.predict(clip, plan));
    } finally {
      threads.shutdownNow();
    }
  }

  static Stream<TcmrVariant> integrating() {
    return variants().filter(TcmrVariant::poseForecast);
  }

  @ParameterizedTest
  @MethodSource("integrating")
  void forced_weights_give_what_the_plain_network_says_under_them(TcmrVariant variant) {
    Clip clip = Clips.random(40, FEATURES, 3);
    WindowPlan plan = NetworksTest.middlePlan(clip);
    Weights weights = lively(NetworksTest.tcmr(variant));
    Function<Parameters, Network> network = p -> new Tcmr(p, variant, FRAMES);
    try (NetworkPredictor fast = fast(weights, network);
        NetworkPredictor plain = plain(weights, p -> new Forced(new Tcmr(p, variant, FRAMES)))) {
      BranchAnswers answers = fast.branches(clip, plan).orElseThrow();
      assertThat(answers.current()).isEqualTo(variant.allBranch());
      Prediction own = fast.predict(clip, plan);
      assertClose(
          fast.integrate(answers, answers.attention()).smpl().rotations(), own.smpl().rotations());
      float[] forced = new float[3 * answers.rows()];
      for (int row = 0; row < answers.rows(); row++) {
        forced[3 * row] = Forced.PAST;
        forced[3 * row + (variant.allBranch() ? 1 : 2)] = 1 - Forced.PAST;
      }
      Prediction under = fast.integrate(answers, FloatGrid.owning(forced, answers.rows(), 3));
      assertClose(under.smpl().rotations(), plain.predict(clip, plan).smpl().rotations());
    }
  }

  @Test
  void a_branch_that_is_not_there_cannot_be_weighed() {
    TcmrVariant variant = new TcmrVariant(false, true, false, false);
    Clip clip = Clips.random(20, FEATURES, 3);
    try (NetworkPredictor fast =
        fast(NetworksTest.tcmr(variant), p -> new Tcmr(p, variant, FRAMES))) {
      BranchAnswers answers = fast.branches(clip, NetworksTest.middlePlan(clip)).orElseThrow();
      float[] equal = new float[3 * answers.rows()];
      java.util.Arrays.fill(equal, 1 / 3f);
      assertThatThrownBy(() -> fast.integrate(answers, FloatGrid.owning(equal, answers.rows(), 3)))
          .hasMessage("a network without a current branch cannot weigh it");
    }
  }

  /** A network that gives its first branch {@link #PAST} and its second the rest. */
  private record Forced(Tcmr network) implements Network {

    static final float PAST = 0.25f;

    @Override
    public BodyOutput forward(NDArray windows) {
      BranchFeatures branches = network.branches(windows);
      NDArray own = network.attention(branches);
      float[] forced = new float[(int) own.size()];
      int count = (int) own.getShape().get(1);
      for (int i = 0; i < forced.length; i += count) {
        forced[i] = PAST;
        forced[i + 1] = 1 - PAST;
      }
      return network.integrate(branches, own.getManager().create(forced, own.getShape()));
    }

    @Override
    public OutputKind output() {
      return network.output();
    }

    @Override
    public int windowFrames() {
      return network.windowFrames();
    }

    @Override
    public int featureSize() {
      return network.featureSize();
    }
  }

  private static void assertSame(
      Weights given, Function<Parameters, Network> network, Clip clip, WindowPlan plan) {
    Weights weights = lively(given);
    try (NetworkPredictor fast = fast(weights, network);
        NetworkPredictor plain = plain(weights, network)) {
      Prediction actual = fast.predict(clip, plan);
      Prediction expected = plain.predict(clip, plan);
      assertClose(actual.smpl().rotations(), expected.smpl().rotations());
      assertClose(actual.smpl().betas(), expected.smpl().betas());
      assertClose(actual.smpl().camera(), expected.smpl().camera());
      assertThat(actual.attention().isPresent()).isEqualTo(expected.attention().isPresent());
      if (expected.attention().isPresent()) {
        assertClose(actual.attention().get(), expected.attention().get());
      }
    }
  }

  private static void assertClose(FloatGrid actual, FloatGrid expected) {
    assertThat(actual.shape()).isEqualTo(expected.shape());
    float scale = 0;
    for (int i = 0; i < expected.length(); i++) {
      scale = Float.isNaN(expected.get(i)) ? scale : Math.max(scale, Math.abs(expected.get(i)));
    }
    assertThat(scale).as("largest expected value").isPositive();
    for (int i = 0; i < expected.length(); i++) {
      if (Float.isNaN(expected.get(i))) { // the weight of a branch that is not there
        assertThat(actual.get(i)).as("value %d", i).isNaN();
        continue;
      }
      float difference = Math.abs(actual.get(i) - expected.get(i));
      assertThat(difference).as("value %d", i).isLessThanOrEqualTo(RELATIVE * scale);
    }
  }

  /** Last layers start almost at zero; made large here, so that every feature shows. */
  private static Weights lively(Weights weights) {
    Map<String, FloatGrid> larger = new LinkedHashMap<>();
    for (String name : weights.names()) {
      float[] values = weights.floats(name).toArray();
      for (int i = 0; i < values.length; i++) {
        values[i] *= name.contains("dec") ? 30 : 1;
      }
      larger.put(name, FloatGrid.owning(values, weights.shape(name)));
    }
    return new Weights(larger);
  }

  private static NetworkPredictor fast(Weights weights, Function<Parameters, Network> network) {
    NDManager manager = TensorEngine.newManager();
    CheckpointParameters parameters = new CheckpointParameters(weights, "test", manager);
    Network built = network.apply(parameters);
    assertThat(built.fast(manager)).isPresent();
    return new NetworkPredictor(built, manager, parameters.tensors());
  }

  private static NetworkPredictor plain(Weights weights, Function<Parameters, Network> network) {
    NDManager manager = TensorEngine.newManager();
    CheckpointParameters parameters = new CheckpointParameters(weights, "test", manager);
    return NetworkPredictor.plain(network.apply(parameters), manager, parameters.tensors());
  }
}
