package hmrbench.train;

import ai.djl.ndarray.NDManager;
import hmrbench.config.ModelConfig;
import hmrbench.config.TrainingConfig;
import hmrbench.core.Fault;
import hmrbench.core.FloatGrid;
import hmrbench.io.FolderLock;
import hmrbench.io.NdArray;
import hmrbench.io.safetensors.SafeTensors;
import hmrbench.model.Models;
import hmrbench.model.NetworkPredictor;
import hmrbench.model.TrainableNetwork;
import hmrbench.tensor.ComputeDevice;
import hmrbench.tensor.TensorEngine;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntConsumer;

/** One checkpoint to make: one model, one seed. */
final class TrainingTask {

  /** Steps between two rows of the log; a row also ends where the state is saved. */
  private static final int LOG_EVERY = 25;

  /** The file of an unfinished training. */
  static final String STATE = "state.safetensors";

  private static final String WEIGHTS = "weights.safetensors";
  private static final String BEST = "best.safetensors";

  private final ModelConfig.Network model;
  private final long seed;
  private final TrainingConfig config;
  private final Setting setting;
  private final String recipe;

  /**
   * What all tasks of a run share.
   *
   * @param lessons what they learn from
   * @param work folder of unfinished trainings
   * @param command what was typed, for the cards
   */
  record Setting(
      Lessons lessons,
      Path work,
      String command,
      ComputeDevice device,
      Validation validation,
      Clock clock) {}

  TrainingTask(ModelConfig.Network model, long seed, TrainingConfig config, Setting setting) {
    this.model = model;
    this.seed = seed;
    this.config = config;
    this.setting = setting;
    this.recipe = ModelCard.recipe(model, config, setting.lessons().featureSize(), seed);
  }

  String name() {
    return "%s seed %d".formatted(label(), seed);
  }

  /** The name of the model, with the number of steps where there are several. */
  private String label() {
    return config.lengths().isEmpty() || isStart()
        ? model.name()
        : "%s-%d".formatted(model.name(), mostSteps());
  }

  /** Trainings of one kind take about as many steps: the regressor's, and the temporal ones'. */
  String kind() {
    return isStart() ? "regressor" : "temporal, %d".formatted(mostSteps());
  }

  /** The largest number of steps; a training that ends when validation is flat may take fewer. */
  int mostSteps() {
    return stage().steps();
  }

  private TrainingConfig.Stage stage() {
    return isStart() ? config.regressor().orElseThrow() : config.temporal();
  }

  private Optional<TrainingConfig.Discriminator> discriminator() {
    return isStart() ? Optional.empty() : config.discriminator();
  }

  private boolean isStart() {
    return config.isRegressor(model);
  }

  /** Whether the checkpoint of this very recipe is there. */
  boolean isDone() {
    Path card = card();
    try {
      return Files.exists(card)
          && Files.exists(weights())
          && Files.readString(card, StandardCharsets.UTF_8).contains(recipe);
    } catch (IOException e) {
      throw Fault.of(Fault.Kind.FAILED_RUNNING, card, "cannot be read", e);
    }
  }

  private Path folder() {
    return seedIn(config.output().resolve(label() + "-" + config.clips()));
  }

  private Path seedIn(Path models) {
    return models.resolve("seed-" + seed);
  }

  private Path weights() {
    return folder().resolve(WEIGHTS);
  }

  /** The regressor that temporal models start from: trained here, or given. */
  private Path startWeights() {
    if (config.startFile().isPresent()) {
      return config.startFile().get();
    }
    String trained = config.regressorModel().orElseThrow().name() + "-" + config.clips();
    Path models = config.start().orElseGet(() -> config.output().resolve(trained));
    return seedIn(models).resolve(WEIGHTS);
  }

  private Path card() {
    return folder().resolve(CheckpointCard.FILE);
  }

  /** Steps of a finished training by its card; of an unfinished one by its saved state. */
  int stepsSaved() {
    if (isDone()) {
      return CheckpointCard.read(card()).map(CheckpointCard::steps).orElse(0);
    }
    return TrainingState.steps(state());
  }

  private Path work() {
    return setting.work().resolve(label()).resolve("seed-" + seed);
  }

  private Path state() {
    return work().resolve(STATE);
  }

  /** The weights of the best validation so far, where the schedule keeps them. */
  private Path best() {
    return work().resolve(BEST);
  }

