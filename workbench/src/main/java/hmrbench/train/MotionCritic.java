package hmrbench.train;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import hmrbench.config.TrainingConfig;
import hmrbench.core.FloatGrid;
import hmrbench.model.vibe.MotionDiscriminator;
import hmrbench.tensor.AxisAngle;
import hmrbench.tensor.Gradients;
import hmrbench.tensor.Grids;
import hmrbench.tensor.KeptNumbers;
import hmrbench.tensor.SixD;
import hmrbench.train.official.MotionLoss;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * VIBE's adversarial part: a discriminator that is trained beside a network, one step each, to tell
 * windows of true motion from predicted ones. It sees the 23 body joints as axis-angle, neither
 * root nor camera.
 *
 * <p>Its sizes, weight decay and dropout are a recipe's; the true windows are those that the lesson
 * gives.
 *
 * <p>Source: lib/core/loss.py, lib/core/trainer.py and lib/models/motion_discriminator.py of VIBE
 * at 851f779.
 */
final class MotionCritic {

  private static final int POSE = 144;
  private static final int JOINTS = 24;
  private static final int LAYERS = 2;

  private static final long STEPS_APART = 0xA0761D6478BD642FL;

  /** Of the attention, at the start. */
  private static final double BOUND = 0.1;

  private static final float BIAS = 0.01f;

  private final TrainableParameters parameters;
  private final MotionDiscriminator discriminator;
  private final Adam adam;
  private final TrainingConfig.Discriminator settings;
  private final long seed;

  /**
   * The losses of a step, weighted, before its update.
   *
   * @param adversarial of the network, whose motion is taken for predicted
   * @param real of the discriminator, for true motion that it takes for predicted
   * @param fake of the discriminator, for predicted motion that it takes for true
   * @param gradient of {@code adversarial}, with respect to the predicted rows [R, 157]
   */
  record Judged(double adversarial, double real, double fake, FloatGrid gradient) {

    /** The losses as {@link #COLUMNS} names them. */
    List<Double> columns() {
      return List.of(adversarial, real, fake);
    }
  }

  /** Columns of the log of a training with a discriminator. */
  static final List<String> COLUMNS =
      List.of("adversarial", "discriminator_real", "discriminator_fake");

  /**
   * @param seed decides the weights that it starts from
   * @param manager owns the weights
   */
  MotionCritic(TrainingConfig.Discriminator settings, long seed, NDManager manager) {
    int hidden = settings.hidden();
    Weights initial =
        new InitialWeights(seed)
            .gru("gru", MotionDiscriminator.BODY_ROTATIONS, hidden, LAYERS, false)
            .linear("attention.attention.0", hidden, hidden, BOUND, BIAS)
            .linear("attention.attention.3", hidden, hidden, BOUND, BIAS)
            .linear("attention.attention.6", 1, hidden, BOUND, BIAS)
            .linear("fc", 1, hidden)
            .weights();
    this.parameters = new TrainableParameters(initial, manager);
    this.discriminator = new MotionDiscriminator(parameters, "");
    this.adam = new Adam(parameters.vector(), manager);
    this.settings = settings;
    this.seed = seed;
  }

  TrainableParameters parameters() {
    return parameters;
  }

  Adam adam() {
    return adam;
  }

  /**
   * Judges a batch as it is, and takes one step to judge it better.
   *
   * @param predicted rows [B * T, 157], window by window
   * @param batch of B windows, every frame of which is supervised
   * @param scope owns what is made on the way
   */
  Judged judge(FloatGrid predicted, Lesson.Batch batch, NDManager scope) {
    int windows = (int) batch.features().getShape().get(0);
    NDArray pose = pose(predicted, scope);
    pose.setRequiresGradient(true);
    UnaryOperator<NDArray> dropout =
        new SeededDropout(settings.dropout(), seed * STEPS_APART + adam.steps(), scope);
    NDArray adversarial =
        Gradients.backward(
            () ->
                weighted(
                    MotionLoss.ofEncoder(discriminator.judge(rotations(pose, windows), dropout))));
    FloatGrid gradient = inRows(Grids.toGrid(pose.getGradient()));
    parameters.clearGradients();
    NDArray fake = pose(predicted, scope);
    NDArray real = Grids.toTensor(scope, batch.motion().get());
    double[] losses = new double[2];
    Gradients.backward(
        () -> {
          NDArray ofReal = weighted(MotionLoss.ofReal(discriminator.judge(real, dropout)));
          NDArray ofFake =
              weighted(MotionLoss.ofFake(discriminator.judge(rotations(fake, windows), dropout)));
          losses[0] = ofReal.toFloatArray()[0];
          losses[1] = ofFake.toFloatArray()[0];
          return ofReal.add(ofFake);
        });
    adam.step(decayed(parameters.gradients()), settings.rate());
    parameters.clearGradients();
    return new Judged(adversarial.toFloatArray()[0], losses[0], losses[1], gradient);
  }

  /** Coupled, as torch.optim.Adam has it: the decay passes through the moments. */
  private NDArray decayed(NDArray gradient) {
    if (settings.decay() > 0) {
      Gradients.without(
          () -> {
            try (NDArray decay = parameters.vector().duplicate()) {
              gradient.addi(decay.muli((float) settings.decay()));
            }
          });
    }
    return gradient;
  }

  private NDArray weighted(NDArray loss) {
    return KeptNumbers.times(loss, settings.weight());
  }

  private static NDArray pose(FloatGrid rows, NDManager scope) {
    int count = rows.size(0);
    float[] values = new float[count * POSE];
    for (int row = 0; row < count; row++) {
      rows.copyTo(row * BodyLoss.ROW, values, row * POSE, POSE);
    }
    return Grids.toTensor(scope, FloatGrid.owning(values, count, POSE));
  }

  /** Poses [B * T, 144] to rotations [B, T, 69]. */
  private static NDArray rotations(NDArray pose, int windows) {
    NDArray body =
        SixD.toMatrices(pose, JOINTS).get(new NDIndex().addAllDim().addSliceDim(1, JOINTS));
    return AxisAngle.of(body).reshape(windows, -1, MotionDiscriminator.BODY_ROTATIONS);
  }

  /** A gradient of poses as one of rows; 0 where none is defined, at exactly no rotation. */
  private static FloatGrid inRows(FloatGrid ofPose) {
    int count = ofPose.size(0);
    float[] values = new float[count * BodyLoss.ROW];
    for (int row = 0; row < count; row++) {
      for (int i = 0; i < POSE; i++) {
        float value = ofPose.at(row, i);
        values[row * BodyLoss.ROW + i] = Float.isFinite(value) ? value : 0;
      }
    }
    return FloatGrid.owning(values, count, BodyLoss.ROW);
  }
}
