package hmrbench.model.mpsnet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import hmrbench.config.ModelConfig;
import hmrbench.core.Clip;
import hmrbench.core.FloatGrid;
import hmrbench.core.JointSet;
import hmrbench.core.Prediction;
import hmrbench.data.WindowPlan;
import hmrbench.model.Checkpoints;
import hmrbench.model.Models;
import hmrbench.model.NetworkPredictor;
import hmrbench.tensor.CheckpointParameters;
import hmrbench.tensor.ComputeDevice;
import hmrbench.tensor.Grids;
import hmrbench.tensor.SixD;
import hmrbench.tensor.TensorEngine;
import hmrbench.testing.BodyGolden;
import hmrbench.testing.Golden;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class MpsNetTest {

  // Two float32 programs that sum in another order; the softmaxes are over products of about 1e3.
  private static final double PARITY = 1e-5;

  private static final String CHECKPOINT = "dev_mpsnet_zip.pth.tar";

  @Test
  void agrees_with_the_official_program_at_every_stage() {
    Golden golden = Golden.of("mpsnet_forward.npz");
    try (NDManager manager = TensorEngine.newManager()) {
      CheckpointParameters parameters = parameters(manager);
      MpsNet network = new MpsNet(parameters);
      parameters.requireAllUsed("mpsnet");
      NDArray windows = Grids.toTensor(manager, golden.floats("input"));

      NDArray attended = network.attend(windows);
      golden.assertClose(
          "attended_features_all_frames_NFT",
          Grids.toGrid(attended.get("0:2").swapAxes(1, 2)),
          PARITY);
      MpsNet.Integrated integrated = network.integrate(attended);
      golden.assertClose("feature", Grids.toGrid(integrated.feature()), PARITY);
      golden.assertClose("scores", Grids.toGrid(integrated.weights()), PARITY);
      BodyGolden.assertClose(golden, "theta", "rotmat", network.forward(windows), PARITY);
    }
  }

  @Test
  void answers_a_window_differently_when_it_is_alone() {
    Golden golden = Golden.of("mpsnet_forward.npz");
    try (NDManager manager = TensorEngine.newManager()) {
      MpsNet network = new MpsNet(parameters(manager));
      NDArray windows = Grids.toTensor(manager, golden.floats("input"));
      FloatGrid together = Grids.toGrid(network.forward(windows).pose6d());
      FloatGrid alone = Grids.toGrid(network.forward(windows.get("0:1")).pose6d());
      double largest = 0;
      for (int i = 0; i < 144; i++) {
        largest = Math.max(largest, Math.abs(together.at(0, i) - alone.at(0, i)));
      }
      assertThat(largest).isGreaterThan(1e-3);
    }
  }

  @Test
  void runs_in_the_batches_of_the_official_evaluation() {
    Golden golden = Golden.of("mpsnet_forward.npz");
    FloatGrid features = golden.floats("input").reshape(64, 2048);
    List<WindowPlan.Window> windows = new ArrayList<>();
    List<WindowPlan.Row> rows = new ArrayList<>();
    for (int w = 0; w < 11; w++) {
      int first = w * 4;
      windows.add(new WindowPlan.Window(IntStream.range(first, first + 16).boxed().toList()));
      rows.add(new WindowPlan.Row(w, 8, first + 8));
    }
    ModelConfig.Network config =
        Models.all().named("mpsnet").network("mps", List.of(Golden.checkpoint(CHECKPOINT)));
    try (NetworkPredictor predictor = Models.all().open(config, 0, ComputeDevice.CPU);
        NDManager manager = TensorEngine.newManager()) {
      Prediction prediction =
          predictor.withBatch(64).predict(clip(features), new WindowPlan(windows, rows));
      MpsNet network = new MpsNet(parameters(manager));
      int done = 0;
      for (int size : new int[] {8, 3}) {
        float[] batch = new float[size * 16 * 2048];
        for (int w = 0; w < size; w++) {
          features.copyTo((done + w) * 4 * 2048, batch, w * 16 * 2048, 16 * 2048);
        }
        NDArray input = Grids.toTensor(manager, FloatGrid.owning(batch, size, 16, 2048));
        FloatGrid expected = Grids.toGrid(SixD.toMatrices(network.forward(input).pose6d(), 24));
        for (int i = 0; i < expected.length(); i++) {
          assertThat(prediction.smpl().rotations().get(done * 216 + i))
              .isCloseTo(expected.get(i), within(1e-6f));
        }
        done += size;
      }
    }
  }

  private static CheckpointParameters parameters(NDManager manager) {
    return new CheckpointParameters(
        Checkpoints.open(Golden.checkpoint(CHECKPOINT)), CHECKPOINT, manager);
  }

  private static Clip clip(FloatGrid features) {
    return Clip.ofFeatures("golden", 30, features, JointSet.COMMON14);
  }
}
