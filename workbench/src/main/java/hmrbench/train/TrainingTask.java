package hmrbench.train;

import ai.djl.ndarray.NDManager;
import hmrbench.config.ModelConfig;
import hmrbench.config.TrainingConfig;
import hmrbench.core.Fault;
import hmrbench.core.FloatGrid;
import hmrbench.io.FolderLock;
import hmrbench.io.NdArray;
import hmrbench.io.Tensors;
import hmrbench.io.safetensors.SafeTensors;
import hmrbench.model.Checkpoints;
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
import java.util.function.Supplier;

/** One checkpoint to make: one model, one seed. */
final class TrainingTask {

  /** Steps between two rows of the log; a row also ends where the state is saved. */
  private static final int LOG_EVERY = 25;

  /** The file of an unfinished training. */
  static final String STATE = "state.safetensors";

  private static final String WEIGHTS = "weights.safetensors";
  private static final String REGRESSOR = "regressor.";

  private final ModelConfig.Network model;
  private final long seed;
  private final TrainingConfig config;
  private final Setting setting;
  private final String recipe;

  /**
   * What all tasks of a run share.
   *
   * @param clips gives the training clips
   * @param features of theirs per frame, F
   * @param work folder of unfinished trainings
   * @param command what was typed, for the cards
   */
  record Setting(
      Supplier<ClipStore> clips,
      int features,
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
    this.recipe = ModelCard.recipe(model, config, setting.features(), seed);
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

  /** The weights of that regressor in place of those that were drawn. */
  private Weights withStart(Weights drawn) {
    Path file = startWeights();
    Tensors start = Checkpoints.open(file);
    int units = config.sizes().regressor();
    String first = REGRESSOR + "fc1.bias";
    if (start.names().contains(first) && start.floats(first).length() != units) {
      throw Fault.asked(
          "%s: its regressor has layers of %d units, sizes.regressor says %d; set it to %d",
          file, start.floats(first).length(), units, start.floats(first).length());
    }
    return drawn.with(start, REGRESSOR);
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
          schedule.look(seen.loss(), seen.paMpjpe());
          TrainingState.save(state, trainer, recipe, before + secondsSince(start));
        }
        if (look || done % LOG_EVERY == 0) {
          log.write();
        }
        stepsDone.accept(done);
      }
      return finish(trainer, log, schedule.end(), before + secondsSince(start));
    }
  }

  private double secondsSince(long millis) {
    return (setting.clock().millis() - millis) / 1000.0;
  }

  private Trainer trainer(NDManager manager) {
    ClipStore clips = setting.clips().get();
    Weights initial =
        StartWeights.initial(
            Models.all(), model, setting.features(), config.sizes(), clips.mean(), seed);
    if (!isStart()) {
      initial = withStart(initial);
    }
    TrainableParameters parameters = new TrainableParameters(initial, manager);
    TrainableNetwork network = Models.all().trainable(model, parameters);
    Optional<MotionCritic> critic =
        discriminator().map(settings -> new MotionCritic(settings, seed, manager));
    requireWindow(clips, network.windowFrames());
    int stride = critic.isPresent() ? 1 : WindowSampler.SPARSE;
    WindowSampler sampler =
        new WindowSampler(
            clips, network.output(), network.windowFrames(), stage().batch(), stride, seed);
    BodyLoss loss = new BodyLoss(BodyLoss.PUBLISHED);
    double longest = config.optimiser().longestGradient();
    return new Trainer(network, parameters, sampler, loss, critic, longest, manager);
  }

  private void requireWindow(ClipStore clips, int windowFrames) {
    if (clips.shortest() < windowFrames) {
      throw Fault.asked(
          "model %s looks at windows of %d frames, and the shortest training clip has %d; give"
              + " clips of more seconds",
          model.name(), windowFrames, clips.shortest());
    }
  }

  private Schedule schedule() {
    TrainingConfig.Stage stage = stage();
    return config
        .untilFlat()
        .<Schedule>map(rule -> new UntilFlat(rule, stage.steps(), stage.rate()))
        .orElseGet(
            () ->
                new FixedLength(
                    stage.steps(), stage.rate(), config.optimiser().finalRate().orElseThrow()));
  }

  /** Half precision keeps the repository small; the scores are those of the file as it is read. */
  private Map<String, Double> finish(Trainer trainer, TrainingLog log, String end, double seconds) {
    Map<String, NdArray> arrays = new LinkedHashMap<>();
    for (Map.Entry<String, FloatGrid> entry : trainer.parameters().values().entrySet()) {
      FloatGrid grid = entry.getValue();
      arrays.put(entry.getKey(), NdArray.ofHalf(grid.toArray(), grid.shape()));
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
