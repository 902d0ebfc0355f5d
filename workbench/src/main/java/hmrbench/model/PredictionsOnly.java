package hmrbench.model;

import hmrbench.config.ModelOption;
import hmrbench.config.ModelOptions;
import hmrbench.core.NetworkFacts;
import hmrbench.core.OutputKind;
import hmrbench.tensor.Parameters;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * An architecture without a network here: a config may name it, and its predictions can be scored.
 *
 * @param key the name that a config would write
 * @param why it has no network here
 */
record PredictionsOnly(String key, String why) implements Architecture {

  @Override
  public List<ModelOption> options() {
    return List.of();
  }

  @Override
  public Optional<String> instead() {
    return Optional.of(
        "%s has no network here: %s; score what it predicted: architecture: predictions, and its"
                .formatted(key, why)
            + " files under checkpoint");
  }

  @Override
  public Network build(Parameters parameters, ModelOptions options) {
    throw new IllegalStateException(key + " has no network here");
  }

  @Override
  public NetworkFacts facts(ModelOptions options) {
    return NetworkFacts.of(OutputKind.SEQUENCE, OptionalInt.empty());
  }
}
