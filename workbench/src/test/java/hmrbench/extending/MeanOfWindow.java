package hmrbench.extending;

import ai.djl.ndarray.NDArray;
import hmrbench.config.ModelOption;
import hmrbench.config.ModelOptions;
import hmrbench.core.NetworkFacts;
import hmrbench.core.OutputKind;
import hmrbench.model.Architecture;
import hmrbench.model.BodyOutput;
import hmrbench.model.Network;
import hmrbench.model.spin.Regressor;
import hmrbench.tensor.Parameters;
import java.util.List;
import java.util.OptionalInt;

/** The mean of the features of a window, through the regressor of a per-frame network. */
final class MeanOfWindow implements Architecture {

  // snippet architecture
  private static final String WINDOW = "window";

  @Override
  public String key() {
    return "mean-of-window";
  }

  @Override
  public List<ModelOption> options() {
    return List.of(ModelOption.Size.atLeast(3, WINDOW), new ModelOption.Switch("residual", false));
  }

  @Override
  public NetworkFacts facts(ModelOptions options) {
    return NetworkFacts.of(OutputKind.MIDDLE_FRAME, OptionalInt.of(window(options)))
        .residual(options.isOn("residual"));
  }

  @Override
  public Network build(Parameters parameters, ModelOptions options) {
    return new Mean(
        Regressor.of(parameters, "regressor."), window(options), options.isOn("residual"));
  }

  private static int window(ModelOptions options) {
    return options.size(WINDOW).orElse(5);
  }

  // end of snippet

  // snippet network
  private record Mean(Regressor regressor, int windowFrames, boolean residual) implements Network {

    @Override
    public OutputKind output() {
      return OutputKind.MIDDLE_FRAME;
    }

    @Override
    public int featureSize() {
      return regressor.featureSize();
    }

    @Override
    public BodyOutput forward(NDArray windows) {
      NDArray mean = windows.mean(new int[] {1}); // [B, F]
      return regressor.decode(residual ? mean.add(windows.get(":, %d", windowFrames / 2)) : mean);
    }
  }
  // end of snippet
}
