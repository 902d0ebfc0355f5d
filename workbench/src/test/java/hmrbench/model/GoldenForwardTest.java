package hmrbench.model;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import hmrbench.core.FloatGrid;
import hmrbench.core.Rotations;
import hmrbench.model.tcmr.BranchFeatures;
import hmrbench.model.tcmr.Tcmr;
import hmrbench.model.tcmr.TcmrVariant;
import hmrbench.model.vibe.Vibe;
import hmrbench.tensor.CheckpointParameters;
import hmrbench.tensor.Grids;
import hmrbench.tensor.SixD;
import hmrbench.tensor.TensorEngine;
import hmrbench.testing.Golden;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The official programs' outputs on the official programs' checkpoints. */
class GoldenForwardTest {

  // The bound. Two float32 programs that sum in another order differ by some 1e-6.
  private static final double PARITY = 1e-4;

  @ParameterizedTest
  @ValueSource(strings = {"dev_tcmr_h64_zip.pth.tar", "dev_tcmr_h64_legacy.pth.tar"})
  void tcmr_agrees_at_every_stage(String checkpoint) {
    Golden golden = Golden.of("tcmr_forward.npz");
    try (NDManager manager = TensorEngine.newManager()) {
      CheckpointParameters parameters = parameters(checkpoint, manager);
      Tcmr tcmr = new Tcmr(parameters, TcmrVariant.TCMR, 16);
      parameters.requireAllUsed("tcmr");
      NDArray windows = Grids.toTensor(manager, golden.floats("input"));

      BranchFeatures branches = tcmr.branches(windows);
      golden.assertClose("y_bef", Grids.toGrid(branches.past()), PARITY);
      golden.assertClose("y_cur", Grids.toGrid(branches.current().orElseThrow()), PARITY);
      golden.assertClose("y_aft", Grids.toGrid(branches.future()), PARITY);
      golden.assertClose("attention_logits", Grids.toGrid(tcmr.attentionLogits(branches)), PARITY);
      NDArray weights = tcmr.attention(branches);
      golden.assertClose("scores", Grids.toGrid(weights), PARITY);
      golden.assertClose("feature", Grids.toGrid(tcmr.fuse(branches, weights)), PARITY);
      assertBody(golden, "theta", "rotmat", tcmr.forward(windows));
    }
  }

  @Test
  void tcmr_in_training_decodes_past_future_and_integrated() {
    Golden golden = Golden.of("tcmr_forward.npz");
    try (NDManager manager = TensorEngine.newManager()) {
      Tcmr tcmr = new Tcmr(parameters("dev_tcmr_h64_zip.pth.tar", manager), TcmrVariant.TCMR, 16);
      NDArray windows = Grids.toTensor(manager, golden.floats("input"));
      NDArray rows = tcmr.supervisedFeatures(windows).reshape(-1, tcmr.featureSize());
      assertBody(golden, "train_theta", "train_rotmat", tcmr.regressor().decode(rows));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "vibe_res_forward.npz, dev_vibe_res_h64_zip.pth.tar, true",
    "vibe_res_forward.npz, dev_vibe_res_h64_legacy.pth.tar, true",
    "vibe_bi_nores_forward.npz, dev_vibe_bi_nores_h48_zip.pth.tar, false"
  })
  void vibe_agrees_for_16_frames_and_for_7(String file, String checkpoint, boolean residual) {
    Golden golden = Golden.of(file);
    try (NDManager manager = TensorEngine.newManager()) {
      CheckpointParameters parameters = parameters(checkpoint, manager);
      Vibe vibe = new Vibe(parameters, residual, 16);
      parameters.requireAllUsed("vibe");
      NDArray windows = Grids.toTensor(manager, golden.floats("input"));
      golden.assertClose("encoder", Grids.toGrid(vibe.encode(windows)), PARITY);
      assertBody(golden, "theta", "rotmat", vibe.forward(windows));
      NDArray seven = windows.get("0:1, 0:7");
      FloatGrid theta = golden.floats("theta_7_frames_sample0").reshape(7, 85);
      assertTheta(theta, vibe.forward(seven));
    }
  }

  private static CheckpointParameters parameters(String checkpoint, NDManager manager) {
    return new CheckpointParameters(
        Checkpoints.open(Golden.checkpoint(checkpoint)), checkpoint, manager);
  }

  private static void assertBody(Golden golden, String theta, String rotmat, BodyOutput body) {
    golden.assertClose(rotmat, Grids.toGrid(SixD.toMatrices(body.pose6d(), 24)), PARITY);
    FloatGrid expected = golden.floats(theta);
    assertTheta(expected.reshape(expected.length() / 85, 85), body);
  }

  /** Rotations are compared as matrices: an axis near half a turn may flip its sign. */
  private static void assertTheta(FloatGrid theta, BodyOutput body) {
    FloatGrid camera = Grids.toGrid(body.camera());
    FloatGrid betas = Grids.toGrid(body.betas());
    FloatGrid matrices = Grids.toGrid(SixD.toMatrices(body.pose6d(), 24));
    assertThat(theta.size(0)).isEqualTo(camera.size(0));
    double worst = 0;
    for (int r = 0; r < theta.size(0); r++) {
      for (int i = 0; i < 3; i++) {
        worst = Math.max(worst, Math.abs(theta.at(r, i) - camera.at(r, i)));
      }
      for (int i = 0; i < 10; i++) {
        worst = Math.max(worst, Math.abs(theta.at(r, 75 + i) - betas.at(r, i)));
      }
      for (int j = 0; j < 24; j++) {
        double[] expected = new double[9];
        int at = 3 + j * 3;
        Rotations.fromAxisAngle(
            theta.at(r, at), theta.at(r, at + 1), theta.at(r, at + 2), expected);
        for (int i = 0; i < 9; i++) {
          worst = Math.max(worst, Math.abs(expected[i] - matrices.at(r, j, i / 3, i % 3)));
        }
      }
    }
    assertThat(worst).isLessThan(PARITY);
  }
}
