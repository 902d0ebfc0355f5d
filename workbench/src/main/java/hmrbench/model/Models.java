package hmrbench.model;

import ai.djl.ndarray.NDManager;
import hmrbench.config.ModelConfig;
import hmrbench.config.NetworkKeys;
import hmrbench.core.Fault;
import hmrbench.core.NetworkFacts;
import hmrbench.io.Tensors;
import hmrbench.model.glot.GlotArchitecture;
import hmrbench.model.hmmr.ConvArchitecture;
import hmrbench.model.hmmr.HmmrArchitecture;
import hmrbench.model.meva.MevaArchitecture;
import hmrbench.model.mpsnet.MpsNetArchitecture;
import hmrbench.model.picture.PicturesArchitecture;
import hmrbench.model.spin.SpinArchitecture;
import hmrbench.model.tcmr.TcmrArchitecture;
import hmrbench.model.vibe.VibeArchitecture;
import hmrbench.tensor.CheckpointParameters;
import hmrbench.tensor.ComputeDevice;
import hmrbench.tensor.Parameters;
import hmrbench.tensor.TensorEngine;
import java.nio.file.Path;
import java.util.List;

/** The architectures that a config can name, and how their networks are opened. */
public final class Models {

  /** Every architecture, in the order of lists. To add one, add a line here. */
  private static final Models ALL =
      new Models(
          List.of(
              new SpinArchitecture(),
              new PicturesArchitecture(),
              new VibeArchitecture(),
              TcmrArchitecture.tcmr(),
              new MpsNetArchitecture(),
              new GlotArchitecture(),
              new MevaArchitecture(),
              new HmmrArchitecture(),
              TcmrArchitecture.middle(),
              ConvArchitecture.conv(),
              ConvArchitecture.foresight()));

  private final List<Architecture> architectures;

  /** Models of these architectures. */
  public Models(List<Architecture> architectures) {
    this.architectures = List.copyOf(architectures);
  }

  /** Models of every architecture of this program. */
  public static Models all() {
    return ALL;
  }

  /** The architectures, in the order in which they are listed. */
  public List<Architecture> architectures() {
    return architectures;
  }

  /** What a config may say of them. */
  public List<NetworkKeys> keys() {
    return architectures.stream().map(Architecture::keys).toList();
  }

  /**
   * The architecture of a name.
   *
   * @throws Fault if there is none
   */
  public Architecture named(String key) {
    return architectures.stream()
        .filter(architecture -> architecture.key().equals(key))
        .findFirst()
        .orElseThrow(
            () ->
                Fault.asked(
                    "there is no architecture %s; known are %s",
                    key, architectures.stream().map(Architecture::key).toList()));
  }

  /** Facts that the report needs about a network. */
  public NetworkFacts facts(ModelConfig.Network config) {
    return named(config.architecture()).facts(config.options());
  }

  /**
   * A network with the weights of one of its checkpoints.
   *
   * @param checkpoint index into {@link ModelConfig.Network#checkpoint()}
   * @throws Fault if the file is missing or damaged, or its tensors are not those of the network
   */
  public NetworkPredictor open(ModelConfig.Network config, int checkpoint, ComputeDevice device) {
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
   * @param source their name in messages
   */
  public NetworkPredictor of(
      ModelConfig.Network config, Tensors weights, String source, ComputeDevice device) {
    NDManager manager = TensorEngine.newManager(device);
    try {
      CheckpointParameters parameters = new CheckpointParameters(weights, source, manager);
      NetworkPredictor predictor =
          NetworkPredictor.of(given -> build(config, given), parameters, manager);
      parameters.requireAllUsed(config.architecture());
      return predictor;
    } catch (RuntimeException e) {
      manager.close();
      throw e;
    }
  }

  /** A network on given weights, for training or inference. */
  public Network build(ModelConfig.Network config, Parameters parameters) {
    return named(config.architecture()).build(parameters, config.options());
  }

  /**
   * How a network starts a training.
   *
   * @throws Fault if there is no training for its architecture here
   */
  public Architecture.Start start(ModelConfig.Network config) {
    return named(config.architecture())
        .training()
        .orElseThrow(
            () ->
                Fault.asked(
                    "model %s: architecture %s is evaluated here from published weights, not"
                        + " trained",
                    config.name(), config.architecture()));
  }

  /**
   * A network on weights that are to be trained.
   *
   * @throws Fault if there is no training for its architecture here
   */
  public TrainableNetwork trainable(ModelConfig.Network config, Parameters parameters) {
    start(config);
    return (TrainableNetwork) build(config, parameters);
  }
}
