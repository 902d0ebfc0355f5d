package hmrbench.model.hmmr;

import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import hmrbench.core.FloatGrid;
import hmrbench.io.Tensors;
import hmrbench.model.Checkpoints;
import hmrbench.tensor.CheckpointParameters;
import hmrbench.tensor.ComputeDevice;
import hmrbench.tensor.Grids;
import hmrbench.tensor.Scope;
import hmrbench.tensor.TensorEngine;
import java.nio.file.Path;

/**
 * HMMR's network on images: ResNet-50 v2 with the weights of its own file ({@code
 * hmr_noS5.ckpt-642561.index}), which holds more that is not read.
 *
 * <p>Source: src/evaluation/tester.py, prepare, of human_dynamics at 0887f37.
 */
public final class HmmrImages implements AutoCloseable {

  /** Length of a feature. */
  public static final int FEATURES = SlimResNet50.FEATURES;

  /** Width and height of an image. */
  private static final int SIDE = 224;

  /** Images per batch on a CPU: the output of a layer then still fits the cache for the next. */
  private static final int FEW = 4;

  /** Images at once on a GPU, of about 0.1 GB of memory each. */
  private static final int MANY = 16;

  private final SlimResNet50 network;
  private final NDManager manager;

  private HmmrImages(CheckpointParameters parameters, NDManager manager) {
    this.network = new SlimResNet50(parameters);
    this.manager = manager;
  }

  /** Whether a checkpoint holds such a network. */
  public static boolean isIn(Tensors checkpoint) {
    return checkpoint.names().stream().anyMatch(name -> name.startsWith(SlimResNet50.SCOPE));
  }

  /**
   * Opens a checkpoint.
   *
   * @throws hmrbench.core.Fault if the file is missing or damaged, or lacks a tensor
   */
  public static HmmrImages open(Path checkpoint, ComputeDevice device) {
    return of(Checkpoints.open(checkpoint), checkpoint.toString(), device);
  }

  /**
   * As {@link #open}, on weights that are already open.
   *
   * @param source their name in messages
   */
  static HmmrImages of(Tensors weights, String source, ComputeDevice device) {
    NDManager manager = TensorEngine.newManager(device);
    try {
      return new HmmrImages(new CheckpointParameters(weights, source, manager), manager);
    } catch (RuntimeException e) {
      manager.close();
      throw e;
    }
  }

  /**
   * Static features of images, {@link #imagesAtOnce} at a time. Thread-safe.
   *
   * @param images [N, 3, 224, 224], red green blue, levels from -1 to 1
   * @return [N, 2048]
   */
  public FloatGrid features(FloatGrid images) {
    if (images.rank() != 4 || images.size(1) != 3 || images.size(3) != SIDE) {
      throw new IllegalArgumentException(
          "images must be [N, 3, %d, %d], got %s".formatted(SIDE, SIDE, images));
    }
    int count = images.size(0);
    float[] features = new float[count * FEATURES];
    for (int from = 0; from < count; from += imagesAtOnce()) {
      FloatGrid part = images.rows(from, Math.min(count, from + imagesAtOnce()));
      FloatGrid found =
          // No weight is lent: none is a first operand, so results belong to the scope.
          Scope.values(
              manager,
              new NDList(),
              scope -> Grids.toGrid(network.features(Grids.toTensor(scope, part))));
      found.copyTo(0, features, from * FEATURES, found.length());
    }
    return FloatGrid.owning(features, count, FEATURES);
  }

  /** How many images are computed together on this device. */
  public int imagesAtOnce() {
    return manager.getDevice().isGpu() ? MANY : FEW;
  }

  @Override
  public void close() {
    manager.close();
  }
}
