package hmrbench.train.official;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import hmrbench.body.BodyFiles;
import hmrbench.body.BodyModel;
import hmrbench.body.JointLayer;
import hmrbench.body.JointRecipe;
import hmrbench.body.JointSource;
import hmrbench.body.SparseRows;
import hmrbench.core.FloatGrid;
import hmrbench.core.Rotations;
import hmrbench.io.NdArray;
import hmrbench.io.npy.Npy;
import hmrbench.io.npy.Npz;
import hmrbench.io.torch.TorchCheckpoint;
import hmrbench.model.BodyOutput;
import hmrbench.model.TrainableNetwork;
import hmrbench.model.tcmr.Tcmr;
import hmrbench.model.tcmr.TcmrVariant;
import hmrbench.model.vibe.MotionDiscriminator;
import hmrbench.model.vibe.Vibe;
import hmrbench.tensor.AxisAngle;
import hmrbench.tensor.CheckpointParameters;
import hmrbench.tensor.Gradients;
import hmrbench.tensor.Grids;
import hmrbench.tensor.SixD;
import hmrbench.tensor.TensorEngine;
import hmrbench.testing.Golden;
import hmrbench.testing.Shared;
import hmrbench.testing.TensorMap;
import hmrbench.train.Adam;
import hmrbench.train.BodyLoss;
import hmrbench.train.Lesson;
import hmrbench.train.SeededDropout;
import hmrbench.train.TrainableParameters;
import hmrbench.train.Trainer;
import hmrbench.train.Weights;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The official programs' losses, gradients and first optimiser steps. */
class GoldenLossTest {

  // The bound; the recording itself is good to 6e-7 in losses and 2e-6 in gradients.
  private static final double PARITY = 1e-4;

  // Adam divides a gradient by its own size: where one is almost zero its rounding decides the
  // direction of the step. A weight may be off by the three steps of 5e-5 that it took.
  private static final double THREE_STEPS = 3 * 2 * 5e-5;

  @Test
  void tcmr_s_loss_gradients_and_three_adam_steps() throws IOException {
    Golden golden = Golden.of("tcmr_loss.npz");
    JsonNode expected = json("tcmr_loss.json");
    try (NDManager manager = TensorEngine.newManager()) {
      TrainableParameters weights = trainable("dev_tcmr_h64_zip.pth.tar", manager);
      Tcmr tcmr = new Tcmr(weights, TcmrVariant.TCMR, 16);
      VideoLoss loss = new VideoLoss(spin49(manager), BodyLoss.PUBLISHED);
      NDArray features =
          Grids.toTensor(manager, golden.floats("features_2d"))
              .concat(Grids.toTensor(manager, golden.floats("features_3d")), 0);
      VideoTargets targets = targets(golden, manager, 3);
      Adam adam = new Adam(weights.vector(), manager);

      for (int step = 0; step < 3; step++) {
        VideoLoss.Terms[] terms = new VideoLoss.Terms[1];
        Gradients.backward(
            () -> {
              terms[0] = loss.of(decode(tcmr, features), targets);
              return terms[0].total();
            });
        assertTerms(expected.get("adam_lr5e-5_three_steps").get(step), terms[0]);
        if (step == 0) {
          assertGradients(golden, expected.get("full").get("grad"), weights);
        }
        adam.step(weights.gradients(), 5e-5);
        weights.clearGradients();
      }
      assertTerms(
          expected.get("adam_lr5e-5_three_steps").get(3), loss.of(decode(tcmr, features), targets));
      Map<String, FloatGrid> after = weights.values();
      assertAfterThreeSteps(golden, after, "regressor.deccam.weight");
      assertAfterThreeSteps(golden, after, "regressor.decpose.bias");
      assertAfterThreeSteps(golden, after, "encoder.linear_cur.bias");
      assertAfterThreeSteps(golden, after, "encoder.gru_aft.bias_ih_l1");
    }
  }

