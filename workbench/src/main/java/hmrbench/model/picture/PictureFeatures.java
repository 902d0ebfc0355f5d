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
import java.util.Arrays;

/**
 * Static features of pictures: a {@link PictureNetwork} with weights. Not for two threads at once.
 */
public final class PictureFeatures implements AutoCloseable {

  /**
   * Pictures per batch: always as many, so that rounding does not depend on who asks for how many.
   */
  public static final int AT_ONCE = 32;

  private final Path checkpoint;
  private final PictureNetwork network;
  private final NDManager manager;
  private final NDList weights;

  private PictureFeatures(Path checkpoint, CheckpointParameters parameters, NDManager manager) {
    this.checkpoint = checkpoint;
    this.network = PictureNetwork.of(parameters);
    parameters.requireAllUsed("pictures");
    this.manager = manager;
    this.weights = parameters.tensors();
  }

  /**
   * Opens a checkpoint.
   *
   * @throws Fault if the file is missing or damaged, or its tensors are not those of the network
   */
  public static PictureFeatures open(Path checkpoint, ComputeDevice device) {
    Tensors tensors = Checkpoints.open(checkpoint);
    NDManager manager = TensorEngine.newManager(device);
    try {
      return new PictureFeatures(
          checkpoint, new CheckpointParameters(tensors, checkpoint.toString(), manager), manager);
    } catch (RuntimeException e) {
      manager.close();
      throw e;
    }
  }

  /** Length of a feature, F. */
  public int featureSize() {
    return network.featureSize();
  }

  /**
   * Features of pictures.
   *
   * @param pixels [N, 3, S, S], about -1 to 1; S a multiple of 16
   * @return [N, F]
   * @throws Fault if a feature is NaN or infinite
   */
  public FloatGrid of(FloatGrid pixels) {
    int pictures = pixels.size(0);
    float[] features = new float[pictures * featureSize()];
    for (int from = 0; from < pictures; from += AT_ONCE) {
      int here = Math.min(AT_ONCE, pictures - from);
      FloatGrid found = look(batch(pixels, from, here));
      if (!found.isFinite()) {
        throw Fault.running(
            "%s: features of pictures are NaN or infinite; either the training diverged that wrote"
                + " it, or the engine computes wrongly on this processor, which"
                + " `./hmrbench verify` tells",
            checkpoint);
      }
      found.copyTo(0, features, from * featureSize(), here * featureSize());
    }
    return FloatGrid.owning(features, pictures, featureSize());
  }

  private FloatGrid look(FloatGrid batch) {
    return Scope.values(
        manager,
        weights,
        scope -> Grids.toGrid(network.look(Grids.toTensor(scope, batch)).features()));
  }

  /** Some pictures, the last one again where there are too few. */
  private static FloatGrid batch(FloatGrid pixels, int from, int pictures) {
    int[] rows = new int[AT_ONCE];
    Arrays.setAll(rows, i -> from + Math.min(i, pictures - 1));
    return pixels.rows(rows);
  }

  @Override
  public void close() {
    manager.close();
  }
}
