package hmrbench.model;

import hmrbench.config.ModelOption;
import hmrbench.config.ModelOptions;
import hmrbench.core.Fault;
import hmrbench.tensor.Parameters;
import java.util.List;

/**
 * Sizes of a recurrent network that a config may set. The weights decide; a config that differs
 * from them means other weights and is refused.
 */
public final class GruSizes {

  /** Frames per window where a config does not say; the published TCMR and VIBE have 16. */
  public static final int WINDOW = 16;

  private GruSizes() {}

  /**
   * Units of a GRU in each direction, stacked layers, and frames per window.
   *
   * @param least frames that a window must have
   */
  public static List<ModelOption> options(int least, int most) {
    return List.of(
        ModelOption.Size.atLeast(1, "hidden"),
        ModelOption.Size.atLeast(1, "layers"),
        new ModelOption.Size("window", least, most));
  }

  /** Frames per window, T. */
  public static int window(ModelOptions options) {
    return options.size("window").orElse(WINDOW);
  }

  /**
   * Checks the config's sizes against the weights.
   *
   * @param gru prefix of the GRU's tensors
   * @throws Fault if they differ
   */
  public static void require(
      String architecture, ModelOptions options, Parameters parameters, String gru) {
    long hidden =
        parameters.get(gru + ".weight_hh_l0", Parameters.ANY, Parameters.ANY).getShape().get(1);
    int layers = 1;
    while (parameters.has("%s.weight_hh_l%d".formatted(gru, layers))) {
      layers++;
    }
    require(architecture, options, "hidden", hidden);
    require(architecture, options, "layers", layers);
  }

  /**
   * Checks one size of the config against the network's.
   *
   * @throws Fault if they differ
   */
  public static void require(
      String architecture, ModelOptions options, String key, long ofNetwork) {
    int asked = options.size(key).orElse(Math.toIntExact(ofNetwork));
    if (asked != ofNetwork) {
      throw Fault.asked(
          "%s: %s: the config sets %d, the weights have %d; leave the key out",
          architecture, key, asked, ofNetwork);
    }
  }
}