  /** The same numbers from the trainer that commands run: its forward pass, loss and Adam. */
  @Test
  void the_trainer_takes_the_official_steps() throws IOException {
    Golden golden = Golden.of("tcmr_loss.npz");
    JsonNode expected = json("tcmr_loss.json").get("adam_lr5e-5_three_steps");
    try (NDManager manager = TensorEngine.newManager()) {
      TrainableParameters weights = trainable("dev_tcmr_h64_zip.pth.tar", manager);
      VideoLoss loss = new VideoLoss(spin49(manager), BodyLoss.PUBLISHED);
      OfficialTargets targets = officialTargets(golden);
      Lesson lesson =
          (scope, step) ->
              new Lesson.Batch(
                  Grids.toTensor(scope, golden.floats("features_2d"))
                      .concat(Grids.toTensor(scope, golden.floats("features_3d")), 0),
                  8,
                  1,
                  List.of("golden"),
                  rows -> loss.of(rows, targets, scope),
                  () -> {
                    throw new IllegalStateException("TCMR has no discriminator");
                  },
                  UnaryOperator.identity());
      Trainer trainer =
          new Trainer(
              new Tcmr(weights, TcmrVariant.TCMR, 16),
              weights,
              lesson,
              Optional.empty(),
              Double.POSITIVE_INFINITY,
              manager);

      for (int step = 0; step < 3; step++) {
        BodyLoss.Result found = trainer.step(5e-5).loss();
        JsonNode terms = expected.get(step);
        assertNumber(terms.get("loss_kp_2d"), found.joints2d());
        assertNumber(terms.get("loss_kp_3d"), found.joints3d());
        assertNumber(terms.get("loss_pose"), found.pose());
        assertNumber(terms.get("loss_shape"), found.shape());
      }
      Map<String, FloatGrid> after = weights.values();
      assertAfterThreeSteps(golden, after, "regressor.decpose.bias");
      assertAfterThreeSteps(golden, after, "encoder.gru_aft.bias_ih_l1");
    }
  }

  @Test
  void dropout_scales_what_it_keeps_and_follows_from_its_seed() {
    try (NDManager manager = TensorEngine.newManager()) {
      NDArray ones = manager.ones(new Shape(64, 1023));
      float[] dropped = new SeededDropout(0.5, 7, manager).apply(ones).toFloatArray();
      double kept = 0;
      for (float value : dropped) {
        assertThat(value).isIn(0f, 2f);
        kept += value / 2;
      }
      assertThat(kept / dropped.length).isCloseTo(0.5, within(0.01));
      assertThat(new SeededDropout(0.5, 7, manager).apply(ones).toFloatArray()).isEqualTo(dropped);
      assertThat(new SeededDropout(0.5, 8, manager).apply(ones).toFloatArray())
          .isNotEqualTo(dropped);
      assertThat(new SeededDropout(0, 7, manager).apply(ones).toFloatArray())
          .isEqualTo(ones.toFloatArray());
    }
  }

  /** A target for each of the three features of a window: the golden ones are not the same. */
  private static OfficialTargets officialTargets(Golden golden) {
    FloatGrid theta = flat(golden, "theta", 85);
    int rows = theta.size(0);
    float[] vectors = new float[rows * 72];
    float[] betas = new float[rows * 10];
    for (int r = 0; r < rows; r++) {
      theta.copyTo(r * 85 + 3, vectors, r * 72, 72);
      theta.copyTo(r * 85 + 75, betas, r * 10, 10);
    }
    FloatGrid rotations = Rotations.fromAxisAngle(FloatGrid.owning(vectors, rows, 24, 3));
    return new OfficialTargets(
        FloatGrid.stacked(List.of(flat(golden, "kp_2d_2d", 147), flat(golden, "kp_2d_3d", 147))),
        flat(golden, "kp_3d", 147),
        rotations.reshape(rows, 216),
        FloatGrid.owning(betas, rows, 10),
        golden.floats("w_3d").reshape(rows),
        golden.floats("w_smpl").reshape(rows));
  }

  private static FloatGrid flat(Golden golden, String name, int width) {
    FloatGrid grid = golden.floats(name);
    return grid.reshape(grid.length() / width, width);
  }

  private static void assertNumber(JsonNode expected, double actual) {
    double value = expected.asDouble();
    assertThat(actual).isCloseTo(value, within(PARITY * Math.abs(value)));
  }

