package hmrbench.train;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import hmrbench.core.FloatGrid;
import hmrbench.core.OutputKind;
import hmrbench.model.TrainableNetwork;
import hmrbench.tensor.Gradients;
import hmrbench.tensor.Grids;
import java.util.List;
import java.util.Map;

/**
 * Trains an encoder on a pretext, one step at a time. A head answers from the encoder's temporal
 * features.
 *
 * <ul>
 *   <li>W = windows, T = frames per window, F = features, S = feature streams
 *   <li>read by the head: of a sequence network the first and the last frame's feature [W, 2F], of
 *       another all its streams [W, S F]
 *   <li>weights: those of the network, and those of the head
 * </ul>
 */
final class PretextLearner implements CourseLearner<PretextBatch> {

  /** What a step gives for the log. */
  static final List<String> COLUMNS = List.of("loss", "gradient_norm");

  /** How the names of the head's layers begin. */
  static final String HEAD = "pretext.head";

  private final TrainableNetwork network;
  private final PretextTask.Head head;
  private final TrainableParameters parameters;
  private final PretextTask task;
  private final PretextBatch validation;
  private final double longestGradient;
  private final Adam adam;
  private final NDManager manager;

  /**
   * @param network built on {@code parameters}
   * @param validation windows that no training sees
   * @param longestGradient gradients longer than this are shortened to it
   * @param manager owns the weights
   */
  PretextLearner(
      TrainableNetwork network,
      TrainableParameters parameters,
      PretextTask task,
      PretextBatch validation,
      double longestGradient,
      NDManager manager) {
    this.network = network;
    this.parameters = parameters;
    this.head = task.head(parameters);
    this.task = task;
    this.validation = validation;
    this.longestGradient = longestGradient;
    this.adam = new Adam(parameters.vector(), manager);
    this.manager = manager;
  }

  /**
   * What a head reads: [W, T, F] to [W, 2F or S F].
   *
   * @param windows features [W, T, F]
   */
  static NDArray read(TrainableNetwork network, NDArray windows) {
    NDArray streams = network.supervisedFeatures(windows); // [W, S, F]
    long count = streams.getShape().get(1);
    if (network.output() == OutputKind.SEQUENCE) {
      NDArray first = streams.get(new NDIndex().addAllDim().addIndices(0)); // [W, F]
      NDArray last = streams.get(new NDIndex().addAllDim().addIndices(count - 1));
      return first.concat(last, 1);
    }
    return streams.reshape(streams.getShape().get(0), -1);
  }

  @Override
  public TrainableParameters parameters() {
    return parameters;
  }

  @Override
  public Adam adam() {
    return adam;
  }

  @Override
  public List<Double> step(PretextBatch batch, double rate) {
    try (NDManager scope = manager.newSubManager()) {
      scope.tempAttachAll(parameters.all());
      NDArray windows = Grids.toTensor(scope, batch.windows());
      PretextTask.Graded[] found = new PretextTask.Graded[1];
      Gradients.backward(
          () -> head.answers(read(network, windows)),
          answers -> {
            found[0] = task.grade(Grids.toGrid(answers), batch.truth());
            return Grids.toTensor(scope, found[0].gradient());
          });
      double norm = Descent.step(parameters, adam, rate, longestGradient);
      return List.of(found[0].loss(), norm);
    }
  }

  @Override
  public Map<String, Double> score() {
    return task.score(answers(validation.windows()), validation);
  }

  /** What the head says of windows: [W, T, F] to [B, N]. */
  FloatGrid answers(FloatGrid windows) {
    try (NDManager scope = manager.newSubManager()) {
      scope.tempAttachAll(parameters.all());
      FloatGrid[] answers = new FloatGrid[1];
      Gradients.without(
          () ->
              answers[0] =
                  Grids.toGrid(head.answers(read(network, Grids.toTensor(scope, windows)))));
      return answers[0];
    }
  }
}