  /**
   * Trains, or goes on with what is saved, and writes checkpoint, card and log.
   *
   * @param stepsDone called after every step with the number of steps done
   * @return averages on the validation set
   */
  Map<String, Double> run(IntConsumer stepsDone) {
    try (FolderLock lock = FolderLock.take(folder(), "set output to another folder");
        NDManager manager = TensorEngine.newManager(setting.device())) {
      lock.removeParts();
      Trainer trainer = trainer(manager);
      Path state = state();
      TrainingLog log =
          TrainingLog.of(
              work(),
              Trainer.Step.columns(discriminator().isPresent() ? MotionCritic.COLUMNS : List.of()));
      double before = TrainingState.restore(state, trainer, recipe);
      if (trainer.adam().steps() > 0) {
        log.resume(trainer.adam().steps());
      }
      Schedule schedule = schedule();
      log.looks().forEach(look -> schedule.look(look.loss(), look.paMpjpe()));
      long start = setting.clock().millis();
      while (!schedule.isOver(trainer.adam().steps())) {
        double rate = schedule.rate(trainer.adam().steps());
        log.add(trainer.step(rate).values());
        int done = trainer.adam().steps();
        boolean look = done % config.validation().every() == 0 || done == schedule.mostSteps();
        if (look || done % LOG_EVERY == 0) {
          log.row(done, rate);
        }
        if (look) {
          TrainingLog.Look seen =
              log.validated(done, setting.validation().score(trainer.predictor()));
          if (schedule.look(seen.loss(), seen.paMpjpe())) {
            TrainingState.saveBest(best(), trainer); // Before the state: a stop between is made up.
          }
          TrainingState.save(state, trainer, recipe, before + secondsSince(start));
        }
        if (look || done % LOG_EVERY == 0) {
          log.write();
        }
        stepsDone.accept(done);
      }
      if (config.plateau().isPresent()) {
        TrainingState.restoreBest(best(), trainer);
      }
      return finish(trainer, log, schedule.end(), before + secondsSince(start));
    }
  }

  private double secondsSince(long millis) {
    return (setting.clock().millis() - millis) / 1000.0;
  }

  private Trainer trainer(NDManager manager) {
    Lessons lessons = setting.lessons();
    Weights initial =
        StartWeights.initial(
            Models.all(), model, lessons.featureSize(), config.sizes(), lessons.mean(), seed);
    if (!isStart()) {
      initial = StartWeights.withRegressor(initial, startWeights(), config.sizes().regressor());
    }
    TrainableParameters parameters = new TrainableParameters(initial, manager);
    TrainableNetwork network = Models.all().trainable(model, parameters);
    Optional<MotionCritic> critic =
        discriminator().map(settings -> new MotionCritic(settings, seed, manager));
    Lesson lesson = lessons.of(model, network, stage().batch(), critic.isPresent(), seed, manager);
    double longest = config.optimiser().longestGradient();
    boolean branches = config.loss().branches();
    return new Trainer(network, parameters, lesson, critic, longest, branches, manager);
  }

  private Schedule schedule() {
    TrainingConfig.Stage stage = stage();
    if (config.plateau().isPresent()) {
      return new Plateau(config.plateau().get(), stage.steps(), stage.rate());
    }
    return config
        .untilFlat()
        .<Schedule>map(rule -> new UntilFlat(rule, stage.steps(), stage.rate()))
        .orElseGet(
            () ->
                new FixedLength(
                    stage.steps(), stage.rate(), config.optimiser().finalRate().orElseThrow()));
  }

  /**
   * Half precision keeps the repository small, where checkpoints may ship; the scores are those of
   * the file as it is read.
   */
  private Map<String, Double> finish(Trainer trainer, TrainingLog log, String end, double seconds) {
    Map<String, NdArray> arrays = new LinkedHashMap<>();
    for (Map.Entry<String, FloatGrid> entry : trainer.parameters().values().entrySet()) {
      FloatGrid grid = entry.getValue();
      arrays.put(
          entry.getKey(),
          config.mixture().isPresent()
              ? NdArray.of(grid)
              : NdArray.ofHalf(grid.toArray(), grid.shape()));
    }
    SafeTensors.write(
        weights(), arrays, Map.of("architecture", model.architecture(), "recipe", config.name()));
    Map<String, Double> scores = scoresOfFile();
    log.writeTo(folder());
    ModelCard.Origin origin =
        new ModelCard.Origin(
            setting.command(),
            trainer.adam().steps(),
            end,
            seconds,
            setting.device().description());
    ModelCard.write(card(), recipe, weights(), origin, scores);
    return scores;
  }

  private Map<String, Double> scoresOfFile() {
    ModelConfig.Network saved = model.withCheckpoint(List.of(weights()));
    try (NetworkPredictor predictor = Models.all().open(saved, 0, setting.device())) {
      return setting.validation().score(predictor);
    }
  }
}