  @Test
  void vibe_s_loss_with_its_judge_of_motion() throws IOException {
    Golden golden = Golden.of("vibe_loss.npz");
    JsonNode expected = json("vibe_loss.json");
    try (NDManager manager = TensorEngine.newManager()) {
      String checkpoint = "dev_vibe_res_h64_zip.pth.tar";
      TrainableParameters weights = trainable(checkpoint, manager);
      TrainableParameters judgeWeights =
          new TrainableParameters(copy(judge(Golden.checkpoint(checkpoint))), manager);
      Vibe vibe = new Vibe(weights, true, 16);
      MotionDiscriminator judge = new MotionDiscriminator(judgeWeights, "");
      VideoLoss loss = new VideoLoss(spin49(manager), BodyLoss.PUBLISHED);
      NDArray features = Grids.toTensor(manager, Golden.of("vibe_res_forward.npz").floats("input"));
      VideoTargets targets = targets(golden, manager, 16);

      NDArray[] adversarial = new NDArray[1];
      VideoLoss.Terms[] terms = new VideoLoss.Terms[1];
      NDArray total =
          Gradients.backward(
              () -> {
                BodyOutput body = decode(vibe, features);
                terms[0] = loss.of(body, targets);
                NDArray judged = judge.judge(bodyRotations(body, 3));
                adversarial[0] = MotionLoss.ofEncoder(judged).mul((float) MotionLoss.PUBLISHED);
                return terms[0].total().add(adversarial[0]);
              });
      assertTerms(expected.get("loss_dict"), terms[0]);
      assertScalar(expected.get("loss_dict").get("e_m_disc_loss"), adversarial[0]);
      assertScalar(expected.get("gen_loss"), total);
      golden.assertClose("grad_deccam_weight", weights.gradient("regressor.deccam.weight"), PARITY);
      golden.assertClose("grad_linear_bias", weights.gradient("encoder.linear.bias"), PARITY);
      golden.assertClose(
          "grad_gru_weight_hh_l0", weights.gradient("encoder.gru.weight_hh_l0"), PARITY);
      judgeWeights.clearGradients();

      assertJudge(golden, expected, judge, judgeWeights, decode(vibe, features), manager);
    }
  }

  private static void assertJudge(
      Golden golden,
      JsonNode expected,
      MotionDiscriminator judge,
      TrainableParameters judgeWeights,
      BodyOutput body,
      NDManager manager) {
    FloatGrid mosh = golden.floats("mosh_theta"); // [4, 16, 85]
    NDArray captured = Grids.toTensor(manager, mosh).get(":, :, 6:75");
    NDArray predicted = bodyRotations(body, 3).stopGradient();
    NDArray[] parts = new NDArray[2];
    NDArray total =
        Gradients.backward(
            () -> {
              float weight = (float) MotionLoss.PUBLISHED;
              parts[0] = MotionLoss.ofReal(judge.judge(captured)).mul(weight);
              parts[1] = MotionLoss.ofFake(judge.judge(predicted)).mul(weight);
              return parts[0].add(parts[1]);
            });
    assertScalar(expected.get("loss_dict").get("d_m_disc_real"), parts[0]);
    assertScalar(expected.get("loss_dict").get("d_m_disc_fake"), parts[1]);
    assertScalar(expected.get("motion_dis_loss"), total);
    golden.assertClose("grad_disc_fc_weight", judgeWeights.gradient("fc.weight"), PARITY);
    golden.assertClose(
        "grad_disc_gru_weight_hh_l0", judgeWeights.gradient("gru.weight_hh_l0"), PARITY);
  }

  @Test
  void the_judge_of_motion_pools_by_attention() {
    Golden golden = Golden.of("motion_discriminator.npz");
    try (NDManager manager = TensorEngine.newManager()) {
      MotionDiscriminator judge =
          new MotionDiscriminator(
              new CheckpointParameters(
                  judge(Golden.checkpoint("dev_tcmr_h64_zip.pth.tar")), "judge", manager),
              "");
      NDArray input = Grids.toTensor(manager, golden.floats("input"));
      golden.assertClose("out_attention", Grids.toGrid(judge.judge(input)), PARITY);
      NDArray fake = Grids.toTensor(manager, golden.floats("fake"));
      NDArray real = Grids.toTensor(manager, golden.floats("real"));
      FloatGrid terms = golden.floats("adv_l2_real_fake_total");
      assertThat(MotionLoss.ofReal(real).toFloatArray()[0]).isCloseTo(terms.get(0), within(1e-6f));
      assertThat(MotionLoss.ofFake(fake).toFloatArray()[0]).isCloseTo(terms.get(1), within(1e-6f));
      assertThat(MotionLoss.ofEncoder(fake).toFloatArray()[0])
          .isCloseTo(golden.floats("enc_l2").get(0), within(1e-6f));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"concat", "last"})
  void the_judge_of_motion_pools_otherwise(String pooling) {
    Golden golden = Golden.of("motion_discriminator.npz");
    TensorMap weights = new TensorMap();
    for (String name :
        new String[] {
          "gru.weight_ih_l0",
          "gru.weight_hh_l0",
          "gru.bias_ih_l0",
          "gru.bias_hh_l0",
          "fc.weight",
          "fc.bias"
        }) {
      weights.put(name, golden.floats(pooling + "_w/" + name));
    }
    try (NDManager manager = TensorEngine.newManager()) {
      MotionDiscriminator judge =
          new MotionDiscriminator(new CheckpointParameters(weights, pooling, manager), "");
      NDArray input = Grids.toTensor(manager, golden.floats("input"));
      golden.assertClose(pooling + "_out", Grids.toGrid(judge.judge(input)), PARITY);
    }
  }

