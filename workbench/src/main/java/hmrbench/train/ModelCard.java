package hmrbench.train;

import hmrbench.config.DatasetConfig;
import hmrbench.config.MixtureConfig;
import hmrbench.config.ModelConfig;
import hmrbench.config.PretextRecipe;
import hmrbench.config.TrainingConfig;
import hmrbench.config.YamlScalar;
import hmrbench.io.WholeFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * The card beside a checkpoint, {@code model.yaml}: what network it is, how it was made, on which
 * machine, and how it scored on validation clips.
 */
final class ModelCard {

  /** In this order since the first cards: where the text differs, another checkpoint is meant. */
  private static final List<String> FIRST_OPTIONS =
      List.of("window", "residual", "poseforecast", "all-branch", "poseforecast-sees-current");

  private final StringBuilder text = new StringBuilder();

  private ModelCard() {}

  /**
   * Everything that decides the values of a checkpoint, as text: where it differs, another
   * checkpoint is meant.
   */
  static String recipe(ModelConfig.Network model, TrainingConfig config, int features, long seed) {
    ModelCard card = new ModelCard();
    card.names(model);
    card.sizes(config.sizes(), features, true);
    card.training(model, config, seed);
    return card.text.toString();
  }

  /** As {@link #recipe(ModelConfig.Network, TrainingConfig, int, long)}, of an encoder alone. */
  static String recipe(
      PretextRecipe recipe,
      ModelConfig.Network model,
      PretextRecipe.Pretext pretext,
      int features,
      long seed) {
    ModelCard card = new ModelCard();
    card.names(model);
    card.sizes(recipe.sizes(), features, false);
    card.training(recipe, pretext, seed);
    return card.text.toString();
  }

  /**
   * Writes a card.
   *
   * @param weights the checkpoint, which must be there
   * @param origin how it came about
   * @param scores averages on the validation set, of the file as it is read back
   */
  static void write(
      Path file, String recipe, Path weights, Origin origin, Map<String, Double> scores) {
    ModelCard card = new ModelCard();
    card.line("weights: %s", YamlScalar.of(String.valueOf(weights.getFileName())));
    card.line("sha256: %s", sha256(weights));
    card.text.append(recipe);
    card.line(CheckpointCard.STEPS + "%d", origin.steps());
    card.line(CheckpointCard.ENDED + "%s", YamlScalar.quoted(origin.end()));
    card.line("command: %s", YamlScalar.quoted(origin.command()));
    card.line("seconds: %.0f", origin.seconds());
    card.line("machine: %s", YamlScalar.quoted(Machine.description()));
    card.line("engine: %s", YamlScalar.quoted(origin.engine()));
    card.line("validation:");
    scores.forEach((name, value) -> card.line("  %s: %.4f", name, value));
    WholeFile.write(file, out -> out.write(card.text.toString().getBytes(StandardCharsets.UTF_8)));
  }

  /**
   * How a checkpoint came about.
   *
   * @param command what was typed
   * @param steps that were done
   * @param end why no more were
   * @param seconds wall time of the training
   * @param engine what computed
   */
  record Origin(String command, int steps, String end, double seconds, String engine) {}

  private void names(ModelConfig.Network model) {
    line("name: %s", model.name());
    line("architecture: %s", model.architecture());
    Set<String> keys = new LinkedHashSet<>(FIRST_OPTIONS);
    keys.addAll(model.options().values().keySet());
    for (String key : keys) {
      model.options().text(key).ifPresent(value -> line("%s: %s", key, value));
    }
  }

  private void sizes(TrainingConfig.Sizes sizes, int features, boolean hasRegressor) {
    line("sizes:");
    line("  features: %d", features);
    line("  hidden: %d", sizes.hidden());
    line("  layers: %d", sizes.layers());
    if (hasRegressor) {
      line("  regressor: %d", sizes.regressor());
    }
    line("  attention: %d", sizes.attention());
    if (!sizes.bidirectional()) {
      line("  directions: %d", sizes.directions());
    }
  }

  private void training(ModelConfig.Network model, TrainingConfig config, long seed) {
    boolean isStart = config.isRegressor(model);
    TrainingConfig.Stage stage = isStart ? config.regressor().orElseThrow() : config.temporal();
    line("training:");
    line("  recipe: %s", config.name());
    line("  seed: %d", seed);
    line("  starts-from: %s", isStart ? "the mean body" : start(config));
    new TrainingFiles(model, seed, config)
        .encoder()
        .ifPresent(file -> line("  encoder: %s", YamlScalar.quoted("SHA-256 " + sha256(file))));
    config.data().ifPresent(this::clips);
    config.sets().ifPresent(this::clips);
    config.mixture().ifPresent(this::mixture);
    line(config.untilFlat().isPresent() ? "  at-most-steps: %d" : "  steps: %d", stage.steps());
    line("  batch: %d", stage.batch());
    line("  learning-rate: %s", stage.rate());
    config.optimiser().finalRate().ifPresent(left -> line("  final-rate: %s", left));
    config.untilFlat().ifPresent(this::untilFlat);
    config.plateau().ifPresent(this::plateau);
    if (Double.isFinite(config.optimiser().longestGradient())) {
      line("  longest-gradient: %s", config.optimiser().longestGradient());
    }
    if (!config.loss().equals(TrainingConfig.LossWeights.PUBLISHED)) {
      loss(config.loss());
    }
    if (config.supervision().kind() != TrainingConfig.Supervision.Kind.TRUTH) {
      supervision(config.supervision());
    }
    line("  optimiser: Adam");
    if (!isStart) {
      config.discriminator().ifPresent(this::discriminator);
    }
  }

