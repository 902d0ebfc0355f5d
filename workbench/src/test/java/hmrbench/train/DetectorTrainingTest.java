package hmrbench.train;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDManager;
import hmrbench.body.EmbeddedBody;
import hmrbench.config.DetectorRecipe;
import hmrbench.core.FloatGrid;
import hmrbench.data.sim.SimulatedSplit;
import hmrbench.scene.Scene;
import hmrbench.scene.WholePictureBatch;
import hmrbench.scene.WholePictures;
import hmrbench.tensor.ComputeDevice;
import hmrbench.tensor.TensorEngine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DetectorTrainingTest {

  private static final ComputeDevice CPU = ComputeDevice.parse("cpu");
  private static final WholePictures PICTURES =
      new WholePictures(64, 2, 1, new Scene.Bodies(EmbeddedBody.model()));

  @BeforeAll
  static void one_thread() {
    TensorEngine.useThreadsPerOperation(1);
  }

  private static void train(Path folder, DetectorValidation validation) {
    DetectorRecipe recipe =
        new DetectorRecipe(
            "tiny",
            1,
            new DetectorRecipe.Pictures(64, 2, 1),
            new DetectorRecipe.Training(4, 0.001, 0.1, 100, 1, 0.5),
            new DetectorRecipe.Validation(1, 2),
            folder.resolve("out"));
    new CourseTraining<>(
            new DetectorCourse(recipe, validation),
            folder.resolve("work"),
            "test",
            CPU,
            line -> {},
            Clock.systemUTC())
        .run();
  }

  private static Map<String, Double> score(UnaryOperator<FloatGrid> network) {
    FloatGrid maps = network.apply(FloatGrid.zeros(2, 3, 32, 64));
    return Map.of("first_odds", (double) maps.get(0));
  }

  @Test
  void a_training_that_was_stopped_goes_on_to_the_same_weights(@TempDir Path folder)
      throws IOException {
    Path whole = Files.createDirectories(folder.resolve("whole"));
    Path stopped = Files.createDirectories(folder.resolve("stopped"));
    train(whole, DetectorTrainingTest::score);
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
      assertThat(stopped.resolve("out/weights.safetensors")).doesNotExist();
    }
    train(stopped, DetectorTrainingTest::score);

    assertThat(stopped.resolve("out/weights.safetensors"))
        .hasSameBinaryContentAs(whole.resolve("out/weights.safetensors"));
    assertThat(whole.resolve("out/model.yaml"))
        .content()
        .contains("architecture: people", "whole-pictures: {side: 64, batch: 2, seed: 1}")
        .contains("steps-done: 4", "  first_odds: ");
    assertThat(whole.resolve("out/loss.csv"))
        .content()
        .startsWith("step,learning_rate,loss,centres,boxes,gradient_norm");
  }

  @Test
  void steps_lower_the_loss() {
    try (NDManager manager = TensorEngine.newManager(CPU)) {
      WholePictureBatch batch = withSomeone();
      DetectorTrainer trainer =
          new DetectorTrainer(
              DetectorCourse.drawn(1), 100, 1, DetectorTrainingTest::score, manager);
      double before = trainer.step(batch, 0.002).get(0);
      double after = before;
      for (int step = 0; step < 12; step++) {
        after = trainer.step(batch, 0.002).get(0);
      }

      assertThat(after).isLessThan(0.8 * before);
    }
  }

  private static WholePictureBatch withSomeone() {
    for (long number = 0; number < 20; number++) {
      WholePictureBatch batch = PICTURES.batch(SimulatedSplit.TRAIN, number, 1);
      if (!batch.people().get(0).isEmpty()) {
        return batch;
      }
    }
    throw new AssertionError("no one in twenty pictures");
  }
}