  @Test
  void joints_are_projected_into_the_crop_as_by_the_official_camera() {
    Npz golden = Npz.open(Shared.golden("expected/camera.npz"));
    FloatGrid expected = golden.get("projected").toFloatGrid();
    try (NDManager manager = TensorEngine.newManager()) {
      FloatGrid projected =
          Grids.toGrid(
              VideoLoss.project(
                  Grids.toTensor(manager, golden.get("joints3d").toFloatGrid()),
                  Grids.toTensor(manager, golden.get("proj_cam").toFloatGrid())));
      assertThat(projected.shape()).containsExactly(expected.shape());
      for (int i = 0; i < expected.length(); i++) {
        // Float32, relative: points far off the crop have large coordinates.
        float allowed = 2e-5f * Math.max(1, Math.abs(expected.get(i)));
        assertThat(projected.get(i)).isCloseTo(expected.get(i), within(allowed));
      }
    }
  }

  @Test
  void joints_of_the_mesh_agree_with_the_body_model() {
    Golden golden = Golden.of("smpl_forward.npz");
    try (NDManager manager = TensorEngine.newManager()) {
      NDArray rotations = Grids.toTensor(manager, golden.floats("rotmats"));
      NDArray betas = Grids.toTensor(manager, golden.floats("betas"));
      FloatGrid joints = Grids.toGrid(spin49(manager).joints(rotations, betas));
      golden.assertClose("joints49_rotmat_input", joints, PARITY);
    }
  }

  @Test
  void matrices_become_the_official_axis_angle() {
    Golden golden = Golden.of("tcmr_forward.npz");
    try (NDManager manager = TensorEngine.newManager()) {
      NDArray matrices = Grids.toTensor(manager, golden.floats("rotmat"));
      FloatGrid vectors = Grids.toGrid(AxisAngle.of(matrices).reshape(6, 72));
      FloatGrid theta = golden.floats("theta");
      for (int n = 0; n < 6; n++) {
        for (int i = 0; i < 72; i++) {
          assertThat(vectors.at(n, i)).isCloseTo(theta.at(n, 3 + i), within(2e-5f));
        }
      }
    }
  }

  private static BodyOutput decode(TrainableNetwork network, NDArray features) {
    NDArray streams = network.supervisedFeatures(features);
    return network.regressor().decode(streams.reshape(-1, network.featureSize()));
  }

  /** Axis-angle of the 23 body joints [N, T, 69]. */
  private static NDArray bodyRotations(BodyOutput body, int sequences) {
    NDArray vectors = AxisAngle.of(SixD.toMatrices(body.pose6d(), 24)).reshape(-1, 72);
    return vectors.get(":, 3:").reshape(sequences, -1, 69);
  }

  private static VideoTargets targets(Golden golden, NDManager manager, int perSequence) {
    NDArray of2d = Grids.toTensor(manager, golden.floats("kp_2d_2d")).reshape(-1, 49, 3);
    NDArray of3d = Grids.toTensor(manager, golden.floats("kp_2d_3d")).reshape(-1, 49, 3);
    FloatGrid theta = golden.floats("theta");
    int rows = theta.size(0) * perSequence;
    FloatGrid flat = theta.reshape(rows, 85);
    float[] vectors = new float[rows * 72];
    float[] betas = new float[rows * 10];
    for (int r = 0; r < rows; r++) {
      flat.copyTo(r * 85 + 3, vectors, r * 72, 72);
      flat.copyTo(r * 85 + 75, betas, r * 10, 10);
    }
    FloatGrid matrices =
        Rotations.fromAxisAngle(FloatGrid.owning(vectors, rows, 24, 3)).reshape(rows, 24, 3, 3);
    return new VideoTargets(
        NDArrays.concat(new NDList(of2d, of3d), 0),
        Grids.toTensor(manager, golden.floats("kp_3d")).reshape(-1, 49, 3),
        Grids.toTensor(manager, matrices),
        Grids.toTensor(manager, FloatGrid.owning(betas, rows, 10)),
        Grids.toTensor(manager, golden.floats("w_3d")).flatten(),
        Grids.toTensor(manager, golden.floats("w_smpl")).flatten());
  }

