package hmrbench.train;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import hmrbench.core.Fault;
import hmrbench.core.FloatGrid;
import hmrbench.core.OutputKind;
import hmrbench.model.NetworkPredictor;
import hmrbench.model.Predictor;
import hmrbench.model.TrainableNetwork;
import hmrbench.tensor.Gradients;
import hmrbench.tensor.Grids;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Trains one network, one step at a time. The network reads its weights from {@link
 * TrainableParameters}, which the optimiser changes in place.
 */
public final class Trainer {

  private final TrainableNetwork network;
  private final TrainableParameters parameters;
  private final Adam adam;
  private final Lesson lesson;
  private final Optional<MotionCritic> critic;
  private final double longestGradient;
  private final NDManager manager;
  private final boolean branches;

  /**
   * What one step found, before its update.
   *
   * @param gradientNorm length of the gradient before it was shortened
   * @param further what it found beside the losses of the body, as the columns of its log
   */
  public record Step(BodyLoss.Result loss, double gradientNorm, List<Double> further) {

    /** Columns of a log, without further ones. */
    private static final List<String> COLUMNS =
        List.of("loss", "joints_2d", "joints_3d", "pose", "shape", "gradient_norm");

    /** Columns of a log, the further ones last. */
    static List<String> columns(List<String> further) {
      return Stream.concat(COLUMNS.stream(), further.stream()).toList();
    }

    /** The numbers in the order of the columns. */
    List<Double> values() {
      return Stream.concat(
              Stream.of(
                  loss.total(),
                  loss.joints2d(),
                  loss.joints3d(),
                  loss.pose(),
                  loss.shape(),
                  gradientNorm),
              further.stream())
          .toList();
    }
  }

  /**
   * @param network built on {@code parameters}
   * @param lesson what it learns from
   * @param critic of motion, where there is one; all frames of its windows are supervised
   * @param longestGradient gradients longer than this are shortened to it
   * @param manager owns the weights
   */
  public Trainer(
      TrainableNetwork network,
      TrainableParameters parameters,
      Lesson lesson,
      Optional<MotionCritic> critic,
      double longestGradient,
      NDManager manager) {
    this(network, parameters, lesson, critic, longestGradient, true, manager);
  }

  /**
   * @param branches whether past and future features of a network that integrates them are
   *     supervised, too, or the integrated ones alone
   */
  Trainer(
      TrainableNetwork network,
      TrainableParameters parameters,
      Lesson lesson,
      Optional<MotionCritic> critic,
      double longestGradient,
      boolean branches,
      NDManager manager) {
    this.branches = branches;
    this.network = network;
    this.parameters = parameters;
    this.adam = new Adam(parameters.vector(), manager);
    this.lesson = lesson;
    this.critic = critic;
    this.longestGradient = longestGradient;
    this.manager = manager;
  }

  /** The optimiser; its state is part of a saved training. */
  public Adam adam() {
    return adam;
  }

  Lesson lesson() {
    return lesson;
  }

  Optional<MotionCritic> critic() {
    return critic;
  }

  public TrainableParameters parameters() {
    return parameters;
  }

  public TrainableNetwork network() {
    return network;
  }

  /**
   * Does the step after the ones that the optimiser has done.
   *
   * @param rate learning rate
   * @throws Fault if the loss is no longer finite
   */
  public Step step(double rate) {
    int step = adam.steps();
    try (NDManager scope = manager.newSubManager()) {
      scope.tempAttachAll(parameters.all());
      Lesson.Batch batch = lesson.draw(scope, step);
      BodyLoss.Result[] found = new BodyLoss.Result[1];
      List<MotionCritic.Judged> judged = new ArrayList<>();
      Gradients.backward(
          () -> predict(batch),
          rows -> {
            FloatGrid predicted = Grids.toGrid(rows);
            found[0] = batch.loss().of(predicted);
            critic.ifPresent(it -> judged.add(it.judge(predicted, batch, scope)));
            return Grids.toTensor(scope, gradient(found[0], judged));
          });
      judged.forEach(it -> requireFinite(it, step));
      NDArray gradient = parameters.gradients();
      double norm = Descent.clip(gradient, longestGradient);
      if (!Double.isFinite(norm)) {
        throw Fault.running(
            "training diverged at step %d: the gradient is no longer finite (loss %s of windows"
                + " %s); lower the rate",
            step, found[0].total(), batch.places());
      }
      adam.step(gradient, rate);
      parameters.clearGradients();
      return new Step(
          found[0], norm, judged.stream().flatMap(it -> it.columns().stream()).toList());
    }
  }

  /** A discriminator that broke would no longer be felt, and nothing else would say so. */
  private static void requireFinite(MotionCritic.Judged judged, int step) {
    if (!judged.columns().stream().allMatch(Double::isFinite)) {
      throw Fault.running(
          "training diverged at step %d: the discriminator's losses are no longer finite (%s); lower"
              + " discriminator.rate, or go on from the last saved state",
          step, judged.columns());
    }
  }

  private static FloatGrid gradient(BodyLoss.Result found, List<MotionCritic.Judged> judged) {
    if (judged.isEmpty()) {
      return found.gradient();
    }
    float[] sum = found.gradient().toArray();
    FloatGrid other = judged.get(0).gradient();
    for (int i = 0; i < sum.length; i++) {
      sum[i] += other.get(i);
    }
    return FloatGrid.owning(sum, found.gradient().shape());
  }

  /** The network as it is now; closing this trainer's manager ends it. */
  public Predictor predictor() {
    return new NetworkPredictor(network, manager, parameters.all());
  }

  /** Rows [R, 157] of the supervised features, window by window. */
  private NDArray predict(Lesson.Batch batch) {
    NDArray streams = network.supervisedFeatures(batch.features()); // [B, S, F]
    long frames = batch.features().getShape().get(1);
    if (streams.getShape().get(1) == frames && frames > 1) {
      streams =
          streams.get(
              new NDIndex().addAllDim().addSliceDim(batch.firstFrame(), frames, batch.stride()));
    }
    if (!branches && network.output() == OutputKind.MIDDLE_FRAME) {
      long last = streams.getShape().get(1) - 1; // The integrated feature.
      streams = streams.get(new NDIndex().addAllDim().addSliceDim(last, last + 1));
    }
    NDArray features = streams.reshape(-1, streams.getShape().get(2));
    return network.supervisedBodies(features, batch.dropout());
  }
}
