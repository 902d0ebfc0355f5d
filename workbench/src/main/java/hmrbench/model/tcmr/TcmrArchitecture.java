package hmrbench.model.tcmr;

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
import java.util.function.Function;

/**
 * Networks that answer for the middle frame from up to three branches: TCMR, and the grid of the
 * TCMR paper's Table 1, residual by PoseForecast.
 */
public final class TcmrArchitecture implements Architecture {

  private static final String MIDDLE = "middle";
  private static final String RESIDUAL = "residual";
  private static final String POSEFORECAST = "poseforecast";
  private static final String SEES_CURRENT = "poseforecast-sees-current";
  private static final String ALL_BRANCH = "all-branch";

  private static final Look PUBLISHED = new Look(Hue.VERMILION, Mark.CIRCLE);

  /** A middle frame has a frame before it and one after it. */
  private static final int SHORTEST_WINDOW = 3;

  private final String key;
  private final List<ModelOption> switches;
  private final Function<ModelOptions, TcmrVariant> variant;

  private TcmrArchitecture(
      String key, List<ModelOption> switches, Function<ModelOptions, TcmrVariant> variant) {
    this.key = key;
    this.switches = switches;
    this.variant = variant;
  }

  /** Past, present and future branches under an attention. */
  public static TcmrArchitecture tcmr() {
    return new TcmrArchitecture(
        "tcmr",
        List.of(
            new ModelOption.Switch(RESIDUAL, false),
            new ModelOption.Switch(SEES_CURRENT, false),
            new ModelOption.Switch(ALL_BRANCH, true)),
        it -> new TcmrVariant(it.isOn(RESIDUAL), true, it.isOn(ALL_BRANCH), it.isOn(SEES_CURRENT)));
  }

  /** One bidirectional GRU over the window, to which Table 1 adds residual and PoseForecast. */
  public static TcmrArchitecture middle() {
    return new TcmrArchitecture(
        MIDDLE,
        List.of(
            new ModelOption.Switch(RESIDUAL, true), new ModelOption.Switch(POSEFORECAST, false)),
        it -> new TcmrVariant(it.isOn(RESIDUAL), it.isOn(POSEFORECAST), true, false));
  }

  @Override
  public String key() {
    return key;
  }

  @Override
  public List<ModelOption> options() {
    List<ModelOption> options = new ArrayList<>(switches);
    options.addAll(GruSizes.options(SHORTEST_WINDOW, Integer.MAX_VALUE));
    return options;
  }

  @Override
  public Optional<String> whyNot(ModelOptions options) {
    boolean whole = options.text(ALL_BRANCH).map("true"::equals).orElse(true);
    return options.isOn(RESIDUAL) && !whole
        ? Optional.of(TcmrVariant.RESIDUAL_NEEDS_ALL_BRANCH)
        : Optional.empty();
  }

  /** The switches of a network. */
  public TcmrVariant variant(ModelOptions options) {
    return variant.apply(options);
  }

  @Override
  public Network build(Parameters parameters, ModelOptions options) {
    TcmrVariant it = variant(options);
    Tcmr network = new Tcmr(parameters, it, GruSizes.window(options));
    GruSizes.require(
        key, options, parameters, it.allBranch() ? "encoder.gru_cur" : "encoder.gru_bef");
    return network;
  }

  @Override
  public Optional<Start> training() {
    return Optional.of(
        (layers, options, features, sizes) -> {
          TcmrVariant it = variant(options);
          if (it.allBranch()) {
            layers
                .gru("encoder.gru_cur", features, sizes.hidden(), sizes.layers(), true)
                .linear("encoder.linear_cur", features, 2 * sizes.hidden());
          }
          if (it.poseForecast()) {
            for (String branch : List.of("bef", "aft")) {
              layers
                  .gru("encoder.gru_" + branch, features, sizes.hidden(), sizes.layers(), false)
                  .linear("encoder.linear_" + branch, features, sizes.hidden());
            }
            BranchAttention.addTo(
                layers, "encoder.attention", it.allBranch() ? 3 : 2, features, sizes.attention());
          }
        });
  }

  @Override
  public NetworkFacts facts(ModelOptions options) {
    TcmrVariant it = variant(options);
    NetworkFacts facts =
        NetworkFacts.of(OutputKind.MIDDLE_FRAME, OptionalInt.of(GruSizes.window(options)))
            .residual(it.residual())
            .integrating(branches(it))
            .variant(it.poseForecastSeesCurrent(), key.equals(MIDDLE))
            .published("TCMR")
            .drawn(look(it));
    return it.allBranch() && !it.poseForecastSeesCurrent()
        ? facts.at(new NetworkFacts.GridPlace(it.residual(), it.poseForecast()))
        : facts;
  }

  private static List<NetworkFacts.Branch> branches(TcmrVariant it) {
    if (!it.poseForecast()) {
      return List.of();
    }
    return it.allBranch()
        ? List.of(NetworkFacts.Branch.values())
        : List.of(NetworkFacts.Branch.PAST, NetworkFacts.Branch.FUTURE);
  }

  /** TCMR as published, and each variant of an ablation, look alike on every page. */
  private static Look look(TcmrVariant it) {
    if (it.poseForecastSeesCurrent()) {
      return it.residual() ? PUBLISHED : new Look(Hue.BROWN, Mark.TRIANGLE_DOWN);
    }
    if (!it.allBranch()) {
      return new Look(Hue.OLIVE, Mark.TRIANGLE);
    }
    if (it.residual()) {
      return it.poseForecast()
          ? new Look(Hue.PURPLE, Mark.PLUS)
          : new Look(Hue.ORANGE, Mark.TRIANGLE_DOWN);
    }
    return it.poseForecast() ? PUBLISHED : new Look(Hue.GREEN, Mark.DIAMOND);
  }
}
