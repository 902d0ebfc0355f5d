package hmrbench.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.ndarray.NDManager;
import hmrbench.config.ModelConfig;
import hmrbench.core.Clip;
import hmrbench.core.Fault;
import hmrbench.core.FloatGrid;
import hmrbench.core.OutputKind;
import hmrbench.core.Prediction;
import hmrbench.data.WindowPlan;
import hmrbench.model.glot.Glot;
import hmrbench.model.meva.Meva;
import hmrbench.model.mpsnet.MpsNet;
import hmrbench.model.spin.Spin;
import hmrbench.model.tcmr.Tcmr;
import hmrbench.model.tcmr.TcmrVariant;
import hmrbench.model.vibe.Vibe;
import hmrbench.tensor.CheckpointParameters;
import hmrbench.tensor.ComputeDevice;
import hmrbench.tensor.Parameters;
import hmrbench.tensor.TensorEngine;
import hmrbench.testing.Clips;
import hmrbench.testing.Golden;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Networks whose sizes are none of the published ones, against a second implementation, {@code
 * golden/networks/make.py}: what is right at eight heads or sixteen frames alone shows here.
 */
class NetworkSizesTest {

  // Two float32 programs that sum in another order; wrong heads are off by 1e-2 and more.
  private static final double PARITY = 2e-5;

  static Stream<Arguments> cases() {
    return Stream.of(
        of("spin", Spin::new),
        of("tcmr_three_layers", p -> new Tcmr(p, TcmrVariant.TCMR, 9)),
        of("tcmr_one_layer", p -> new Tcmr(p, TcmrVariant.TCMR, 4)),
        of("vibe_one_layer", p -> new Vibe(p, true, 5)),
        of("vibe_both_ways", p -> new Vibe(p, false, 21)),
        of("vibe_without_linear", p -> new Vibe(p, true, 8)),
        of("meva_one_layer", p -> new Meva(p, 37)),
        of("meva_one_way", p -> new Meva(p, 23)),
        of("mpsnet", MpsNet::new),
        of("glot_one_layer", p -> new Glot(p, 4, 2, 2)),
        of("glot_four_layers", p -> new Glot(p, 6, 4, 5)));
  }

  private static Arguments of(String name, Function<Parameters, Network> network) {
    return Arguments.of(name, network);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("cases")
  void agrees_with_a_second_implementation_at_unusual_sizes(
      String name, Function<Parameters, Network> build) {
    Golden golden = Golden.own("networks/%s.npz".formatted(name));
    FloatGrid windows = golden.floats("input");
    Clip clip = Clips.of(windows.reshape(windows.size(0) * windows.size(1), windows.size(2)));
    try (NetworkPredictor fast = open(name, build)) {
      WindowPlan plan = plan(fast.output(), windows.size(0), windows.size(1));
      assertAgrees(golden, fast.predict(clip, plan));
      assertAgrees(golden, fast.plainly().predict(clip, plan));
    }
  }

  private static void assertAgrees(Golden golden, Prediction prediction) {
    golden.assertClose("rotations", prediction.smpl().rotations(), PARITY);
    golden.assertClose("shape", prediction.smpl().betas(), PARITY);
    golden.assertClose("camera", prediction.smpl().camera(), PARITY);
    prediction.attention().ifPresent(it -> golden.assertClose("attention", it, PARITY));
  }

  @Test
  void other_heads_do_not_pass_for_the_right_ones() {
    Golden golden = Golden.own("networks/glot_four_layers.npz");
    FloatGrid windows = golden.floats("input");
    Clip clip = Clips.of(windows.reshape(windows.size(0) * windows.size(1), windows.size(2)));
    try (NetworkPredictor other = open("glot_four_layers", p -> new Glot(p, 6, 8, 5))) {
      WindowPlan plan = plan(other.output(), windows.size(0), windows.size(1));
      assertThatThrownBy(() -> assertAgrees(golden, other.predict(clip, plan)))
          .isInstanceOf(AssertionError.class);
    }
  }

  @Test
  void a_size_that_is_not_that_of_the_weights_is_refused() {
    assertRefused(
        "vibe",
        "vibe_one_layer",
        Map.of("hidden", 8),
        "vibe: hidden: the config sets 8, the weights have 7; leave the key out");
    assertRefused(
        "tcmr",
        "tcmr_three_layers",
        Map.of("layers", 2),
        "tcmr: layers: the config sets 2, the weights have 3; leave the key out");
    assertRefused(
        "mpsnet",
        "mpsnet",
        Map.of("window", 20),
        "mpsnet: window: the config sets 20, the weights have 16; leave the key out");
    assertRefused(
        "glot",
        "glot_one_layer",
        Map.of("window", 16, "heads", 4, "short-heads", 2, "short-stride", 2),
        "glot: window: the config sets 16, the weights have 11; leave the key out");
  }

  private static void assertRefused(
      String architecture, String checkpoint, Map<String, Object> sizes, String why) {
    List<Path> files = List.of(Golden.ownFile("networks/%s.pth.tar".formatted(checkpoint)));
    ModelConfig.Network config = Models.all().named(architecture).network("m", files, sizes);
    assertThatThrownBy(() -> Models.all().open(config, 0, ComputeDevice.CPU).close())
        .isInstanceOf(Fault.class)
        .hasMessage(why);
  }

  @Test
  void sizes_of_the_weights_may_be_written_down() {
    List<Path> files = List.of(Golden.ownFile("networks/tcmr_three_layers.pth.tar"));
    ModelConfig.Network config =
        Models.all()
            .named("tcmr")
            .network("m", files, Map.of("hidden", 7, "layers", 3, "window", 9));
    try (NetworkPredictor predictor = Models.all().open(config, 0, ComputeDevice.CPU)) {
      assertThat(predictor.windowFrames()).isEqualTo(9);
    }
  }

  @Test
  void meva_makes_no_more_frames_than_its_decoder() {
    assertThatThrownBy(() -> open("meva_one_layer", p -> new Meva(p, 91)).close())
        .isInstanceOf(Fault.class)
        .hasMessage("meva: window: the motion decoder makes 90 frames, got 91; set at most 90");
  }

  private static NetworkPredictor open(String name, Function<Parameters, Network> build) {
    NDManager manager = TensorEngine.newManager();
    CheckpointParameters parameters =
        new CheckpointParameters(
            Checkpoints.open(Golden.ownFile("networks/%s.pth.tar".formatted(name))), name, manager);
    try {
      NetworkPredictor predictor = NetworkPredictor.of(build, parameters, manager);
      parameters.requireAllUsed(name);
      return predictor;
    } catch (Fault e) {
      manager.close();
      throw e;
    }
  }

  /** The windows of the golden file, one after the other in the clip. */
  private static WindowPlan plan(OutputKind output, int windows, int frames) {
    List<WindowPlan.Window> laid = new ArrayList<>();
    List<WindowPlan.Row> rows = new ArrayList<>();
    for (int w = 0; w < windows; w++) {
      int start = w * frames;
      laid.add(new WindowPlan.Window(IntStream.range(start, start + frames).boxed().toList()));
      int first = output == OutputKind.MIDDLE_FRAME ? frames / 2 : 0;
      int last = output == OutputKind.MIDDLE_FRAME ? first : frames - 1;
      for (int position = first; position <= last; position++) {
        rows.add(new WindowPlan.Row(w, position, start + position));
      }
    }
    assertThat(rows).isNotEmpty();
    return new WindowPlan(laid, rows);
  }
}
