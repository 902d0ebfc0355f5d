package hmrbench.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import hmrbench.core.Clip;
import hmrbench.core.Fault;
import hmrbench.core.FloatGrid;
import hmrbench.core.OutputKind;
import hmrbench.core.Prediction;
import hmrbench.data.WindowPlan;
import hmrbench.model.spin.Spin;
import hmrbench.model.tcmr.BranchFeatures;
import hmrbench.model.tcmr.Tcmr;
import hmrbench.model.tcmr.TcmrVariant;
import hmrbench.model.vibe.Vibe;
import hmrbench.tensor.CheckpointParameters;
import hmrbench.tensor.Grids;
import hmrbench.tensor.Parameters;
import hmrbench.tensor.TensorEngine;
import hmrbench.testing.Clips;
import hmrbench.train.InitialWeights;
import hmrbench.train.Weights;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NetworksTest {

  private static final int FEATURES = 6;
  private static final int HIDDEN = 5;
  private static final int FRAMES = 16;
  private static final int MIDDLE = 8;
  private static final float ROUNDING = 1e-5f;

  @Test
  void attention_sums_to_one_and_stays_within_the_bounds_of_its_tangent() {
    // Weights scaled up until the tangents saturate: the bounds must hold there too.
    Weights large = scaled(tcmr(TcmrVariant.TCMR), 50);
    try (NetworkPredictor model = predictor(large, p -> new Tcmr(p, TcmrVariant.TCMR, FRAMES))) {
      Clip clip = Clips.random(80, FEATURES, 3);
      FloatGrid attention = model.predict(clip, middlePlan(clip)).attention().orElseThrow();
      double low = 1 / (1 + 2 * Math.exp(2));
      double high = Math.exp(2) / (Math.exp(2) + 2);
      double greatest = 0;
      for (int r = 0; r < attention.size(0); r++) {
        assertThat(attention.at(r, 0) + attention.at(r, 1) + attention.at(r, 2))
            .isCloseTo(1f, within(1e-6f));
        for (int branch = 0; branch < 3; branch++) {
          assertThat((double) attention.at(r, branch)).isBetween(low - 1e-6, high + 1e-6);
          greatest = Math.max(greatest, attention.at(r, branch));
        }
      }
      assertThat(greatest).as("saturated").isGreaterThan(0.75);
    }
  }

  @Test
  void past_and_future_branches_do_not_see_the_middle_frame_unless_asked_to() {
    assertThat(branchesChangeWithFrame(TcmrVariant.TCMR, MIDDLE))
        .containsExactly(false, true, false);
    assertThat(branchesChangeWithFrame(TcmrVariant.TCMR, MIDDLE - 1))
        .containsExactly(true, true, false);
    assertThat(branchesChangeWithFrame(TcmrVariant.TCMR, FRAMES - 1))
        .containsExactly(false, true, true);
    assertThat(branchesChangeWithFrame(new TcmrVariant(false, true, true, true), MIDDLE))
        .containsExactly(true, true, true);
  }

  @Test
  void the_residual_adds_the_static_feature_of_the_middle_frame_to_the_current_branch() {
    TcmrVariant with = new TcmrVariant(true, true, true, false);
    Weights weights = tcmr(TcmrVariant.TCMR);
    try (NDManager manager = TensorEngine.newManager()) {
      NDArray windows = Grids.toTensor(manager, Clips.random(FRAMES, FEATURES, 1).features());
      NDArray batch = windows.expandDims(0);
      NDArray plain = network(weights, TcmrVariant.TCMR, manager).branches(batch).current().get();
      NDArray added = network(weights, with, manager).branches(batch).current().get();
      assertThat(added.sub(plain).toFloatArray())
          .containsExactly(windows.get(MIDDLE).toFloatArray(), within(ROUNDING));
    }
  }

  @Test
  void forced_weights_take_the_place_of_the_network_s_own() {
    try (NDManager manager = TensorEngine.newManager()) {
      Tcmr tcmr = network(tcmr(TcmrVariant.TCMR), TcmrVariant.TCMR, manager);
      NDArray windows = batch(manager, 3);
      BranchFeatures branches = tcmr.branches(windows);
      BodyOutput own = tcmr.integrate(branches, tcmr.attention(branches));
      assertThat(own.pose6d().toFloatArray())
          .containsExactly(tcmr.forward(windows).pose6d().toFloatArray(), within(ROUNDING));
      NDArray pastOnly = manager.create(new float[] {1, 0, 0, 1, 0, 0, 1, 0, 0}).reshape(3, 3);
      BodyOutput forced = tcmr.integrate(branches, pastOnly);
      assertThat(forced.pose6d().toFloatArray())
          .containsExactly(
              tcmr.regressor().decode(branches.past()).pose6d().toFloatArray(), within(ROUNDING));
    }
  }

  @Test
  void without_the_branch_over_all_frames_its_weight_is_absent() {
    TcmrVariant variant = new TcmrVariant(false, true, false, false);
    try (NetworkPredictor model = predictor(tcmr(variant), p -> new Tcmr(p, variant, FRAMES))) {
      Clip clip = Clips.random(20, FEATURES, 3);
      FloatGrid attention = model.predict(clip, middlePlan(clip)).attention().orElseThrow();
      for (int r = 0; r < attention.size(0); r++) {
        assertThat(attention.at(r, 1)).isNaN();
        assertThat(attention.at(r, 0) + attention.at(r, 2)).isCloseTo(1f, within(1e-6f));
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"spin", "vibe", "tcmr", "middle"})
  void a_row_does_not_depend_on_what_else_is_in_the_batch(String kind) {
    try (NetworkPredictor model = predictor(kind)) {
      Clip clip = Clips.random(150, FEATURES, 3);
      WindowPlan all = plan(model.output(), clip);
      Prediction together = model.predict(clip, all);
      for (int r : new int[] {0, 63, 64, all.rows().size() - 1}) {
        WindowPlan alone = new WindowPlan(all.windows(), List.of(all.rows().get(r)));
        assertThat(model.predict(clip, alone).smpl().rotations().toArray())
            .containsExactly(
                together.smpl().rotations().rows(r, r + 1).toArray(), within(ROUNDING));
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"spin", "vibe", "tcmr", "middle"})
  void prediction_leaves_no_tensor_behind(String kind) {
    try (NDManager manager = TensorEngine.newManager()) {
      CheckpointParameters parameters = new CheckpointParameters(weights(kind), "test", manager);
      Network network = build(kind, parameters);
      NetworkPredictor model = new NetworkPredictor(network, manager, parameters.tensors());
      int before = manager.getManagedArrays().size();
      Clip clip = Clips.random(90, FEATURES, 3);
      WindowPlan plan = plan(model.output(), clip);
      model.predict(clip, plan);
      assertThat(manager.getManagedArrays()).hasSize(before);
      Clip broken = Clips.random(90, FEATURES + 1, 3);
      assertThatThrownBy(() -> model.predict(broken, plan)).isInstanceOf(Fault.class);
      assertThat(manager.getManagedArrays()).hasSize(before);
    }
  }

  @Test
  void features_of_another_size_and_nan_are_refused_with_their_place() {
    try (NetworkPredictor model = predictor("tcmr")) {
      Clip wide = Clips.random(20, FEATURES + 1, 3);
      assertThatThrownBy(() -> model.predict(wide, middlePlan(wide)))
          .hasMessage("sequence clip: features have 7 values per frame, the model was built for 6");
      float[] values = Clips.random(20, FEATURES, 3).features().toArray();
      values[7 * FEATURES + 2] = Float.NaN;
      Clip nan = Clips.of(FloatGrid.owning(values, 20, FEATURES));
      assertThatThrownBy(() -> model.predict(nan, middlePlan(nan)))
          .hasMessage("sequence clip, frame 7: feature 2 is NaN; the features must be finite");
    }
  }

  private static boolean[] branchesChangeWithFrame(TcmrVariant variant, int frame) {
    try (NDManager manager = TensorEngine.newManager()) {
      Tcmr tcmr = network(tcmr(TcmrVariant.TCMR), variant, manager);
      float[] values = Clips.random(FRAMES, FEATURES, 1).features().toArray();
      BranchFeatures before = tcmr.branches(window(manager, values));
      values[frame * FEATURES] += 1;
      BranchFeatures after = tcmr.branches(window(manager, values));
      return new boolean[] {
        !before.past().contentEquals(after.past()),
        !before.current().get().contentEquals(after.current().get()),
        !before.future().contentEquals(after.future())
      };
    }
  }

  private static NDArray window(NDManager manager, float[] values) {
    return Grids.toTensor(manager, FloatGrid.copyOf(values, 1, FRAMES, FEATURES));
  }

  private static NDArray batch(NDManager manager, int windows) {
    FloatGrid features = Clips.random(windows * FRAMES, FEATURES, 8).features();
    return Grids.toTensor(manager, features.reshape(windows, FRAMES, FEATURES));
  }

  private static Tcmr network(Weights weights, TcmrVariant variant, NDManager manager) {
    return new Tcmr(new CheckpointParameters(weights, "test", manager), variant, FRAMES);
  }

  private static NetworkPredictor predictor(String kind) {
    return predictor(weights(kind), parameters -> build(kind, parameters));
  }

  private static Network build(String kind, Parameters parameters) {
    return switch (kind) {
      case "spin" -> new Spin(parameters);
      case "vibe" -> new Vibe(parameters, true, FRAMES);
      case "middle" -> new Tcmr(parameters, TcmrVariant.MIDDLE, FRAMES);
      default -> new Tcmr(parameters, TcmrVariant.TCMR, FRAMES);
    };
  }

  private static NetworkPredictor predictor(
      Weights weights, Function<Parameters, Network> network) {
    NDManager manager = TensorEngine.newManager();
    CheckpointParameters parameters = new CheckpointParameters(weights, "test", manager);
    Network built = network.apply(parameters);
    parameters.requireAllUsed("test");
    return new NetworkPredictor(built, manager, parameters.tensors());
  }

  private static Weights weights(String kind) {
    return switch (kind) {
      case "spin" -> regressor().weights();
      case "vibe" ->
          regressor()
              .gru("encoder.gru", FEATURES, HIDDEN, 2, false)
              .linear("encoder.linear", FEATURES, HIDDEN)
              .weights();
      case "middle" -> tcmr(TcmrVariant.MIDDLE);
      default -> tcmr(TcmrVariant.TCMR);
    };
  }

  static Weights tcmr(TcmrVariant variant) {
    InitialWeights weights = regressor();
    if (variant.allBranch()) {
      weights
          .gru("encoder.gru_cur", FEATURES, HIDDEN, 2, true)
          .linear("encoder.linear_cur", FEATURES, 2 * HIDDEN);
    }
    if (variant.poseForecast()) {
      for (String branch : List.of("bef", "aft")) {
        weights
            .gru("encoder.gru_" + branch, FEATURES, HIDDEN, 2, false)
            .linear("encoder.linear_" + branch, FEATURES, HIDDEN);
      }
      weights.attention("encoder.attention", variant.allBranch() ? 3 : 2, FEATURES, 4);
    }
    return weights.weights();
  }

  static InitialWeights regressor() {
    float[] pose = new float[144];
    for (int j = 0; j < 24; j++) {
      pose[j * 6] = 1;
      pose[j * 6 + 3] = 1;
    }
    FloatGrid camera = FloatGrid.copyOf(new float[] {0.9f, 0, 0}, 3);
    return new InitialWeights(7)
        .regressor(FEATURES, 9, FloatGrid.owning(pose, 144), FloatGrid.zeros(10), camera);
  }

  private static Weights scaled(Weights weights, float factor) {
    java.util.Map<String, FloatGrid> larger = new java.util.LinkedHashMap<>();
    for (String name : weights.names()) {
      float[] values = weights.floats(name).toArray();
      for (int i = 0; i < values.length; i++) {
        values[i] *= name.contains("attention") ? factor : 1;
      }
      larger.put(name, FloatGrid.owning(values, weights.shape(name)));
    }
    return new Weights(larger);
  }

  private static WindowPlan plan(OutputKind output, Clip clip) {
    return output == OutputKind.MIDDLE_FRAME ? middlePlan(clip) : chunkPlan(clip);
  }

  static WindowPlan middlePlan(Clip clip) {
    List<WindowPlan.Window> windows = new ArrayList<>();
    List<WindowPlan.Row> rows = new ArrayList<>();
    for (int start = 0; start + FRAMES <= clip.frames(); start++) {
      rows.add(new WindowPlan.Row(windows.size(), MIDDLE, start + MIDDLE));
      windows.add(new WindowPlan.Window(IntStream.range(start, start + FRAMES).boxed().toList()));
    }
    return new WindowPlan(windows, rows);
  }

  static WindowPlan chunkPlan(Clip clip) {
    List<WindowPlan.Window> windows = new ArrayList<>();
    List<WindowPlan.Row> rows = new ArrayList<>();
    for (int start = 0; start + FRAMES <= clip.frames(); start += FRAMES) {
      for (int p = 0; p < FRAMES; p++) {
        rows.add(new WindowPlan.Row(windows.size(), p, start + p));
      }
      windows.add(new WindowPlan.Window(IntStream.range(start, start + FRAMES).boxed().toList()));
    }
    return new WindowPlan(windows, rows);
  }
}
