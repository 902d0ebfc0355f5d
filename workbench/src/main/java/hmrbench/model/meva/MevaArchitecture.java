package hmrbench.model.meva;

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
import java.util.List;
import java.util.OptionalInt;

/** MEVA: coarse motion from the decoder of an autoencoder, refined per frame; windows of 90. */
public final class MevaArchitecture implements Architecture {

  @Override
  public String key() {
    return "meva";
  }

  @Override
  public List<ModelOption> options() {
    return GruSizes.options(1, Meva.WINDOW);
  }

  private static int window(ModelOptions options) {
    return options.size("window").orElse(Meva.WINDOW);
  }

  @Override
  public Network build(Parameters parameters, ModelOptions options) {
    Meva network = new Meva(parameters, window(options));
    GruSizes.require(key(), options, parameters, "feat_encoder.gru");
    return network;
  }

  @Override
  public NetworkFacts facts(ModelOptions options) {
    return NetworkFacts.of(OutputKind.SEQUENCE, OptionalInt.of(window(options)))
        .residual(true)
        .drawn(new Look(Hue.WINE, Mark.DIAMOND));
  }
}
