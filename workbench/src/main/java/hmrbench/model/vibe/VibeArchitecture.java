package hmrbench.model.vibe;

import hmrbench.config.ModelOption;
import hmrbench.config.ModelOptions;
import hmrbench.core.Look;
import hmrbench.core.Look.Hue;
import hmrbench.core.Look.Mark;
import hmrbench.core.NetworkFacts;
import hmrbench.core.OutputKind;
import hmrbench.model.Architecture;
import hmrbench.model.GruSizes;
import hmrbench.model.Network;
import hmrbench.tensor.Parameters;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** Sequence to sequence (VIBE): a GRU over the window, an answer for each of its frames. */
public final class VibeArchitecture implements Architecture {

  private static final String RESIDUAL = "residual";

  @Override
  public String key() {
    return "vibe";
  }

  @Override
  public List<ModelOption> options() {
    List<ModelOption> options = new ArrayList<>(List.of(new ModelOption.Switch(RESIDUAL, true)));
    options.addAll(GruSizes.options(1, Integer.MAX_VALUE));
    return options;
  }

  @Override
  public Network build(Parameters parameters, ModelOptions options) {
    Vibe network = new Vibe(parameters, options.isOn(RESIDUAL), GruSizes.window(options));
    GruSizes.require(key(), options, parameters, "encoder.gru");
    return network;
  }

  /** Both directions, as the paper has it, or one, as the published weights. */
  @Override
  public Optional<Start> training() {
    return Optional.of(
        (layers, options, features, sizes) ->
            layers
                .gru("encoder.gru", features, sizes.hidden(), sizes.layers(), sizes.bidirectional())
                .linear("encoder.linear", features, sizes.directions() * sizes.hidden()));
  }

  @Override
  public NetworkFacts facts(ModelOptions options) {
    boolean residual = options.isOn(RESIDUAL);
    return NetworkFacts.of(OutputKind.SEQUENCE, OptionalInt.of(GruSizes.window(options)))
        .residual(residual)
        .drawn(new Look(residual ? Hue.BLUE : Hue.INDIGO, Mark.SQUARE))
        .published("VIBE");
  }
}
