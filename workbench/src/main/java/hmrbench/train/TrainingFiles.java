package hmrbench.train;

import hmrbench.config.ModelConfig;
import hmrbench.config.TrainingConfig;
import hmrbench.config.TrainingName;
import hmrbench.core.Fault;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One checkpoint of a recipe, one model and one seed, and where its files lie.
 *
 * @param config of its length, where the recipe has several
 */
record TrainingFiles(ModelConfig.Network model, long seed, TrainingConfig config) {

  /** Name of a checkpoint, beside its card. */
  static final String WEIGHTS = "weights.safetensors";

  /** How the line of a card begins that says how long features are. */
  private static final Pattern FEATURES = Pattern.compile("(?m)^  features: (\\d{1,6})$");

  /** All of a recipe, seed by seed; of a regressor that is given there is none. */
  static List<TrainingFiles> of(TrainingConfig config) {
    List<TrainingFiles> all = new ArrayList<>();
    for (long seed : config.seeds()) {
      for (ModelConfig.Network model : config.models()) {
        boolean start = config.isRegressor(model);
        if (start && config.start().isPresent()) {
          continue;
        }
        if (start || config.lengths().isEmpty()) {
          all.add(new TrainingFiles(model, seed, config));
        } else {
          config
              .lengths()
              .forEach(steps -> all.add(new TrainingFiles(model, seed, config.ofLength(steps))));
        }
      }
    }
    return all;
  }

  boolean isStart() {
    return config.isRegressor(model);
  }

  TrainingName name() {
    String label =
        config.lengths().isEmpty() || isStart()
            ? model.name()
            : "%s-%d".formatted(model.name(), stage().steps());
    return new TrainingName(label, seed, isStart());
  }

  TrainingConfig.Stage stage() {
    return isStart() ? config.regressor().orElseThrow() : config.temporal();
  }

  /** The folder of the checkpoint. */
  Path folder() {
    return seedIn(config.output().resolve(name().model() + "-" + config.clips()));
  }

  private Path seedIn(Path models) {
    return models.resolve("seed-" + seed);
  }

  Path weights() {
    return folder().resolve(WEIGHTS);
  }

  Path card() {
    return folder().resolve(CheckpointCard.FILE);
  }

  /** The regressor that temporal models start from: trained here, or given. */
  Path startWeights() {
    if (config.startFile().isPresent()) {
      return config.startFile().get();
    }
    String trained = config.regressorModel().orElseThrow().name() + "-" + config.clips();
    Path models = config.start().orElseGet(() -> config.output().resolve(trained));
    return seedIn(models).resolve(WEIGHTS);
  }

  /**
   * The checkpoint that the encoder starts from, where it starts from one.
   *
   * @throws Fault if it is not there
   */
  Optional<Path> encoder() {
    Optional<Path> file =
        Optional.ofNullable(stage().encoders().get(model.name()))
            .map(path -> TrainingConfig.isFile(path) ? path : seedIn(path).resolve(WEIGHTS));
    if (file.isPresent() && !Files.isRegularFile(file.get())) {
      throw Fault.asked(
          "temporal.encoders: %s: there is no checkpoint %s; train the recipe that makes it, or name"
              + " another",
          model.name(), file.get());
    }
    return file;
  }

  /** The folder of the unfinished training below that of all of them. */
  static Path work(Path all, TrainingName name) {
    return all.resolve(name.model()).resolve("seed-" + name.seed());
  }

  /** Everything that decides the values of the checkpoint. */
  String recipe(int features) {
    return ModelCard.recipe(model, config, features, seed);
  }

  /** Whether a folder has the checkpoint of this very recipe. */
  static boolean holds(Path folder, String recipe) {
    return Files.exists(folder.resolve(WEIGHTS))
        && text(folder.resolve(CheckpointCard.FILE)).filter(it -> it.contains(recipe)).isPresent();
  }

  /** Whether the checkpoint is there, without a look at the clips: its card has their features. */
  boolean isDone() {
    Optional<Matcher> features = text(card()).map(FEATURES::matcher).filter(Matcher::find);
    return features.isPresent()
        && holds(folder(), recipe(Integer.parseInt(features.get().group(1))));
  }

  private static Optional<String> text(Path card) {
    try {
      return Files.exists(card)
          ? Optional.of(Files.readString(card, StandardCharsets.UTF_8))
          : Optional.empty();
    } catch (IOException e) {
      throw Fault.of(Fault.Kind.FAILED_RUNNING, card, "cannot be read", e);
    }
  }
}
