package hmrbench.model.glot;

import hmrbench.config.ModelOption;
import hmrbench.config.ModelOptions;
import hmrbench.core.NetworkFacts;
import hmrbench.core.OutputKind;
import hmrbench.model.Architecture;
import hmrbench.model.GruSizes;
import hmrbench.model.Network;
import hmrbench.tensor.Parameters;
import java.util.List;

/** GLoT: global and local transformers, an answer for the middle frame. */
public final class GlotArchitecture implements Architecture {

  private static final String WINDOW = "window";
  private static final String HEADS = "heads";
  private static final String SHORT_HEADS = "short-heads";
  private static final String SHORT_STRIDE = "short-stride";

  @Override
  public String key() {
    return "glot";
  }

  @Override
  public List<ModelOption> options() {
    return List.of(
        ModelOption.Size.atLeast(1, WINDOW),
        ModelOption.Size.atLeast(1, HEADS),
        ModelOption.Size.atLeast(1, SHORT_HEADS),
        ModelOption.Size.atLeast(1, SHORT_STRIDE));
  }

  @Override
  public Network build(Parameters parameters, ModelOptions options) {
    Glot network =
        new Glot(
            parameters,
            options.size(HEADS).orElse(Glot.HEADS),
            options.size(SHORT_HEADS).orElse(Glot.HEADS),
            options.size(SHORT_STRIDE).orElse(Glot.SHORT_STRIDE));
    GruSizes.require(key(), options, WINDOW, network.windowFrames());
    return network;
  }

  @Override
  public NetworkFacts facts(ModelOptions options) {
    return NetworkFacts.of(OutputKind.MIDDLE_FRAME, options.size(WINDOW)).published("GLoT");
  }
}