  private static JointLayer spin49(NDManager manager) {
    BodyModel smpl = BodyFiles.read(Shared.golden("base_data/SMPL_NEUTRAL.pkl"));
    NdArray rows = Npy.read(Shared.golden("base_data/J_regressor_extra.npy"));
    SparseRows extra = SparseRows.ofDense(rows.doubles(), rows.size(0), rows.size(1));
    BodyModel body = new BodyModel(smpl.arrays().with(JointSource.Regressor.EXTRA, extra));
    return JointLayer.of(body, JointRecipe.SPIN_49, manager);
  }

  private static TrainableParameters trainable(String checkpoint, NDManager manager) {
    Map<String, FloatGrid> kept = new LinkedHashMap<>();
    hmrbench.io.Tensors file = TorchCheckpoint.open(Golden.checkpoint(checkpoint)).weights();
    for (String name : file.names()) {
      if (!name.contains("smpl.")) {
        kept.put(name, file.floats(name));
      }
    }
    return new TrainableParameters(new Weights(kept), manager);
  }

  private static hmrbench.io.Tensors judge(Path checkpoint) {
    return TorchCheckpoint.open(checkpoint).tensors("disc_motion_state_dict");
  }

  private static Weights copy(hmrbench.io.Tensors file) {
    Map<String, FloatGrid> all = new LinkedHashMap<>();
    file.names().forEach(name -> all.put(name, file.floats(name)));
    return new Weights(all);
  }

  private static JsonNode json(String name) throws IOException {
    return new ObjectMapper().readTree(Shared.golden("expected/" + name).toFile());
  }

  private static void assertTerms(JsonNode expected, VideoLoss.Terms terms) {
    assertScalar(expected.get("loss_kp_2d"), terms.joints2d());
    assertScalar(expected.get("loss_kp_3d"), terms.joints3d());
    assertScalar(expected.get("loss_pose"), terms.pose());
    assertScalar(expected.get("loss_shape"), terms.shape());
  }

  private static void assertScalar(JsonNode expected, NDArray actual) {
    double value = expected.asDouble();
    assertThat((double) actual.toFloatArray()[0])
        .isCloseTo(value, within(PARITY * Math.abs(value)));
  }

  private static void assertGradients(Golden golden, JsonNode norms, TrainableParameters weights) {
    for (String name :
        new String[] {
          "encoder.linear_cur.bias", "encoder.linear_bef.bias", "encoder.linear_aft.bias",
          "regressor.fc1.bias", "regressor.decpose.bias", "regressor.deccam.weight"
        }) {
      golden.assertClose("grad/" + name, weights.gradient(name), PARITY);
    }
    norms
        .properties()
        .forEach(
            entry -> {
              double expected = entry.getValue().get("l2").asDouble();
              assertThat(length(weights.gradient(entry.getKey())))
                  .as("length of the gradient of %s", entry.getKey())
                  .isCloseTo(expected, within(PARITY * expected));
            });
  }

  private static double length(FloatGrid gradient) {
    double squares = 0;
    for (int i = 0; i < gradient.length(); i++) {
      squares += (double) gradient.get(i) * gradient.get(i);
    }
    return Math.sqrt(squares);
  }

  private static void assertAfterThreeSteps(
      Golden golden, Map<String, FloatGrid> after, String name) {
    FloatGrid expected = golden.floats("after3/" + name);
    FloatGrid actual = java.util.Objects.requireNonNull(after.get(name));
    double sum = 0;
    for (int i = 0; i < expected.length(); i++) {
      double difference = Math.abs(expected.get(i) - actual.get(i));
      assertThat(difference).isLessThan(THREE_STEPS);
      sum += difference;
    }
    // On average the steps agree to a hundredth of a step.
    assertThat(sum / expected.length()).as(name).isLessThan(5e-7);
  }
}
