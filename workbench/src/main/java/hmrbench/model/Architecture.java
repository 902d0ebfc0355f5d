package hmrbench.model;

import hmrbench.config.ModelConfig;
import hmrbench.config.ModelOption;
import hmrbench.config.ModelOptions;
import hmrbench.config.NetworkKeys;
import hmrbench.config.TrainingConfig;
import hmrbench.tensor.Parameters;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * All about one architecture of networks: how a config writes it, how it is built, whether and from
 * what it is trained, and what pages must know of it. {@link Models} lists them.
 */
public interface Architecture {

  /** The name under which it stands in a config. */
  String key();

  /** Its keys beside those of every model, in the order in which a resolved config writes them. */
  List<ModelOption> options();

  /** What is wrong with options that are each right by themselves; empty where nothing is. */
  default Optional<String> whyNot(ModelOptions options) {
    return Optional.empty();
  }

  /** What to do where there is no network of this architecture here; empty where there is one. */
  default Optional<String> instead() {
    return Optional.empty();
  }

  /**
   * A network on given weights, for evaluation or, where it can be trained, for training. Its fast
   * path is the network's own affair ({@link Network#fast}).
   *
   * @throws hmrbench.core.Fault if a tensor is missing or misshapen, or a size is set that is not
   *     that of the weights
   */
  Network build(Parameters parameters, ModelOptions options);

  /** How it starts a training; empty where it is evaluated from published weights alone. */
  default Optional<Start> training() {
    return Optional.empty();
  }

  /** What pages must know. */
  NetworkFacts facts(ModelOptions options);

  /** Which layers a network has, beside the regressor, before it is trained. */
  interface Start {

    /**
     * Adds the layers, in the order in which they draw their weights.
     *
     * @param features per frame, F
     */
    void addTo(
        InitialLayers layers, ModelOptions options, int features, TrainingConfig.Sizes sizes);
  }

  /** What the config must know to read it. */
  default NetworkKeys keys() {
    return new NetworkKeys(key(), options(), this::whyNot, instead());
  }

  /** A network with its switches as published and its sizes left open. */
  default ModelConfig.Network network(String name, List<Path> checkpoint) {
    return network(name, checkpoint, Map.of());
  }

  /**
   * A network of this architecture.
   *
   * @param given options that are not as published
   * @throws IllegalArgumentException if there is no such option, or a value makes no sense
   */
  default ModelConfig.Network network(
      String name, List<Path> checkpoint, Map<String, Object> given) {
    return keys().network(name, checkpoint, given);
  }
}
