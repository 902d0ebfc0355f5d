package hmrbench.model.hmmr;

import hmrbench.config.ModelOption;
import hmrbench.config.ModelOptions;
import hmrbench.core.Look;
import hmrbench.core.Look.Hue;
import hmrbench.core.Look.Mark;
import hmrbench.core.NetworkFacts;
import hmrbench.model.Architecture;
import hmrbench.model.GruSizes;
import hmrbench.model.InitialLayers;
import hmrbench.model.Network;
import hmrbench.tensor.Parameters;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Convolutions over time on cached features, after HMMR; with foresight, its predictors of past and
 * future and its hallucinator, too.
 */
public final class ConvArchitecture implements Architecture {

  private static final String HIDDEN = "hidden";
  private static final String BLOCKS = "blocks";
  private static final String KERNEL = "kernel";
  private static final String WINDOW = "window";

  /** HMMR's own. */
  private static final int PUBLISHED_BLOCKS = 3;

  private static final int PUBLISHED_KERNEL = 3;
  private static final int MOST_BLOCKS = 16;
  private static final int LONGEST_KERNEL = 15;

  private final String key;
  private final boolean hasForesight;

  private ConvArchitecture(String key, boolean hasForesight) {
    this.key = key;
    this.hasForesight = hasForesight;
  }

  /** The movie strip and the regressor. */
  public static ConvArchitecture conv() {
    return new ConvArchitecture("conv", false);
  }

  /** With what predicts past and future. */
  public static ConvArchitecture foresight() {
    return new ConvArchitecture("conv-foresight", true);
  }

  @Override
  public String key() {
    return key;
  }

  @Override
  public List<ModelOption> options() {
    List<ModelOption> options =
        new ArrayList<>(
            List.of(
                ModelOption.Size.atLeast(1, HIDDEN),
                new ModelOption.Size(BLOCKS, 1, MOST_BLOCKS),
                new ModelOption.Size(KERNEL, 1, LONGEST_KERNEL),
                ModelOption.Size.atLeast(1, WINDOW)));
    if (hasForesight) {
      options.addAll(Question.options());
    }
    return options;
  }

  @Override
  public Optional<String> whyNot(ModelOptions options) {
    int kernel = kernel(options);
    if (kernel % 2 == 0) {
      return Optional.of(
          "kernel must be odd, as many frames before a frame as after it, got " + kernel);
    }
    return hasForesight ? Question.whyNot(options) : Optional.empty();
  }

  private static int kernel(ModelOptions options) {
    return options.size(KERNEL).orElse(PUBLISHED_KERNEL);
  }

  private Question question(ModelOptions options) {
    return hasForesight ? Question.of(options) : Question.WINDOW;
  }

  @Override
  public Network build(Parameters parameters, ModelOptions options) {
    Conv network = new Conv(parameters, hasForesight, question(options), GruSizes.window(options));
    GruSizes.require(key, options, HIDDEN, network.hidden());
    GruSizes.require(key, options, BLOCKS, network.blocks());
    GruSizes.require(key, options, KERNEL, network.kernel());
    return network;
  }

  @Override
  public Optional<Start> training() {
    return Optional.of(
        (layers, options, features, sizes) -> {
          int hidden = options.size(HIDDEN).orElse(sizes.hidden());
          GroupNorm.requireGroups(features);
          GroupNorm.requireGroups(hidden);
          for (int i = 0; i < options.size(BLOCKS).orElse(PUBLISHED_BLOCKS); i++) {
            addBlock(layers, "movie.%d.".formatted(i), features, hidden, kernel(options));
          }
          if (hasForesight) {
            addForesight(layers, features, sizes.regressor());
          }
        });
  }

  private static void addBlock(
      InitialLayers layers, String block, int features, int hidden, int kernel) {
    layers
        .norm(block + "norm1", features)
        .convolution(block + "conv1", hidden, features, kernel)
        .norm(block + "norm2", hidden)
        .lastConvolution(block + "conv2", features, hidden, kernel);
  }

  private static void addForesight(InitialLayers layers, int features, int units) {
    layers
        .linear("hallucinator.fc1", features, features)
        .linear("hallucinator.fc2", features, features)
        .last("hallucinator.fc3", features, features);
    for (String part : List.of("past.", "future.")) {
      layers
          .linear(part + "fc1", units, features + Conv.POSE)
          .linear(part + "fc2", units, units)
          .last(part + "decpose", Conv.POSE, units);
    }
  }

  @Override
  public NetworkFacts facts(ModelOptions options) {
    NetworkFacts facts = question(options).facts(GruSizes.window(options));
    return hasForesight ? facts : facts.drawn(new Look(Hue.WINE, Mark.PLUS));
  }
}
