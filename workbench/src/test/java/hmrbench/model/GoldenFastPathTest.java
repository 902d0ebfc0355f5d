package hmrbench.model;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDManager;
import hmrbench.core.Clip;
import hmrbench.core.FloatGrid;
import hmrbench.core.JointSet;
import hmrbench.core.OutputKind;
import hmrbench.core.Prediction;
import hmrbench.core.Rotations;
import hmrbench.core.WindowRule;
import hmrbench.data.WindowPlan;
import hmrbench.data.Windows;
import hmrbench.data.official.DbKind;
import hmrbench.data.official.TcmrDbDataset;
import hmrbench.model.tcmr.Tcmr;
import hmrbench.model.tcmr.TcmrVariant;
import hmrbench.model.vibe.Vibe;
import hmrbench.tensor.CheckpointParameters;
import hmrbench.tensor.Parameters;
import hmrbench.tensor.TensorEngine;
import hmrbench.testing.Golden;
import hmrbench.testing.GoldenData;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The arrangement for evaluation against the official programs' own outputs, and against the plain
 * network on the golden data sets, whose evaluations run on the fast path (GoldenExperimentsTest).
 */
class GoldenFastPathTest {

  /** As for the plain path: float32 sums in another order, relative to the largest value. */
  private static final double PARITY = 1e-4;

  private static final int WINDOW = 16;

  /** Camera, pose and shape: 3 + 72 + 10. */
  private static final int THETA = 85;

  @ParameterizedTest
  @CsvSource({"dev_tcmr_h64_zip.pth.tar", "dev_tcmr_h64_legacy.pth.tar"})
  void the_fast_tcmr_agrees_with_the_official_forward(String checkpoint) {
    Golden golden = Golden.of("tcmr_forward.npz");
    Prediction prediction =
        onWindows(
            golden.floats("input"), checkpoint, GoldenFastPathTest::tcmr, OutputKind.MIDDLE_FRAME);
    golden.assertClose("rotmat", prediction.smpl().rotations(), PARITY);
    assertTheta(golden.floats("theta"), prediction);
    golden.assertClose("scores", prediction.attention().orElseThrow(), PARITY);
  }

  @ParameterizedTest
  @CsvSource({
    "vibe_res_forward.npz, dev_vibe_res_h64_zip.pth.tar, true",
    "vibe_res_forward.npz, dev_vibe_res_h64_legacy.pth.tar, true",
    "vibe_bi_nores_forward.npz, dev_vibe_bi_nores_h48_zip.pth.tar, false"
  })
  void the_fast_vibe_agrees_with_the_official_forward(
      String file, String checkpoint, boolean residual) {
    Golden golden = Golden.of(file);
    FloatGrid windows = golden.floats("input");
    Prediction prediction =
        onWindows(windows, checkpoint, p -> new Vibe(p, residual, WINDOW), OutputKind.SEQUENCE);
    golden.assertClose("rotmat", prediction.smpl().rotations(), PARITY);
    assertTheta(golden.floats("theta"), prediction);
    FloatGrid seven =
        windows
            .reshape(windows.size(0) * WINDOW, windows.size(2))
            .rows(IntStream.range(0, 7).toArray())
            .reshape(1, 7, windows.size(2));
    assertTheta(
        golden.floats("theta_7_frames_sample0"),
        onWindows(seven, checkpoint, p -> new Vibe(p, residual, 7), OutputKind.SEQUENCE));
  }

  /** Camera, pose and shape; the pose as matrices, since an axis near half a turn may flip. */
  private static void assertTheta(FloatGrid theta, Prediction prediction) {
    FloatGrid rows = theta.reshape(theta.length() / THETA, THETA);
    assertClose(prediction.smpl().camera(), columns(rows, 0, 3));
    assertClose(prediction.smpl().betas(), columns(rows, 75, THETA));
    float[] matrices = new float[rows.size(0) * 24 * 9];
    double[] matrix = new double[9];
    for (int joint = 0; joint < rows.size(0) * 24; joint++) {
      int row = Math.floorDiv(joint, 24);
      int at = 3 + joint % 24 * 3;
      Rotations.fromAxisAngle(rows.at(row, at), rows.at(row, at + 1), rows.at(row, at + 2), matrix);
      for (int i = 0; i < 9; i++) {
        matrices[joint * 9 + i] = (float) matrix[i];
      }
    }
    assertClose(prediction.smpl().rotations(), FloatGrid.owning(matrices, rows.size(0), 24, 3, 3));
  }

