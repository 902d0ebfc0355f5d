package hmrbench.run;

import hmrbench.config.ModelConfig;
import hmrbench.config.ModelConfig.Network;
import hmrbench.config.ModelConfig.Predictions;
import hmrbench.config.ModelConfig.Reference;
import hmrbench.config.ModelConfig.TorchScript;
import hmrbench.record.ModelFacts;
import hmrbench.record.ModelFacts.GridPlace;
import hmrbench.record.ModelFacts.Kind;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What pages need to know of a model, from its config. */
final class ModelDescription implements ModelConfig.Cases<ModelFacts> {

  private ModelDescription() {}

  static ModelFacts of(ModelConfig model) {
    return model.match(new ModelDescription());
  }

  @Override
  public ModelFacts network(Network network) {
    Architecture architecture = network.architecture();
    boolean tcmr = architecture == Architecture.TCMR;
    return new ModelFacts(
        network.name(),
        Kind.NETWORK,
        architecture.key(),
        family(network),
        architecture == Architecture.SPIN,
        network.window().orElse(null),
        tcmr,
        network.residual(),
        network.poseforecastSeesCurrent(),
        network.allBranch(),
        architecture == Architecture.MIDDLE,
        grid(network),
        names(network.checkpoint()));
  }

  /** TCMR as published is the network of Table 1 without residual and with PoseForecast. */
  private static @Nullable GridPlace grid(Network network) {
    boolean tcmr = network.architecture() == Architecture.TCMR;
    boolean inTable = tcmr || network.architecture() == Architecture.MIDDLE;
    return inTable && !network.poseforecastSeesCurrent() && network.allBranch()
        ? new GridPlace(network.residual(), tcmr || network.poseforecast())
        : null;
  }

  private static String family(Network network) {
    GridPlace place = grid(network);
    if (place != null) {
      String alone = place.poseForecast() ? "tcmr" : "no-residual";
      String kept = place.poseForecast() ? "residual-poseforecast" : "residual";
      return place.residual() ? kept : alone;
    }
    if (network.architecture() == Architecture.TCMR && !network.residual()) {
      return network.poseforecastSeesCurrent() ? "tcmr-sees-current" : "tcmr-no-all";
    }
    boolean vibe = network.architecture() == Architecture.VIBE;
    return vibe && !network.residual() ? "vibe-no-residual" : network.architecture().key();
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
