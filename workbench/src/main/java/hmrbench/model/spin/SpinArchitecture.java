package hmrbench.model.spin;

import hmrbench.config.ModelOption;
import hmrbench.config.ModelOptions;
import hmrbench.core.Look;
import hmrbench.core.Look.Hue;
import hmrbench.core.Look.Mark;
import hmrbench.core.NetworkFacts;
import hmrbench.core.OutputKind;
import hmrbench.model.Architecture;
import hmrbench.model.Network;
import hmrbench.tensor.Parameters;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** Per-frame iterative regressor (SPIN, after HMR). */
public final class SpinArchitecture implements Architecture {

  @Override
  public String key() {
    return "spin";
  }

  @Override
  public List<ModelOption> options() {
    return List.of();
  }

  @Override
  public Network build(Parameters parameters, ModelOptions options) {
    return new Spin(parameters);
  }

  /** Only the regressor, which every network has. */
  @Override
  public Optional<Start> training() {
    return Optional.of((layers, options, features, sizes) -> {});
  }

  @Override
  public NetworkFacts facts(ModelOptions options) {
    return NetworkFacts.of(OutputKind.PER_FRAME, OptionalInt.of(1))
        .drawn(new Look(Hue.SKY, Mark.TRIANGLE))
        .published("SPIN");
  }
}