  private static FloatGrid columns(FloatGrid rows, int from, int to) {
    int width = to - from;
    float[] values = new float[rows.size(0) * width];
    for (int i = 0; i < values.length; i++) {
      values[i] = rows.at(Math.floorDiv(i, width), from + i % width);
    }
    return FloatGrid.owning(values, rows.size(0), width);
  }

  @Test
  void both_paths_answer_alike_on_the_golden_data_sets() {
    Path data = GoldenData.folder();
    for (DbKind kind : List.of(DbKind.THREE_DPW, DbKind.H36M, DbKind.MPII3D)) {
      String file =
          switch (kind) {
            case THREE_DPW -> "3dpw_test_db.pt";
            case H36M -> "h36m_test_25fps_nosmpl_db.pt";
            default -> "mpii3d_val_scale12_db.pt";
          };
      Path db = data.resolve("preprocessed_data").resolve(file);
      try (TcmrDbDataset set = TcmrDbDataset.open("golden", db, kind, 25)) {
        compareOn(set);
      }
    }
  }

  private static void compareOn(TcmrDbDataset set) {
    int compared = 0;
    try (NetworkPredictor fast = open("dev_tcmr_h64_zip.pth.tar", GoldenFastPathTest::tcmr)) {
      for (int index = 0; index < set.sequences().size(); index++) {
        Clip clip = set.clip(index, 25);
        WindowPlan plan =
            Windows.plan(WindowRule.TCMR, clip.frames(), WINDOW, OutputKind.MIDDLE_FRAME);
        if (!plan.rows().isEmpty()) {
          Prediction quick = fast.predict(clip, plan);
          Prediction plain = fast.plainly().predict(clip, plan);
          assertClose(quick.smpl().rotations(), plain.smpl().rotations());
          assertClose(quick.smpl().betas(), plain.smpl().betas());
          assertClose(quick.attention().orElseThrow(), plain.attention().orElseThrow());
          compared++;
        }
      }
    }
    assertThat(compared).as("sequences of %s", set.name()).isPositive();
  }

  private static void assertClose(FloatGrid actual, FloatGrid expected) {
    double scale = 0;
    double worst = 0;
    for (int i = 0; i < expected.length(); i++) {
      scale = Math.max(scale, Math.abs(expected.get(i)));
      worst = Math.max(worst, Math.abs(expected.get(i) - actual.get(i)));
    }
    assertThat(scale).isPositive();
    assertThat(worst).isLessThanOrEqualTo(PARITY * scale);
  }

  /** Runs windows [B, T, F] one after the other, as a clip of B T frames without overlap. */
  private static Prediction onWindows(
      FloatGrid windows,
      String checkpoint,
      Function<Parameters, Network> build,
      OutputKind output) {
    int length = windows.size(1);
    FloatGrid features = windows.reshape(windows.size(0) * length, windows.size(2));
    List<WindowPlan.Window> laid = new ArrayList<>();
    List<WindowPlan.Row> rows = new ArrayList<>();
    for (int w = 0; w < windows.size(0); w++) {
      int first = w * length;
      laid.add(new WindowPlan.Window(IntStream.range(first, first + length).boxed().toList()));
      int from = output == OutputKind.MIDDLE_FRAME ? length / 2 : 0;
      int to = output == OutputKind.MIDDLE_FRAME ? from + 1 : length;
      for (int position = from; position < to; position++) {
        rows.add(new WindowPlan.Row(w, position, first + position));
      }
    }
    try (NetworkPredictor model = open(checkpoint, build)) {
      return model.predict(clip(features), new WindowPlan(laid, rows));
    }
  }

  private static Network tcmr(Parameters parameters) {
    return new Tcmr(parameters, TcmrVariant.TCMR, WINDOW);
  }

  private static NetworkPredictor open(String checkpoint, Function<Parameters, Network> build) {
    NDManager manager = TensorEngine.newManager();
    CheckpointParameters parameters =
        new CheckpointParameters(
            Checkpoints.open(Golden.checkpoint(checkpoint)), checkpoint, manager);
    return NetworkPredictor.of(build, parameters, manager);
  }

  private static Clip clip(FloatGrid features) {
    return Clip.ofFeatures("golden", 30, features, JointSet.SMPL14);
  }
}
