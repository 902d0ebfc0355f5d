package hmrbench.train;

import ai.djl.ndarray.NDManager;
import hmrbench.body.EmbeddedBody;
import hmrbench.config.PictureRecipe;
import hmrbench.core.Fault;
import hmrbench.core.FloatGrid;
import hmrbench.io.FolderLock;
import hmrbench.io.NdArray;
import hmrbench.io.safetensors.SafeTensors;
import hmrbench.scene.PictureBatch;
import hmrbench.scene.PictureBatches;
import hmrbench.scene.Scene;
import hmrbench.tensor.ComputeDevice;
import hmrbench.tensor.TensorEngine;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.LongStream;

/**
 * Trains a picture network on people that are rendered while it trains: other threads render the
 * next batches. A stopped training goes on from its last saved state; since a batch is a function
 * of its number, it sees what it would have seen.
 */
public final class PictureTraining {

  private static final String WEIGHTS = "weights.safetensors";
  private static final int LOG_EVERY = 25;
  private static final int SAY_EVERY = 100;

  /** Batches that are drawn ahead. */
  private static final int AHEAD = 3;

  /** Steps over which the rate grows to its height. */
  private static final int WARM_UP = 200;

  /** Batches whose bodies make the mean body; they are of no training step. */
  private static final int FOR_MEAN = 8;

  private static final long MEAN_BATCH = 1L << 40;

  private final PictureRecipe recipe;
  private final Path work;
  private final String command;
  private final ComputeDevice device;
  private final PictureValidation validation;
  private final Progress progress;
  private final Clock clock;
  private final PictureBatches batches;
  private final FixedLength schedule;
  private final String told;

  /**
   * @param work folder of the unfinished training
   * @param command what was typed, for the card
   */
  public PictureTraining(
      PictureRecipe recipe,
      Path work,
      String command,
      ComputeDevice device,
      PictureValidation validation,
      Progress progress,
      Clock clock) {
    this.recipe = recipe;
    this.work = work;
    this.command = command;
    this.device = device;
    this.validation = validation;
    this.progress = progress;
    this.clock = clock;
    this.batches = batches(recipe);
    PictureRecipe.Training training = recipe.training();
    this.schedule = new FixedLength(training.steps(), training.rate(), training.finalRate());
    this.told = told(recipe);
  }

  private static PictureBatches batches(PictureRecipe recipe) {
    PictureRecipe.Pictures pictures = recipe.pictures();
    return new PictureBatches(
        pictures.size(),
        pictures.batch(),
        pictures.perScene(),
        pictures.seed(),
        new Scene.Bodies(EmbeddedBody.model()));
  }

  /** The recipe as a card has it. */
  private static String told(PictureRecipe recipe) {
    PictureRecipe.Pictures pictures = recipe.pictures();
    PictureRecipe.Training training = recipe.training();
    return String.format(
            Locale.ROOT,
            "name: %s%narchitecture: pictures%nfeatures: %d%nregressor: %d%nseed: %d%npictures: {size:"
                + " %d, batch: %d, per-scene: %d, seed: %d}%ntraining: {steps: %d, rate: %s,"
                + " final-rate: %s, longest-gradient: %s, maps: %s, calm: %s}%n",
            recipe.name(),
            recipe.network().features(),
            recipe.network().regressor(),
            recipe.seed(),
            pictures.size(),
            pictures.batch(),
            pictures.perScene(),
            pictures.seed(),
            training.steps(),
            training.rate(),
            training.finalRate(),
            training.longestGradient(),
            training.maps(),
            training.calm())
        .replace(System.lineSeparator(), "\n");
  }

  /** Whether the checkpoint of this very recipe is there. */
  private boolean isDone() {
    Path card = recipe.output().resolve(CheckpointCard.FILE);
    try {
      return Files.exists(card)
          && Files.exists(recipe.output().resolve(WEIGHTS))
          && Files.readString(card, StandardCharsets.UTF_8).contains(told);
    } catch (IOException e) {
      throw Fault.of(Fault.Kind.FAILED_RUNNING, card, "cannot be read", e);
    }
  }

  /** Trains, or goes on with what is saved, and writes checkpoint, card and log. */
  public void run() {
    if (isDone()) {
      progress.say(recipe.name() + " is trained already");
      return;
    }
    ExecutorService drawing =
        Executors.newFixedThreadPool(Math.max(1, Runtime.getRuntime().availableProcessors() - 1));
    try (FolderLock lock = FolderLock.take(recipe.output(), "set output to another folder");
        NDManager manager = TensorEngine.newManager(device)) {
      lock.removeParts();
      train(new PictureTrainer(initial(), recipe.training().longestGradient(), manager), drawing);
    } finally {
      drawing.shutdownNow();
    }
  }

