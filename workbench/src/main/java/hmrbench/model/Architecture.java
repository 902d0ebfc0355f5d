package hmrbench.model;

import hmrbench.config.ModelConfig;
import hmrbench.config.ModelOption;
import hmrbench.config.ModelOptions;
import hmrbench.config.NetworkKeys;
import hmrbench.config.TrainingConfig;
import hmrbench.core.NetworkFacts;
import hmrbench.tensor.Parameters;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One network architecture: its config keys, how it is built, how it is trained if at all, and what
 * the report needs to know about it. {@link Models} lists them.
 */
public interface Architecture {

  /** Its name in a config. */
  String key();

  /** Its keys besides those of every model, in the order of a resolved config. */
  List<ModelOption> options();

  /** What is wrong with a combination of options that are each valid; empty if nothing. */
  default Optional<String> whyNot(ModelOptions options) {
    return Optional.empty();
  }

  /**
   * A network on given weights, for evaluation or, where it can be trained, for training. The
   * network itself provides its fast path ({@link Network#fast}).
   *
   * @throws hmrbench.core.Fault if a tensor is missing or misshapen, or a size is set that is not
   *     that of the weights
   */
  Network build(Parameters parameters, ModelOptions options);

  /** How its training starts; empty if it is only evaluated from published weights. */
  default Optional<Start> training() {
    return Optional.empty();
  }

  /** Facts for the report. */
  NetworkFacts facts(ModelOptions options);

  /** The layers of an untrained network, besides the regressor. */
  interface Start {

    /**
     * Adds the layers, in the order in which they draw their weights.
     *
     * @param features per frame, F
     */
    void addTo(
        InitialLayers layers, ModelOptions options, int features, TrainingConfig.Sizes sizes);
  }

  /** What the config reader needs to know. */
  default NetworkKeys keys() {
    return new NetworkKeys(key(), options(), this::whyNot);
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
