package hmrbench.run;

import hmrbench.config.ExperimentConfig;
import hmrbench.config.ModelConfig;
import hmrbench.core.Fault;
import hmrbench.model.NetworkPredictor;
import hmrbench.model.Predictor;
import hmrbench.tensor.ComputeDevice;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;

/** How many windows the networks of an experiment take at a time, for its records. */
final class Batches {

  private static final double MEBIBYTE = 1L << 20;

  private Batches() {}

  /**
   * By model, in words; a model that is no network, or cannot be opened, has no entry.
   *
   * @param source any that the models run on
   */
  static Map<String, String> of(
      ExperimentConfig config,
      DataSource source,
      ExperimentRun.Openings openings,
      ComputeDevice device) {
    Map<String, String> batches = new TreeMap<>();
    for (ModelConfig model : config.models()) {
      if (model instanceof ModelConfig.Network) {
        int seed = config.seeds().get(0);
        open(() -> openings.model(model, seed, source, () -> device))
            .ifPresent(words -> batches.put(model.name(), words));
      }
    }
    return batches;
  }

  private static Optional<String> open(Supplier<Predictor> opening) {
    try (Predictor opened = opening.get()) {
      return opened instanceof NetworkPredictor network
          ? Optional.of(words(network))
          : Optional.empty();
    } catch (Fault e) {
      return Optional.empty(); // Reported when the model is to run.
    }
  }

  private static String words(NetworkPredictor network) {
    return network.batchBytes() == 0
        ? Integer.toString(network.batch())
        : String.format(
            Locale.ROOT,
            "%d, about %.1f MiB of memory",
            network.batch(),
            network.batchBytes() / MEBIBYTE);
  }
}
