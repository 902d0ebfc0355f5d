package hmrbench.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import hmrbench.config.ModelConfig;
import hmrbench.config.TrainingConfig;
import hmrbench.core.Fault;
import hmrbench.core.FloatGrid;
import hmrbench.core.Rotations;
import hmrbench.model.Models;
import hmrbench.model.TrainableNetwork;
import hmrbench.tensor.ComputeDevice;
import hmrbench.tensor.TensorEngine;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A discriminator of motion, and what it tells a network. */
class MotionCriticTest {

  private static final int WINDOWS = 3;
  private static final int FRAMES = 4;
  private static final int ROWS = WINDOWS * FRAMES;

  private final Random random = new Random(5);
  private NDManager manager;

  @BeforeEach
  void open() {
    manager = TensorEngine.newManager(ComputeDevice.CPU);
  }

  @AfterEach
  void close() {
    manager.close();
  }

  private MotionCritic critic() {
    return new MotionCritic(new TrainingConfig.Discriminator(0.5, 1e-2, 8), 3, manager);
  }

  /** Poses as axis times angle, of some size. */
  private FloatGrid rotations(double size) {
    float[] vectors = new float[ROWS * 72];
    for (int i = 0; i < vectors.length; i++) {
      vectors[i] = (float) (size * random.nextGaussian());
    }
    return Rotations.fromAxisAngle(FloatGrid.owning(vectors, ROWS, 72));
  }

  private static FloatGrid rows(FloatGrid rotations) {
    float[] six = Rotations.toSixD(rotations).toArray();
    float[] rows = new float[ROWS * BodyLoss.ROW];
    for (int row = 0; row < ROWS; row++) {
      System.arraycopy(six, row * 144, rows, row * BodyLoss.ROW, 144);
    }
    return FloatGrid.owning(rows, ROWS, BodyLoss.ROW);
  }

  private Lesson.Batch batch(FloatGrid truth) {
    BodyTargets targets =
        new BodyTargets(
            FloatGrid.owning(truth.toArray(), ROWS, 216),
            FloatGrid.zeros(ROWS, 10),
            FloatGrid.zeros(ROWS, 3));
    return new Lesson.Batch(
        manager.zeros(new Shape(WINDOWS, FRAMES, 2)),
        0,
        1,
        List.of(),
        rows -> {
          throw new IllegalStateException("a critic asks for motion alone");
        },
        () -> ClipLessons.motion(targets, WINDOWS),
        UnaryOperator.identity());
  }

  @Test
  void its_gradient_is_that_of_the_adversarial_loss() {
    FloatGrid predicted = rows(rotations(0.3));
    Lesson.Batch batch = batch(rotations(0.3));
    FloatGrid gradient = critic().judge(predicted, batch, manager).gradient();
    float step = 2e-2f;
    // Of a leg and an arm in several frames; the root (0 to 5) and what is no pose count nothing.
    for (int at : new int[] {0, 3, 8, 100, 143, 144, 156, 157 + 20, 5 * 157 + 61, 11 * 157 + 140}) {
      float[] more = predicted.toArray();
      float[] less = predicted.toArray();
      more[at] += step;
      less[at] -= step;
      double slope =
          (critic().judge(grid(more), batch, manager).adversarial()
                  - critic().judge(grid(less), batch, manager).adversarial())
              / (2 * step);
      assertThat((double) gradient.get(at)).as("%d", at).isCloseTo(slope, within(2e-4));
      if (at % 157 < 6 || at % 157 >= 144) {
        assertThat(gradient.get(at)).isZero();
      }
    }
    assertThat(gradient.toArray()).doesNotContain(Float.NaN);
  }

  private static FloatGrid grid(float[] values) {
    return FloatGrid.owning(values, ROWS, BodyLoss.ROW);
  }

  @Test
  void it_learns_to_tell_true_motion_from_predicted() {
    FloatGrid predicted = rows(rotations(0.9));
    Lesson.Batch batch = batch(rotations(0.1));
    MotionCritic critic = critic();
    MotionCritic.Judged first = critic.judge(predicted, batch, manager);
    MotionCritic.Judged last = first;
    for (int step = 0; step < 150; step++) {
      last = critic.judge(predicted, batch, manager);
    }
    // 0.5 times the squared distance to 1 and to 0.
    assertThat(first.real() + first.fake()).isGreaterThan(0.2);
    assertThat(last.real() + last.fake()).isLessThan(0.02);
    assertThat(last.adversarial()).isGreaterThan(0.35);
  }

  /** VIBE's losses, by hand from the judgements that they imply. */
  @Test
  void losses_are_weighted_least_squares() {
    FloatGrid same = rotations(0.3);
    MotionCritic.Judged judged = critic().judge(rows(same), batch(same), manager);
    // Equal motion is judged equally: j per window, adversarial and real are 0.5 mean (j - 1)^2.
    assertThat(judged.real()).isCloseTo(judged.adversarial(), within(1e-5));
    assertThat(judged.fake()).isNotNegative();
  }

  @Test
  void no_rotation_at_all_has_no_gradient_and_no_nan() {
    FloatGrid still = rows(rotations(0));
    MotionCritic.Judged judged = critic().judge(still, batch(rotations(0.3)), manager);
    assertThat(judged.gradient().isFinite()).isTrue();
  }

  @Test
  void a_training_ends_when_its_discriminator_is_no_longer_finite() {
    ModelConfig.Network model = Models.all().named("vibe").network("it", List.of());
    Weights initial =
        StartWeights.initial(
            Models.all(),
            model,
            6,
            new TrainingConfig.Sizes(5, 1, 8, 8),
            ClipStore.MeanBody.atRest(),
            1);
    TrainableParameters parameters = new TrainableParameters(initial, manager);
    TrainableNetwork network = Models.all().trainable(model, parameters);
    float[] motion = new float[16 * 69];
    motion[3] = Float.NaN;
    Lesson lesson =
        (scope, step) ->
            new Lesson.Batch(
                scope.ones(new Shape(1, 16, 6)),
                0,
                1,
                List.of("here"),
                rows ->
                    new BodyLoss.Result(1, 0, 0, 0, FloatGrid.zeros(rows.size(0), BodyLoss.ROW)),
                () -> FloatGrid.owning(motion, 1, 16, 69),
                UnaryOperator.identity());
    Trainer trainer =
        new Trainer(network, parameters, lesson, Optional.of(critic()), 100, true, manager);
    assertThatThrownBy(() -> trainer.step(1e-3))
        .isInstanceOf(Fault.class)
        .hasMessageContaining("step 0: the discriminator's losses are no longer finite");
  }
}
