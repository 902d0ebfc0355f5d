package hmrbench.train;

import ai.djl.ndarray.NDManager;
import hmrbench.config.ModelConfig;
import hmrbench.config.TrainingConfig;
import hmrbench.config.TrainingName;
import hmrbench.core.FloatGrid;
import hmrbench.io.FolderLock;
import hmrbench.io.NdArray;
import hmrbench.io.safetensors.SafeTensors;
import hmrbench.model.Models;
import hmrbench.model.NetworkPredictor;
import hmrbench.model.TrainableNetwork;
import hmrbench.tensor.ComputeDevice;
import hmrbench.tensor.TensorEngine;
import java.nio.file.Path;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.IntConsumer;

/** One checkpoint to make: one model, one seed. */
final class TrainingTask {

  /** Steps between two rows of the log; a row also ends where the state is saved. */
  private static final int LOG_EVERY = 25;

  /** The file of an unfinished training. */
  static final String STATE = "state.safetensors";

  private static final String BEST = "best.safetensors";

  private final TrainingFiles files;
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
   * @param alone whether no other program trains them: shared file systems may have no locks
   */
  record Setting(
      Lessons lessons,
      Path work,
      String command,
      ComputeDevice device,
      Validation validation,
      Clock clock,
      boolean alone) {}

  TrainingTask(TrainingFiles files, Setting setting) {
    this.files = files;
    this.model = files.model();
    this.seed = files.seed();
    this.config = files.config();
    this.setting = setting;
    this.recipe = files.recipe(setting.lessons().featureSize());
  }

  TrainingName name() {
    return files.name();
  }

  /** Trainings of one kind take about as many steps: the regressor's, and the temporal ones'. */
  String kind() {
    return isStart() ? "regressor" : "temporal, %d".formatted(mostSteps());
  }

  /** The largest number of steps; a training that ends when validation is flat may take fewer. */
  int mostSteps() {
    return files.stage().steps();
  }

  private Optional<TrainingConfig.Discriminator> discriminator() {
    return isStart() ? Optional.empty() : config.discriminator();
  }

  private boolean isStart() {
    return files.isStart();
  }

  /** Whether the checkpoint of this very recipe is there. */
  boolean isDone() {
    return TrainingFiles.holds(files.folder(), recipe);
  }

  /** Steps of a finished training by its card; of an unfinished one by its saved state. */
  int stepsSaved() {
    if (isDone()) {
      return CheckpointCard.read(files.card()).map(CheckpointCard::steps).orElse(0);
    }
    return TrainingState.steps(state());
  }

  private Path work() {
    return TrainingFiles.work(setting.work(), name());
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
   * @param stop whether to save the state after the step in hand and end
   * @return averages on the validation set; nothing where it was asked to stop before its end
   */
  Optional<Map<String, Double>> run(IntConsumer stepsDone, BooleanSupplier stop) {
    try (FolderLock lock = lock();
        NDManager manager = TensorEngine.newManager(setting.device())) {
      lock.removeParts();
      Trainer trainer = trainer(manager);
      Path state = state();
      TrainingLog log =
          TrainingLog.of(
              work(),
              Trainer.Step.columns(discriminator().isPresent() ? MotionCritic.COLUMNS : List.of()));
      double before = TrainingState.restore(state, trainer, log, recipe);
      Schedule schedule = schedule();
      log.looks().forEach(look -> schedule.look(look.loss(), look.paMpjpe()));
      long start = setting.clock().millis();
      while (!schedule.isOver(trainer.adam().steps())) {
        if (stop.getAsBoolean()) {
          TrainingState.save(state, trainer, log, recipe, before + secondsSince(start));
          return Optional.empty();
        }
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
        }
        if (look || done % LOG_EVERY == 0) {
          log.write(); // Before the state, too: rows behind a saved state are dropped.
        }
        if (look) {
          TrainingState.save(state, trainer, log, recipe, before + secondsSince(start));
        }
        stepsDone.accept(done);
      }
      if (config.plateau().isPresent()) {
        TrainingState.restoreBest(best(), trainer);
      }
      return Optional.of(finish(trainer, log, schedule.end(), before + secondsSince(start)));
    }
  }

  private FolderLock lock() {
    return setting.alone()
        ? FolderLock.ofOwn(files.folder())
        : FolderLock.take(files.folder(), "set output to another folder");
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
      initial =
          StartWeights.withRegressor(initial, files.startWeights(), config.sizes().regressor());
      Optional<Path> encoder = files.encoder();
      if (encoder.isPresent()) {
        initial = StartWeights.withEncoder(initial, encoder.get());
      }
    }
    TrainableParameters parameters = new TrainableParameters(initial, manager);
    TrainableNetwork network = Models.all().trainable(model, parameters);
    Optional<MotionCritic> critic =
        discriminator().map(settings -> new MotionCritic(settings, seed, manager));
    Lesson lesson =
        lessons.of(model, network, files.stage().batch(), critic.isPresent(), seed, manager);
    double longest = config.optimiser().longestGradient();
    boolean branches = config.loss().branches();
    return new Trainer(network, parameters, lesson, critic, longest, branches, manager);
  }

  private Schedule schedule() {
    TrainingConfig.Stage stage = files.stage();
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
        files.weights(),
        arrays,
        Map.of("architecture", model.architecture(), "recipe", config.name()));
    Map<String, Double> scores = scoresOfFile();
    log.writeTo(files.folder());
    ModelCard.Origin origin =
        new ModelCard.Origin(
            setting.command(),
            trainer.adam().steps(),
            end,
            seconds,
            setting.device().description());
    ModelCard.write(files.card(), recipe, files.weights(), origin, scores);
    return scores;
  }

  private Map<String, Double> scoresOfFile() {
    ModelConfig.Network saved = model.withCheckpoint(List.of(files.weights()));
    try (NetworkPredictor predictor = Models.all().open(saved, 0, setting.device())) {
      return setting.validation().score(predictor);
    }
  }
}
