package hmrbench.model.meva;

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
import hmrbench.core.Prediction;
import hmrbench.core.WindowRule;
import hmrbench.data.WindowPlan;
import hmrbench.data.Windows;
import hmrbench.model.BodyOutput;
import hmrbench.model.Checkpoints;
import hmrbench.model.Models;
import hmrbench.model.NetworkPredictor;
import hmrbench.tensor.CheckpointParameters;
import hmrbench.tensor.ComputeDevice;
import hmrbench.tensor.Grids;
import hmrbench.tensor.SixD;
import hmrbench.tensor.TensorEngine;
import hmrbench.testing.Clips;
import hmrbench.testing.Golden;
import hmrbench.testing.Shared;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Against a second implementation, {@code golden/meva/make.py}. */
class MevaTest {

  private static final Path CHECKPOINT = Golden.ownFile("meva/small_meva.pth.tar");
  private static final double PARITY = 1e-5;

  private final Golden golden = Golden.own("meva/small_meva.npz");

  @Test
  void agrees_with_a_second_implementation_at_every_stage() {
    try (NDManager manager = TensorEngine.newManager()) {
      CheckpointParameters parameters = parameters(manager);
      Meva network = new Meva(parameters, Meva.WINDOW);
      parameters.requireAllUsed("meva");
      NDArray windows = Grids.toTensor(manager, golden.floats("input"));
      NDArray features = network.encode(windows);
      golden.assertClose("features", Grids.toGrid(features), PARITY);
      golden.assertClose("coarse", Grids.toGrid(network.coarse(features)), PARITY);
      BodyOutput body = network.forward(windows);
      golden.assertClose("rotmat", Grids.toGrid(SixD.toMatrices(body.pose6d(), 24)), PARITY);
      golden.assertClose("shape", Grids.toGrid(body.betas()), PARITY);
      golden.assertClose("camera", Grids.toGrid(body.camera()), PARITY);
    }
  }

  @Test
  void answers_every_frame_of_a_sequence_in_windows_of_90() {
    ModelConfig.Network config = Models.all().named("meva").network("meva", List.of(CHECKPOINT));
    FloatGrid all = golden.floats("input"); // two windows, one after the other
    Clip clip = Clips.of(all.reshape(180, 40));
    WindowPlan plan = Windows.plan(WindowRule.MEVA, 180, Meva.WINDOW, OutputKind.SEQUENCE);
    try (NetworkPredictor predictor = Models.all().open(config, 0, ComputeDevice.CPU)) {
      assertThat(predictor.windowFrames()).isEqualTo(90);
      Prediction prediction = predictor.predict(clip, plan);
      assertThat(plan.rows().stream().map(WindowPlan.Row::target))
          .containsExactlyElementsOf(IntStream.range(0, 180).boxed().toList());
      FloatGrid expected = golden.floats("rotmat");
      for (int i = 0; i < 85 * 216; i++) {
        assertThat(prediction.smpl().rotations().get(i)).isCloseTo(expected.get(i), within(1e-4f));
      }
    }
  }

  @Test
  void says_which_tensor_is_missing() {
    ModelConfig.Network config =
        Models.all()
            .named("meva")
            .network(
                "meva",
                List.of(
                    Shared.projectRoot()
                        .resolve("models/tcmr-simulated/seed-1/weights.safetensors")));
    assertThatThrownBy(() -> Models.all().open(config, 0, ComputeDevice.CPU))
        .isInstanceOf(Fault.class)
        .hasMessageContaining("tensor feat_encoder.gru.weight_ih_l0 ")
        .hasMessageContaining("is missing");
  }

  private static CheckpointParameters parameters(NDManager manager) {
    return new CheckpointParameters(Checkpoints.open(CHECKPOINT), "small_meva.pth.tar", manager);
  }
}
