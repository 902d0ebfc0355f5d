package hmrbench.model;

import ai.djl.ndarray.NDManager;
import hmrbench.config.ModelConfig;
import hmrbench.core.Fault;
import hmrbench.io.Tensors;
import hmrbench.model.glot.Glot;
import hmrbench.model.meva.Meva;
import hmrbench.model.mpsnet.MpsNet;
import hmrbench.model.spin.Spin;
import hmrbench.model.tcmr.Tcmr;
import hmrbench.model.tcmr.TcmrVariant;
import hmrbench.model.vibe.Vibe;
import hmrbench.tensor.CheckpointParameters;
import hmrbench.tensor.ComputeDevice;
import hmrbench.tensor.Parameters;
import hmrbench.tensor.TensorEngine;
import java.nio.file.Path;

/** Networks by the name of their architecture: the one place where a new one is entered. */
public final class Models {

  /** Frames per window where a config does not say; the published TCMR and VIBE have 16. */
  private static final int WINDOW = 16;

  private Models() {}

  /**
   * A network with the weights of one of its checkpoints.
   *
   * @param checkpoint index into {@link ModelConfig.Network#checkpoint()}
   * @throws Fault if the file is missing or damaged, or its tensors are not those of the network
   */
  public static NetworkPredictor open(
      ModelConfig.Network config, int checkpoint, ComputeDevice device) {
    if (checkpoint < 0 || checkpoint >= config.checkpoint().size()) {
      throw Fault.asked(
          "model %s has %d checkpoints, number %d was asked for",
          config.name(), config.checkpoint().size(), checkpoint + 1);
    }
    Path file = config.checkpoint().get(checkpoint);
    return of(config, Checkpoints.open(file), file.toString(), device);
  }

  /**
   * As {@link #open}, on weights that are already open.
   *
   * @param source what messages call them
   */
  public static NetworkPredictor of(
      ModelConfig.Network config, Tensors weights, String source, ComputeDevice device) {
    NDManager manager = TensorEngine.newManager(device);
    try {
      CheckpointParameters parameters = new CheckpointParameters(weights, source, manager);
      NetworkPredictor predictor =
          NetworkPredictor.of(given -> build(config, given), parameters, manager);
      parameters.requireAllUsed(config.architecture().key());
      requireWindow(config, predictor);
      return predictor;
    } catch (RuntimeException e) {
      manager.close();
      throw e;
    }
  }

  /** A length that a network does not take would be passed over without a word. */
  private static void requireWindow(ModelConfig.Network config, NetworkPredictor predictor) {
    int asked = config.window().orElse(predictor.windowFrames());
    if (asked != predictor.windowFrames()) {
      throw Fault.asked(
          "model %s: window: %d frames are asked for, but this %s network has windows of %d; leave"
              + " the key out",
          config.name(), asked, config.architecture().key(), predictor.windowFrames());
    }
  }

  /** A network on given weights, for training or inference. */
  public static Network build(ModelConfig.Network config, Parameters parameters) {
    int window = config.window().orElse(WINDOW);
    return switch (config.architecture()) {
      case SPIN -> new Spin(parameters);
      case VIBE -> new Vibe(parameters, config.residual(), window);
      case TCMR, MIDDLE -> new Tcmr(parameters, variant(config), window);
      case MPSNET -> new MpsNet(parameters);
      case MEVA -> new Meva(parameters, config.window().orElse(Meva.WINDOW));
      case GLOT ->
          new Glot(
              parameters,
              config.heads().orElse(Glot.HEADS),
              config.shortHeads().orElse(Glot.HEADS),
              config.shortStride().orElse(Glot.SHORT_STRIDE));
      default ->
          throw Fault.asked(
              "model %s: architecture %s has no network here",
              config.name(), config.architecture().key());
    };
  }

  /**
   * A network on weights that are to be trained.
   *
   * @throws Fault if there is no training for its architecture here
   */
  public static TrainableNetwork trainable(ModelConfig.Network config, Parameters parameters) {
    if (build(config, parameters) instanceof TrainableNetwork network) {
      return network;
    }
    throw Fault.asked(
        "model %s: architecture %s is evaluated here from published weights, not trained",
        config.name(), config.architecture().key());
  }

  /** The switches of a TCMR-like network. */
  public static TcmrVariant variant(ModelConfig.Network config) {
    return new TcmrVariant(
        config.residual(),
        config.poseforecast(),
        config.allBranch(),
        config.poseforecastSeesCurrent());
  }
}
