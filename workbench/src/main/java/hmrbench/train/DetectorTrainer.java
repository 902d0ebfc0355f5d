package hmrbench.train;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import hmrbench.core.FloatGrid;
import hmrbench.model.picture.DetectionNetwork;
import hmrbench.scene.WholePictureBatch;
import hmrbench.tensor.Gradients;
import hmrbench.tensor.Grids;
import java.util.List;
import java.util.Map;

/** Trains a network that finds people in whole pictures, one step at a time. */
final class DetectorTrainer implements CourseLearner<WholePictureBatch> {

  /** What a step gives for the log. */
  static final List<String> COLUMNS = List.of("loss", "centres", "boxes", "gradient_norm");

  private final DetectionNetwork network;
  private final TrainableParameters parameters;
  private final Adam adam;
  private final double longestGradient;
  private final double boxes;
  private final DetectorValidation validation;
  private final NDManager manager;

  /**
   * @param longestGradient gradients longer than this are shortened to it
   * @param boxes weight of the loss of boxes
   */
  DetectorTrainer(
      Weights initial,
      double longestGradient,
      double boxes,
      DetectorValidation validation,
      NDManager manager) {
    this.parameters = new TrainableParameters(initial, manager);
    this.network = DetectionNetwork.of(parameters);
    this.adam = new Adam(parameters.vector(), manager);
    this.longestGradient = longestGradient;
    this.boxes = boxes;
    this.validation = validation;
    this.manager = manager;
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
  public List<Double> step(WholePictureBatch batch, double rate) {
    try (NDManager scope = manager.newSubManager()) {
      scope.tempAttachAll(parameters.all());
      NDArray pixels = Grids.toTensor(scope, batch.pixels());
      PeopleLoss[] found = new PeopleLoss[1];
      Gradients.backward(
          () -> network.maps(pixels),
          maps -> {
            found[0] = PeopleLoss.of(Grids.toGrid(maps), batch.targets(), boxes);
            return Grids.toTensor(scope, found[0].gradient());
          });
      double norm = Descent.step(parameters, adam, rate, longestGradient);
      return List.of(found[0].total(), found[0].centres(), found[0].boxes(), norm);
    }
  }

  @Override
  public Map<String, Double> score() {
    return validation.score(this::maps);
  }

  /** Maps of pixels. */
  FloatGrid maps(FloatGrid pixels) {
    try (NDManager scope = manager.newSubManager()) {
      scope.tempAttachAll(parameters.all());
      FloatGrid[] maps = new FloatGrid[1];
      Gradients.without(() -> maps[0] = Grids.toGrid(network.maps(Grids.toTensor(scope, pixels))));
      return maps[0];
    }
  }
}
