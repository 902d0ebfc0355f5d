package hmrbench.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

import ai.djl.ndarray.NDManager;
import hmrbench.body.EmbeddedBody;
import hmrbench.config.PictureRecipe;
import hmrbench.core.FloatGrid;
import hmrbench.core.SmplTrack;
import hmrbench.model.picture.PictureNetwork;
import hmrbench.scene.PictureBatch;
import hmrbench.scene.PictureBatches;
import hmrbench.scene.Scene;
import hmrbench.tensor.ComputeDevice;
import hmrbench.tensor.TensorEngine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PictureTrainingTest {

  private static final ComputeDevice CPU = ComputeDevice.parse("cpu");
  private static final PictureBatches BATCHES =
      new PictureBatches(32, 4, 2, 1, new Scene.Bodies(EmbeddedBody.model()));

  @BeforeAll
  static void one_thread() {
    TensorEngine.useThreadsPerOperation(1);
  }

  private static PictureRecipe recipe(Path output) {
    return new PictureRecipe(
        "tiny",
        1,
        new PictureRecipe.Pictures(32, 4, 2, 1),
        new PictureRecipe.Network(16, 16),
        training(0.001, Optional.of(0.02), 100, "float32", 2),
        new PictureRecipe.Validation(1, 3, 1, 2),
        output);
  }

  private static PictureRecipe.Training training(
      double rate, Optional<Double> matrixRate, double longest, String precision, int shares) {
    return new PictureRecipe.Training(
        4, rate, matrixRate, 0.1, longest, 30, 0.5, precision, shares);
  }

  private static PictureRecipe.Training plain(double longest) {
    return training(0.001, Optional.empty(), longest, "float32", 1);
  }

  private static void train(Path folder, PictureValidation validation) {
    new CourseTraining<>(
            new BodyCourse(recipe(folder.resolve("out")), validation),
            folder.resolve("work"),
            "test",
            CPU,
            line -> {},
            Clock.systemUTC())
        .run();
  }

  private static Map<String, Double> score(
      java.util.function.Function<PictureBatch, SmplTrack> network) {
    SmplTrack track = network.apply(BATCHES.train(0, 1));
    return Map.of("loss", (double) track.betas().get(0), "pa_mpjpe_mm", 1.0);
  }

  @Test
  void a_training_that_was_stopped_goes_on_to_the_same_weights(@TempDir Path folder)
      throws IOException {
    Path whole = Files.createDirectories(folder.resolve("whole"));
    Path stopped = Files.createDirectories(folder.resolve("stopped"));
    train(whole, PictureTrainingTest::score);
    int[] looks = {0};
    try {
      train(
          stopped,
          network -> {
            if (++looks[0] == 2) {
              throw new IllegalStateException("stopped");
            }
            return score(network);
          });
    } catch (IllegalStateException e) {
      assertThat(Files.exists(stopped.resolve("out/weights.safetensors"))).isFalse();
    }
    train(stopped, PictureTrainingTest::score);

    assertThat(Files.readAllBytes(stopped.resolve("out/weights.safetensors")))
        .isEqualTo(Files.readAllBytes(whole.resolve("out/weights.safetensors")));
    assertThat(Files.readString(whole.resolve("out/model.yaml")))
        .contains("pictures: {size: 32, batch: 4, per-scene: 2, seed: 1}")
        .contains("calm: 0.5, matrix-rate: 0.02, shares: 2}");
  }

  @Test
  void a_picture_is_answered_alike_whatever_is_beside_it_and_steps_lower_the_loss() {
    try (NDManager manager = TensorEngine.newManager(CPU)) {
      PictureBatch batch = BATCHES.train(7, 1);
      PictureTrainer trainer =
          new PictureTrainer(PictureWeights.drawn(16, 16, List.of(batch), 1), plain(100), manager);
      SmplTrack all = trainer.predict(batch);
      SmplTrack first = trainer.predict(first(batch));
      for (int i = 0; i < first.betas().length(); i++) {
        assertThat(first.betas().get(i)).isCloseTo(all.betas().get(i), within(1e-5f));
      }
      double before = trainer.step(batch, 0.002).loss().total();
      double after = before;
      for (int step = 0; step < 15; step++) {
        after = trainer.step(batch, 0.002).loss().total();
      }

      assertThat(after).isLessThan(0.8 * before);
    }
  }

  private static PictureBatch first(PictureBatch batch) {
    return new PictureBatch(
        batch.pixels().rows(0, 1),
        batch.rotations().rows(0, 1),
        batch.betas().rows(0, 1),
        batch.camera().rows(0, 1),
        batch.joints().rows(0, 1));
  }

  @Test
  void a_map_is_highest_at_its_joint_and_sums_to_one() {
    float[] joints = new float[48];
    joints[2] = 0.25f; // joint 1: across (0.25 + 1) 8 / 2 - 0.5 = 4.5 cells
    joints[3] = -0.125f; // down 3 cells
    joints[4] = 1.01f; // joint 2 is outside
    FloatGrid bells = PictureNetwork.bells(FloatGrid.copyOf(joints, 1, 48), 8);

    float beside = bells.at(0, 64 + 3 * 8 + 4);
    assertThat(bells.at(0, 64 + 3 * 8 + 5)).isCloseTo(beside, within(1e-6f));
    // Two cells further down, of a deviation of 0.7 cells: exp(-4 / 0.98).
    assertThat(bells.at(0, 64 + 5 * 8 + 4) / beside)
        .isCloseTo((float) Math.exp(-4 / 0.98), within(1e-5f));
    for (int joint = 0; joint < 3; joint++) {
      double sum = 0;
      for (int cell = 0; cell < 64; cell++) {
        sum += bells.at(0, joint * 64 + cell);
      }
      assertThat(sum).isCloseTo(joint == 2 ? 0 : 1, within(1e-5));
    }
  }

  @Test
  void a_small_step_lowers_the_loss_of_bodies_and_maps() {
    // Adam's first step moves every weight by the rate against the sign of its gradient.
    try (NDManager manager = TensorEngine.newManager(CPU)) {
      PictureBatch batch = BATCHES.train(7, 1);
      Weights start = PictureWeights.drawn(16, 16, List.of(batch), 1);
      PictureTrainer trainer = new PictureTrainer(start, plain(1e9), manager);
      Trainer.Step first = trainer.step(batch, 1e-5);
      double before = first.loss().total() + first.further().get(0);
      Trainer.Step second = trainer.step(batch, 1e-5);
      double after = second.loss().total() + second.further().get(0);

      assertThat(first.further()).hasSize(1);
      // Cells of a map of 8 x 8 are equally likely at first, within what drawn weights do.
      assertThat(first.further().get(0) / 30).isBetween(3.5, 6.0);
      assertThat(after).isLessThan(before);
    }
  }

  @Test
  void shares_of_a_batch_and_rounded_numbers_change_little() {
    try (NDManager manager = TensorEngine.newManager(CPU)) {
      PictureBatch batch = BATCHES.train(7, 1);
      Weights start = PictureWeights.drawn(16, 16, List.of(batch), 1);
      Trainer.Step whole = new PictureTrainer(start, plain(1e9), manager).step(batch, 1e-5);
      Trainer.Step shared = firstStep(start, "float32", 2, manager, batch);
      Trainer.Step rounded = firstStep(start, "bfloat16", 1, manager, batch);

      assertThat(shared.loss().total()).isCloseTo(whole.loss().total(), withinPercentage(0.001));
      assertThat(shared.gradientNorm()).isCloseTo(whole.gradientNorm(), withinPercentage(0.01));
      assertThat(rounded.loss().total())
          .isNotEqualTo(whole.loss().total())
          .isCloseTo(whole.loss().total(), withinPercentage(2.0));
      assertThat(rounded.gradientNorm()).isCloseTo(whole.gradientNorm(), withinPercentage(5.0));
      assertThat(rounded.further().get(0)).isCloseTo(whole.further().get(0), withinPercentage(2.0));
    }
  }

  private static Trainer.Step firstStep(
      Weights start, String precision, int shares, NDManager manager, PictureBatch batch) {
    PictureRecipe.Training training = training(0.001, Optional.empty(), 1e9, precision, shares);
    return new PictureTrainer(start, training, manager).step(batch, 1e-5);
  }

  @Test
  void kernels_between_hidden_layers_alone_are_moved_as_matrices() {
    try (NDManager manager = TensorEngine.newManager(CPU)) {
      PictureBatch batch = BATCHES.train(7, 1);
      Weights start = PictureWeights.drawn(16, 16, List.of(batch), 1);
      PictureTrainer adam = new PictureTrainer(start, plain(1e9), manager);
      PictureTrainer muon =
          new PictureTrainer(start, training(0.001, Optional.of(0.02), 1e9, "float32", 1), manager);
      adam.step(batch, 0.001);
      muon.step(batch, 0.001);
      Map<String, FloatGrid> byAdam = adam.parameters().values();
      muon.parameters()
          .values()
          .forEach(
              (name, moved) -> {
                boolean same = moved.equals(byAdam.get(name));
                assertThat(same).as(name).isEqualTo(!PictureNetwork.isHiddenKernel(name));
              });
      FloatGrid before = start.floats("blocks.0.second.weight");
      FloatGrid after = muon.parameters().values().get("blocks.0.second.weight");
      FloatGrid signs = byAdam.get("blocks.0.second.weight"); // Adam's first step has the signs.
      double squares = 0;
      double together = 0;
      for (int i = 0; i < before.length(); i++) {
        double moved = after.get(i) - before.get(i);
        squares += moved * moved;
        together += moved * (signs.get(i) - before.get(i));
      }
      assertThat(together).isPositive();
      // 48 singular values of about 1, times the rate.
      assertThat(Math.sqrt(squares / 48) / 0.02).isBetween(0.6, 1.3);
    }
  }

  @Test
  void a_batch_is_a_function_of_its_number() {
    assertThat(BATCHES.train(5, 1).pixels()).isEqualTo(BATCHES.train(5, 1).pixels());
    assertThat(BATCHES.train(5, 1).pixels()).isNotEqualTo(BATCHES.train(6, 1).pixels());
  }
}