  private void training(PretextRecipe recipe, PretextRecipe.Pretext pretext, long seed) {
    PretextRecipe.Training training = recipe.training();
    line("training:");
    line("  recipe: %s", recipe.name());
    line("  seed: %d", seed);
    line("  pretext: %s", told(pretext));
    recipe.data().ifPresent(this::clips);
    recipe.sets().ifPresent(this::clips);
    line("  steps: %d", training.steps());
    line("  batch: %d", training.batch());
    line("  learning-rate: %s", training.rate());
    line("  final-rate: %s", training.finalRate());
    line("  longest-gradient: %s", training.longestGradient());
    line("  optimiser: Adam");
  }

  private static String told(PretextRecipe.Pretext pretext) {
    return pretext.match(
        new PretextRecipe.Pretext.Cases<>() {
          @Override
          public String order(PretextRecipe.Order order) {
            return "{kind: order, pieces: %d, apart: %d}".formatted(order.pieces(), order.apart());
          }

          @Override
          public String forecast(PretextRecipe.Forecast forecast) {
            return "{kind: forecast, steps: %d}".formatted(forecast.steps());
          }
        });
  }

  private static String start(TrainingConfig config) {
    return config
        .startFile()
        .map(file -> YamlScalar.quoted("the regressor of SHA-256 " + sha256(file)))
        .orElseGet(() -> config.regressorModel().orElseThrow().name());
  }

  private void clips(TrainingConfig.Data data) {
    line("  clips: %d", data.clips());
    line("  clips-seed: %d", data.seed());
    line("  fps: %s", data.fps());
  }

  /** A file is identified by its hash: its path may differ elsewhere. */
  private void clips(TrainingConfig.Sets sets) {
    DatasetConfig training = sets.training();
    line("  clips:");
    line("    format: %s", training.format());
    training.values().forEach((key, value) -> line("    %s: %s", key, told(value)));
  }

  private void mixture(MixtureConfig mixture) {
    line("  mixture:");
    line("    share-2d: %s", mixture.share2d());
    line("    windows: %s", mixture.windows());
    line("    dropout: %s", mixture.dropout());
    line("    mean-body: %s", told(mixture.body().resolve("smpl_mean_params.npz")));
    line("    body-model: %s", told(mixture.body().resolve("SMPL_NEUTRAL.pkl")));
    mixture.asPublished().ifPresent(workers -> line("    as-published: %d workers", workers));
    mixture
        .motion()
        .ifPresent(file -> line("    motion: %s", YamlScalar.quoted(FileMark.of(file))));
    sources("with-2d", mixture.with2d());
    sources("with-3d", mixture.with3d());
    line("    validation: %s", YamlScalar.quoted(mixture.scoring().dataset().name()));
    line("    protocol: %s", mixture.scoring().protocol());
  }

  private void sources(String side, List<MixtureConfig.Source> sources) {
    if (!sources.isEmpty()) {
      line("    %s:", side);
    }
    for (MixtureConfig.Source source : sources) {
      line(
          "      - {kind: %s, file: %s, fps: %s, stride: %d%s}",
          source.kind(),
          YamlScalar.quoted(FileMark.of(source.file())),
          source.fps(),
          source.stride(),
          source.body().map(body -> ", body: " + body).orElse(""));
    }
  }

  private void plateau(TrainingConfig.Plateau rule) {
    line("  plateau:");
    line("    patience: %d", rule.patience());
    line("    factor: %s", rule.factor());
    line("    threshold: %s", rule.threshold());
    rule.mostPaMpjpeMillimetres().ifPresent(most -> line("    most-pa-mpjpe-mm: %s", most));
  }

  private void loss(TrainingConfig.LossWeights weights) {
    line("  loss:");
    line("    joints-2d: %s", weights.joints2d());
    line("    joints-3d: %s", weights.joints3d());
    line("    pose: %s", weights.pose());
    line("    shape: %s", weights.shape());
    if (!weights.branches()) {
      line("    branches: false");
    }
  }

  private void supervision(TrainingConfig.Supervision known) {
    line("  supervision:");
    line("    kind: %s", known.kind().key());
    line("    noise: %s", known.noise());
    line("    seed: %d", known.seed());
    if (!known.renew()) {
      line("    renew: false");
    }
  }

  private static String told(Object value) {
    if (value instanceof Path path && Files.isRegularFile(path)) {
      return YamlScalar.quoted("SHA-256 " + sha256(path));
    }
    return value instanceof Number ? value.toString() : YamlScalar.quoted(value.toString());
  }

  private void discriminator(TrainingConfig.Discriminator settings) {
    line("  discriminator:");
    line("    weight: %s", settings.weight());
    line("    rate: %s", settings.rate());
    line("    hidden: %d", settings.hidden());
    if (settings.decay() > 0) {
      line("    decay: %s", settings.decay());
    }
    if (settings.dropout() > 0) {
      line("    dropout: %s", settings.dropout());
    }
  }

  private void untilFlat(TrainingConfig.UntilFlat rule) {
    line("  until-flat:");
    line("    looks: %d", rule.looks());
    line("    loss: %s", rule.loss());
    line("    pa-mpjpe-mm: %s", rule.paMpjpeMillimetres());
    line("    cuts: %d", rule.cuts());
    line("    cut: %s", rule.cut());
  }

  @com.google.errorprone.annotations.FormatMethod
  private void line(String format, Object... arguments) {
    text.append(String.format(Locale.ROOT, format, arguments)).append('\n');
  }

  /** The SHA-256 of a file, in hexadecimal. */
  static String sha256(Path file) {
    return FileMark.sha256(file);
  }
}
