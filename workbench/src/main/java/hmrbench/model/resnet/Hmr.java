package hmrbench.model.resnet;

import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import hmrbench.core.Fault;
import hmrbench.core.FloatGrid;
import hmrbench.core.SmplTrack;
import hmrbench.io.Tensors;
import hmrbench.model.BodyOutput;
import hmrbench.model.Checkpoints;
import hmrbench.model.spin.Regressor;
import hmrbench.tensor.CheckpointParameters;
import hmrbench.tensor.ComputeDevice;
import hmrbench.tensor.Grids;
import hmrbench.tensor.Scope;
import hmrbench.tensor.SixD;
import hmrbench.tensor.TensorEngine;
import java.nio.file.Path;

/**
 * SPIN on images: ResNet-50 and the regressor on its features, with the weights of SPIN's own file
 * ({@code spin_model_checkpoint.pth.tar}).
 *
 * <p>Source: lib/models/spin.py, HMR, of TCMR at c41fdd7; models/hmr.py of SPIN at 2476c43.
 */
public final class Hmr implements AutoCloseable {

  /** Images per batch on a CPU: the output of a layer then still fits the cache for the next. */
  private static final int FEW = 4;

  /** Images at once on a GPU, of about 0.1 GB of memory each. */
  private static final int MANY = 16;

  private static final int JOINTS = 24;

  private final ResNet50 network;
  private final ScriptedResNet50 program;
  private final Regressor regressor;
  private final NDManager manager;
  private final ComputeDevice device;
  private final NDList weights;

  private Hmr(CheckpointParameters parameters, NDManager manager, ComputeDevice device) {
    this.network = new ResNet50(parameters);
    this.regressor = Regressor.of(parameters, "");
    parameters.requireAllUsed("hmr");
    this.manager = manager;
    this.device = device;
    this.weights = parameters.tensors();
    this.program = scripted(ScriptedResNet50.Layout.CHANNELS_FIRST);
  }

  /**
   * Opens SPIN's checkpoint.
   *
   * @throws Fault if the file is missing or damaged, or its tensors are not those of the network
   */
  public static Hmr open(Path checkpoint, ComputeDevice device) {
    return of(Checkpoints.open(checkpoint), checkpoint.toString(), device);
  }

  /**
   * As {@link #open}, on weights that are already open.
   *
   * @param source their name in messages
   */
  public static Hmr of(Tensors weights, String source, ComputeDevice device) {
    NDManager manager = TensorEngine.newManager(device);
    try {
      return new Hmr(new CheckpointParameters(weights, source, manager), manager, device);
    } catch (RuntimeException e) {
      manager.close();
      throw e;
    }
  }

  /**
   * Static features of images, {@link #imagesAtOnce} at a time. Thread-safe.
   *
   * @param images [N, 3, 224, 224], normalised by the means and deviations of ImageNet
   * @return [N, 2048]
   */
  public FloatGrid features(FloatGrid images) {
    requireImages(images);
    int count = images.size(0);
    float[] features = new float[count * ResNet50.FEATURES];
    int batch = imagesAtOnce();
    for (int from = 0; from < count; from += batch) {
      FloatGrid part = images.rows(from, Math.min(count, from + batch));
      FloatGrid found = program.features(part);
      found.copyTo(0, features, from * ResNet50.FEATURES, found.length());
    }
    return FloatGrid.owning(features, count, ResNet50.FEATURES);
  }

  /** The same, layer by layer: what {@link #features} computes as one program, to compare it. */
  public FloatGrid layerByLayer(FloatGrid images) {
    requireImages(images);
    // No weight is lent: none is a first operand, so results belong to the scope.
    return Scope.values(
        manager,
        new NDList(),
        scope -> Grids.toGrid(network.features(Grids.toTensor(scope, images))));
  }

  /** How many images are computed together on this device. */
  public int imagesAtOnce() {
    return manager.getDevice().isGpu() ? MANY : FEW;
  }

  private static void requireImages(FloatGrid images) {
    if (images.rank() != 4
        || images.size(1) != 3
        || images.size(2) != ResNet50.SIDE
        || images.size(3) != ResNet50.SIDE) {
      throw new IllegalArgumentException(
          "images must be [N, 3, %d, %d], got %s".formatted(ResNet50.SIDE, ResNet50.SIDE, images));
    }
  }

  /**
   * Body parameters of each feature alone.
   *
   * @param features [N, 2048]
   */
  public SmplTrack bodies(FloatGrid features) {
    return Scope.values(
        manager,
        weights,
        scope -> {
          BodyOutput body = regressor.decode(Grids.toTensor(scope, features));
          return new SmplTrack(
              Grids.toGrid(SixD.toMatrices(body.pose6d(), JOINTS)),
              Grids.toGrid(body.betas()),
              Grids.toGrid(body.camera()));
        });
  }

  /** The network on images alone, as one program with images and kernels in a layout of memory. */
  public ScriptedResNet50 scripted(ScriptedResNet50.Layout layout) {
    return ScriptedResNet50.of(network, layout, manager, device);
  }

  /** The network on images alone, for tests of its stages. */
  ResNet50 network() {
    return network;
  }

  @Override
  public void close() {
    program.close();
    manager.close();
  }
}
