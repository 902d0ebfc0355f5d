package hmrbench.train;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import hmrbench.core.Fault;
import hmrbench.model.BodyOutput;
import hmrbench.model.NetworkPredictor;
import hmrbench.model.Predictor;
import hmrbench.model.TrainableNetwork;
import hmrbench.tensor.Gradients;
import hmrbench.tensor.Grids;

/**
 * Trains one network, one step at a time. The network reads its weights from {@link
 * TrainableParameters}, which the optimiser changes in place.
 */
public final class Trainer {

  private final TrainableNetwork network;
  private final TrainableParameters parameters;
  private final Adam adam;
  private final WindowSampler sampler;
  private final BodyLoss loss;
  private final double longestGradient;
  private final NDManager manager;

  /**
   * What one step found, before its update.
   *
   * @param gradientNorm length of the gradient before it was shortened
   */
  public record Step(BodyLoss.Result loss, double gradientNorm) {}

  /**
   * @param network built on {@code parameters}
   * @param longestGradient gradients longer than this are shortened to it
   * @param manager owns the weights
   */
  public Trainer(
      TrainableNetwork network,
      TrainableParameters parameters,
      WindowSampler sampler,
      BodyLoss loss,
      double longestGradient,
      NDManager manager) {
    this.network = network;
    this.parameters = parameters;
    this.adam = new Adam(parameters.vector(), manager);
    this.sampler = sampler;
    this.loss = loss;
    this.longestGradient = longestGradient;
    this.manager = manager;
  }

  /** The optimiser; its state is part of a saved training. */
  public Adam adam() {
    return adam;
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
      WindowSampler.Batch batch = sampler.draw(scope, step);
      BodyLoss.Result[] found = new BodyLoss.Result[1];
      Gradients.backward(
          () -> predict(batch),
          rows -> {
            found[0] = loss.of(Grids.toGrid(rows), batch.targets());
            return Grids.toTensor(scope, found[0].gradient());
          });
      NDArray gradient = parameters.gradients();
      double norm = Descent.clip(gradient, longestGradient);
      if (!Double.isFinite(norm)) {
        throw Fault.running(
            "training diverged at step %d: the gradient is no longer finite; lower the rate", step);
      }
      adam.step(gradient, rate);
      parameters.clearGradients();
      return new Step(found[0], norm);
    }
  }

  /** The network as it is now; closing this trainer's manager ends it. */
  public Predictor predictor() {
    return new NetworkPredictor(network, manager, parameters.all());
  }

  /** Rows [R, 157] of the supervised features, window by window. */
  private NDArray predict(WindowSampler.Batch batch) {
    NDArray streams = network.supervisedFeatures(batch.features()); // [B, S, F]
    long frames = batch.features().getShape().get(1);
    if (streams.getShape().get(1) == frames && frames > 1) {
      streams =
          streams.get(
              new NDIndex().addAllDim().addSliceDim(batch.firstFrame(), frames, batch.stride()));
    }
    BodyOutput output = network.regressor().decode(streams.reshape(-1, network.featureSize()));
    return NDArrays.concat(new NDList(output.pose6d(), output.betas(), output.camera()), 1);
  }
}
