package hmrbench.run;

import hmrbench.config.ExperimentConfig;
import hmrbench.config.ModelConfig;
import hmrbench.core.Fault;
import hmrbench.model.NetworkPredictor;
import hmrbench.model.Predictor;
import hmrbench.tensor.ComputeDevice;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

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
        try (Predictor opened =
            openings.model(model, config.seeds().get(0), source, () -> device)) {
          if (opened instanceof NetworkPredictor network) {
            batches.put(model.name(), words(network));
          }
        } catch (Fault e) {
          continue; // Told when the model is to run.
        }
      }
    }
    return batches;
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
