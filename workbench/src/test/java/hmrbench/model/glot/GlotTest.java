package hmrbench.model.glot;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import hmrbench.core.Fault;
import hmrbench.model.Checkpoints;
import hmrbench.tensor.CheckpointParameters;
import hmrbench.tensor.Grids;
import hmrbench.tensor.TensorEngine;
import hmrbench.testing.BodyGolden;
import hmrbench.testing.Golden;
import org.junit.jupiter.api.Test;

class GlotTest {

  // Two float32 programs that sum in another order, through four transformer blocks.
  private static final double PARITY = 1e-5;

  private static final String CHECKPOINT = "dev_glot_zip.pth.tar";

  @Test
  void agrees_with_the_official_program_at_both_stages() {
    Golden golden = Golden.of("glot_forward.npz");
    try (NDManager manager = TensorEngine.newManager()) {
      CheckpointParameters parameters = parameters(manager);
      Glot network = new Glot(parameters, Glot.HEADS, Glot.HEADS, Glot.SHORT_STRIDE);
      parameters.requireAllUsed("glot");
      NDArray windows = Grids.toTensor(manager, golden.floats("input"));

      GlobalStage.Output first = network.global(windows);
      golden.assertClose("memory", Grids.toGrid(first.memory()), PARITY);
      golden.assertClose("global_init_pose6d", Grids.toGrid(first.body().pose6d()), PARITY);
      BodyGolden.assertParameters(golden.floats("global_theta"), first.body(), PARITY);
      BodyGolden.assertClose(golden, "theta", "rotmat", network.forward(windows), PARITY);
    }
  }

  @Test
  void names_the_key_that_does_not_fit_the_checkpoint() {
    Golden.checkpoint(CHECKPOINT);
    try (NDManager manager = TensorEngine.newManager()) {
      CheckpointParameters parameters = parameters(manager);
      assertThatThrownBy(() -> new Glot(parameters, 8, 8, 3))
          .isInstanceOf(Fault.class)
          .hasMessage(
              "glot: local_trans_en.pos_embed: expected 2 x short-stride + 1 = 7 places, got 9; set"
                  + " short-stride: 4");
      assertThatThrownBy(() -> new Glot(parameters, 7, 8, 4))
          .isInstanceOf(Fault.class)
          .hasMessage(
              "glot: global_modeling.trans.blocks: tokens of 64 values cannot be split among 7"
                  + " heads; set heads (global) or short-heads (local)");
      assertThatThrownBy(() -> new Glot(parameters, 8, 8, 8))
          .isInstanceOf(Fault.class)
          .hasMessage(
              "glot: short-stride: 8 frames to either side of frame 8 do not fit a window of 16");
    }
  }

  private static CheckpointParameters parameters(NDManager manager) {
    return new CheckpointParameters(
        Checkpoints.open(Golden.checkpoint(CHECKPOINT)), CHECKPOINT, manager);
  }
}
