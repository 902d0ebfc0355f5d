package hmrbench.model.picture;

import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import hmrbench.core.Fault;
import hmrbench.core.FloatGrid;
import hmrbench.io.Tensors;
import hmrbench.model.Checkpoints;
import hmrbench.tensor.CheckpointParameters;
import hmrbench.tensor.ComputeDevice;
import hmrbench.tensor.Grids;
import hmrbench.tensor.Scope;
import hmrbench.tensor.TensorEngine;
import java.nio.file.Path;
import java.util.Optional;

/** A {@link DetectionNetwork} with weights from a file. Not for two threads at once. */
public final class DetectionMaps implements AutoCloseable {

  /**
   * Metadata of a checkpoint: the longer side of the pictures that it was trained on, in pixels.
   */
  public static final String SIDE = "side";

  private static final int LEAST_SIDE = 32;
  private static final int MOST_SIDE = 1024;

  private final Path checkpoint;
  private final DetectionNetwork network;
  private final NDManager manager;
  private final NDList weights;
  private final int side;

  private DetectionMaps(Path checkpoint, Tensors tensors, NDManager manager) {
    CheckpointParameters parameters =
        new CheckpointParameters(tensors, checkpoint.toString(), manager);
    this.checkpoint = checkpoint;
    this.network = DetectionNetwork.of(parameters);
    parameters.requireAllUsed("detector");
    this.side = side(checkpoint, tensors);
    this.manager = manager;
    this.weights = parameters.tensors();
  }

  /**
   * Opens a checkpoint.
   *
   * @throws Fault if the file is missing or damaged, its tensors are not those of the network, or
   *     it does not say for what pictures it is
   */
  public static DetectionMaps open(Path checkpoint, ComputeDevice device) {
    Tensors tensors = Checkpoints.open(checkpoint);
    NDManager manager = TensorEngine.newManager(device);
    try {
      return new DetectionMaps(checkpoint, tensors, manager);
    } catch (RuntimeException e) {
      manager.close();
      throw e;
    }
  }

  private static int side(Path checkpoint, Tensors tensors) {
    String said = Optional.ofNullable(tensors.metadata().get(SIDE)).orElse("nothing");
    int side = said.matches("\\d{1,4}") ? Integer.parseInt(said) : 0;
    if (side < LEAST_SIDE || side > MOST_SIDE) {
      throw Fault.asked(
          "%s: its metadata must say the longer side of its pictures (%s: %d to %d), got %s; take"
              + " the file as `train` wrote it",
          checkpoint, SIDE, LEAST_SIDE, MOST_SIDE, said);
    }
    return side;
  }

  /** The longer side of the pictures that it was trained on, in pixels. */
  public int side() {
    return side;
  }

  /**
   * Maps of pictures.
   *
   * @param pixels [N, 3, H, W], -1 to 1; H and W multiples of 16
   * @return [N, 5, H/4, W/4]
   * @throws Fault if a number is NaN or infinite
   */
  public FloatGrid of(FloatGrid pixels) {
    int pictures = pixels.size(0);
    // PyTorch gives one small picture alone to another library, and warns where that is not there.
    FloatGrid several = pictures == 1 ? pixels.rows(new int[] {0, 0}) : pixels;
    FloatGrid maps =
        Scope.values(
                manager,
                weights,
                scope -> Grids.toGrid(network.maps(Grids.toTensor(scope, several))))
            .rows(0, pictures);
    if (!maps.isFinite()) {
      throw Fault.running(
          "%s: maps of a picture are NaN or infinite; either the training diverged that wrote it, or"
              + " the engine computes wrongly on this processor, which `./hmrbench verify` tells",
          checkpoint);
    }
    return maps;
  }

  @Override
  public void close() {
    manager.close();
  }
}
