package hmrbench.run;

import hmrbench.config.ModelConfig;
import hmrbench.config.ModelConfig.Network;
import hmrbench.config.ModelConfig.Predictions;
import hmrbench.config.ModelConfig.Reference;
import hmrbench.config.ModelConfig.TorchScript;
import hmrbench.model.Models;
import hmrbench.record.ModelFacts;
import hmrbench.record.ModelFacts.Kind;
import hmrbench.record.ModelFacts.Training;
import hmrbench.train.CheckpointCard;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** What pages need to know of a model, from its config. */
final class ModelDescription implements ModelConfig.Cases<ModelFacts> {

  private final Models models;

  private ModelDescription(Models models) {
    this.models = models;
  }

  /**
   * @param models the architectures that there are
   */
  static ModelFacts of(Models models, ModelConfig model) {
    return model.match(new ModelDescription(models));
  }

  @Override
  public ModelFacts network(Network network) {
    return new ModelFacts(
        network.name(),
        Kind.NETWORK,
        network.architecture(),
        models.facts(network),
        names(network.checkpoint()),
        training(network.checkpoint()).orElse(null));
  }

  /** As the cards say; nothing where a checkpoint has none. */
  private static Optional<Training> training(List<Path> checkpoints) {
    List<CheckpointCard> cards =
        checkpoints.stream().flatMap(file -> CheckpointCard.beside(file).stream()).toList();
    if (cards.isEmpty() || cards.size() < checkpoints.size()) {
      return Optional.empty();
    }
    boolean fixed = cards.stream().allMatch(CheckpointCard::fixed);
    List<Integer> steps = cards.stream().map(CheckpointCard::steps).toList();
    boolean alike = steps.stream().distinct().count() == 1;
    return fixed && !alike ? Optional.empty() : Optional.of(new Training(steps, fixed));
  }

  @Override
  public ModelFacts torchScript(TorchScript program) {
    return ModelFacts.of(program.name(), Kind.OTHER, names(program.checkpoint()));
  }

  @Override
  public ModelFacts predictions(Predictions predictions) {
    return ModelFacts.of(predictions.name(), Kind.OTHER, names(predictions.checkpoint()));
  }

  @Override
  public ModelFacts reference(Reference reference) {
    return ModelFacts.of(reference.name(), Kind.REFERENCE, List.of());
  }

  private static List<String> names(List<Path> files) {
    return files.stream().map(file -> String.valueOf(file.getFileName())).toList();
  }
}