  private Weights initial() {
    List<PictureBatch> some =
        LongStream.range(MEAN_BATCH, MEAN_BATCH + FOR_MEAN)
            .parallel()
            .mapToObj(number -> batches.train(number, 0))
            .toList();
    return PictureWeights.drawn(
        recipe.network().features(), recipe.network().regressor(), some, recipe.seed());
  }

  private void train(PictureTrainer trainer, ExecutorService drawing) {
    Path state = work.resolve(TrainingTask.STATE);
    TrainingLog log = new TrainingLog(work, List.of("maps"));
    double before = TrainingState.restore(state, trainer, told);
    if (trainer.adam().steps() > 0) {
      log.resume(trainer.adam().steps());
      progress.say("going on after step " + trainer.adam().steps());
    }
    long start = clock.millis();
    Deque<Future<PictureBatch>> next = new ArrayDeque<>();
    int asked = trainer.adam().steps();
    while (!schedule.isOver(trainer.adam().steps())) {
      while (next.size() < AHEAD) {
        int step = asked++;
        next.add(drawing.submit(() -> batches.train(step, surroundings(step))));
      }
      int step = trainer.adam().steps();
      double rate = schedule.rate(step) * Math.min(1, (step + 1.0) / WARM_UP);
      log.add(trainer.step(drawn(next.remove()), rate, recipe.training().maps()));
      after(trainer, log, rate, before + secondsSince(start));
    }
    finish(trainer, log, before + secondsSince(start));
  }

  private void after(PictureTrainer trainer, TrainingLog log, double rate, double seconds) {
    int done = trainer.adam().steps();
    boolean look = done % recipe.validation().every() == 0 || schedule.isOver(done);
    if (look || done % LOG_EVERY == 0) {
      log.row(done, rate);
    }
    if (look) {
      Map<String, Double> scores = validation.score(trainer::predict);
      log.validated(done, scores);
      TrainingState.save(work.resolve(TrainingTask.STATE), trainer, told, seconds);
      progress.say("step %d: %s".formatted(done, shown(scores)));
    }
    if (look || done % LOG_EVERY == 0) {
      log.write();
    }
    if (done % SAY_EVERY == 0) {
      progress.say(
          String.format(
              Locale.ROOT,
              "step %d of %d, %.0f s of training",
              done,
              schedule.mostSteps(),
              seconds));
    }
  }

  private static String shown(Map<String, Double> scores) {
    StringBuilder text = new StringBuilder();
    scores.forEach(
        (name, value) ->
            text.append(text.length() == 0 ? "" : ", ")
                .append(String.format(Locale.ROOT, "%s %.2f", name, value)));
    return text.toString();
  }

  /** How much of the surroundings a step's pictures show. */
  private double surroundings(int step) {
    double calm = recipe.training().calm() * schedule.mostSteps();
    return calm <= 0 ? 1 : Math.min(1, step / calm);
  }

  private static PictureBatch drawn(Future<PictureBatch> batch) {
    try {
      return batch.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw Fault.running("the training was interrupted");
    } catch (ExecutionException e) {
      throw Fault.explaining(e.getCause() == null ? e : e.getCause());
    }
  }

  private double secondsSince(long millis) {
    return (clock.millis() - millis) / 1000.0;
  }

  /** Half precision keeps the repository small. */
  private void finish(PictureTrainer trainer, TrainingLog log, double seconds) {
    Map<String, NdArray> arrays = new LinkedHashMap<>();
    for (Map.Entry<String, FloatGrid> entry : trainer.parameters().values().entrySet()) {
      FloatGrid grid = entry.getValue();
      arrays.put(entry.getKey(), NdArray.ofHalf(grid.toArray(), grid.shape()));
    }
    Path weights = recipe.output().resolve(WEIGHTS);
    SafeTensors.write(weights, arrays, Map.of("architecture", "pictures", "recipe", recipe.name()));
    Map<String, Double> scores = scoresOf(SafeTensors.open(weights));
    log.writeTo(recipe.output());
    ModelCard.write(
        recipe.output().resolve(CheckpointCard.FILE),
        told,
        weights,
        new ModelCard.Origin(
            command, trainer.adam().steps(), schedule.end(), seconds, device.description()),
        scores);
    progress.say("trained: " + shown(scores));
  }

  /** The scores of the file as it is read. */
  private Map<String, Double> scoresOf(SafeTensors file) {
    Map<String, FloatGrid> grids = new LinkedHashMap<>();
    file.names().forEach(name -> grids.put(name, file.floats(name)));
    try (NDManager manager = TensorEngine.newManager(device)) {
      PictureTrainer saved = new PictureTrainer(new Weights(grids), 1, manager);
      return validation.score(saved::predict);
    }
  }
}
