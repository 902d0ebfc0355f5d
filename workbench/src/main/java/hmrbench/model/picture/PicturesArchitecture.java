package hmrbench.model.picture;

import hmrbench.config.ModelOption;
import hmrbench.config.ModelOptions;
import hmrbench.core.Look;
import hmrbench.core.Look.Hue;
import hmrbench.core.Look.Mark;
import hmrbench.core.NetworkFacts;
import hmrbench.core.OutputKind;
import hmrbench.model.Architecture;
import hmrbench.model.Network;
import hmrbench.model.spin.Spin;
import hmrbench.tensor.Parameters;
import java.util.List;
import java.util.OptionalInt;

/**
 * The network on pictures as a per-frame model: its own regressor on its own features. A data set
 * of rendered people has the features already, so that only the regressor runs here.
 */
public final class PicturesArchitecture implements Architecture {

  @Override
  public String key() {
    return "pictures";
  }

  @Override
  public List<ModelOption> options() {
    return List.of();
  }

  @Override
  public Network build(Parameters parameters, ModelOptions options) {
    PictureNetwork.of(parameters); // The whole file has to be such a network.
    return new Spin(parameters);
  }

  @Override
  public NetworkFacts facts(ModelOptions options) {
    return NetworkFacts.of(OutputKind.PER_FRAME, OptionalInt.of(1))
        .drawn(new Look(Hue.SKY, Mark.TRIANGLE));
  }
}
