package hmrbench.model.mpsnet;

import hmrbench.config.ModelOption;
import hmrbench.config.ModelOptions;
import hmrbench.core.NetworkFacts;
import hmrbench.core.OutputKind;
import hmrbench.model.Architecture;
import hmrbench.model.GruSizes;
import hmrbench.model.Network;
import hmrbench.tensor.Parameters;
import java.util.List;
import java.util.OptionalInt;

/** MPS-Net: attention over the window, an answer for the middle frame. */
public final class MpsNetArchitecture implements Architecture {

  @Override
  public String key() {
    return "mpsnet";
  }

  @Override
  public List<ModelOption> options() {
    return List.of(ModelOption.Size.atLeast(1, "window"));
  }

  @Override
  public Network build(Parameters parameters, ModelOptions options) {
    MpsNet network = new MpsNet(parameters);
    GruSizes.require(key(), options, "window", network.windowFrames());
    return network;
  }

  @Override
  public NetworkFacts facts(ModelOptions options) {
    return NetworkFacts.of(OutputKind.MIDDLE_FRAME, OptionalInt.of(MpsNet.FRAMES))
        .integrating(List.of(NetworkFacts.Branch.values()))
        .residual(true)
        .published("MPS-Net");
  }
}
