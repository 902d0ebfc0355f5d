package hmrbench.train;

import ai.djl.ndarray.NDManager;
import hmrbench.core.Fault;
import hmrbench.core.FloatGrid;
import hmrbench.io.FolderLock;
import hmrbench.io.NdArray;
import hmrbench.io.safetensors.SafeTensors;
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
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Trains a network on pictures of people that are rendered while it trains: other threads render
 * the next batches. A stopped training goes on from its last saved state; since a batch is a
 * function of its number, it sees what it would have seen.
 *
 * @param <B> a batch of pictures and what is true of them
 */
public final class PictureTraining<B> {

  private static final String WEIGHTS = "weights.safetensors";
  private static final int LOG_EVERY = 25;
  private static final int SAY_EVERY = 100;

  /** Batches that are drawn ahead. */
  private static final int AHEAD = 3;

  /** Steps over which the rate grows to its height. */
  private static final int WARM_UP = 200;

  private final PictureCourse<B> course;
  private final Path work;
  private final String command;
  private final ComputeDevice device;
  private final Progress progress;
  private final Clock clock;
  private final FixedLength schedule;

  /**
   * @param work folder of the unfinished training
   * @param command what was typed, for the card
   */
  public PictureTraining(
      PictureCourse<B> course,
      Path work,
      String command,
      ComputeDevice device,
      Progress progress,
      Clock clock) {
    this.course = course;
    this.work = work;
    this.command = command;
    this.device = device;
    this.progress = progress;
    this.clock = clock;
    PictureCourse.Pace pace = course.pace();
    this.schedule = new FixedLength(pace.steps(), pace.rate(), pace.finalRate());
  }

  /** Whether the checkpoint of this very recipe is there. */
  private boolean isDone() {
    Path card = course.output().resolve(CheckpointCard.FILE);
    try {
      return Files.exists(card)
          && Files.exists(course.output().resolve(WEIGHTS))
          && Files.readString(card, StandardCharsets.UTF_8).contains(course.told());
    } catch (IOException e) {
      throw Fault.of(Fault.Kind.FAILED_RUNNING, card, "cannot be read", e);
    }
  }

  /** Trains, or goes on with what is saved, and writes checkpoint, card and log. */
  public void run() {
    if (isDone()) {
      progress.say(course.name() + " is trained already");
      return;
    }
    ExecutorService drawing =
        Executors.newFixedThreadPool(Math.max(1, Runtime.getRuntime().availableProcessors() - 1));
    try (FolderLock lock = FolderLock.take(course.output(), "set output to another folder");
        NDManager manager = TensorEngine.newManager(device)) {
      lock.removeParts();
      train(course.learner(course.initial(), manager), drawing);
    } finally {
      drawing.shutdownNow();
    }
  }

  private void train(PictureLearner<B> learner, ExecutorService drawing) {
    Path state = work.resolve(TrainingTask.STATE);
    TrainingLog log = TrainingLog.of(work, course.columns());
    double before =
        TrainingState.restore(state, learner.parameters(), learner.adam(), course.told());
    if (learner.adam().steps() > 0) {
      log.resume(learner.adam().steps());
      progress.say("going on after step " + learner.adam().steps());
    }
    long start = clock.millis();
    Deque<Future<B>> next = new ArrayDeque<>();
    int asked = learner.adam().steps();
    while (!schedule.isOver(learner.adam().steps())) {
      while (next.size() < AHEAD) {
        int step = asked++;
        next.add(drawing.submit(() -> course.batch(step, surroundings(step))));
      }
      int step = learner.adam().steps();
      double rate = schedule.rate(step) * Math.min(1, (step + 1.0) / WARM_UP);
      log.add(learner.step(drawn(next.remove()), rate));
      after(learner, log, rate, before + secondsSince(start));
    }
    finish(learner, log, before + secondsSince(start));
  }

  private void after(PictureLearner<B> learner, TrainingLog log, double rate, double seconds) {
    int done = learner.adam().steps();
    boolean look = done % course.pace().validateEvery() == 0 || schedule.isOver(done);
    if (look || done % LOG_EVERY == 0) {
      log.row(done, rate);
    }
    if (look) {
      Map<String, Double> scores = learner.score();
      log.scored(done, scores);
      TrainingState.save(
          work.resolve(TrainingTask.STATE),
          learner.parameters(),
          learner.adam(),
          course.told(),
          seconds);
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
    double calm = course.pace().calm() * schedule.mostSteps();
    return calm <= 0 ? 1 : Math.min(1, step / calm);
  }

  private static <T> T drawn(Future<T> batch) {
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
  private void finish(PictureLearner<B> learner, TrainingLog log, double seconds) {
    Map<String, NdArray> arrays = new LinkedHashMap<>();
    for (Map.Entry<String, FloatGrid> entry : learner.parameters().values().entrySet()) {
      FloatGrid grid = entry.getValue();
      arrays.put(entry.getKey(), NdArray.ofHalf(grid.toArray(), grid.shape()));
    }
    Path weights = course.output().resolve(WEIGHTS);
    SafeTensors.write(weights, arrays, course.words());
    Map<String, Double> scores = scoresOf(SafeTensors.open(weights));
    log.writeTo(course.output());
    ModelCard.write(
        course.output().resolve(CheckpointCard.FILE),
        course.told(),
        weights,
        new ModelCard.Origin(
            command, learner.adam().steps(), schedule.end(), seconds, device.description()),
        scores);
    progress.say("trained: " + shown(scores));
  }

  /** The scores of the file as it is read. */
  private Map<String, Double> scoresOf(SafeTensors file) {
    Map<String, FloatGrid> grids = new LinkedHashMap<>();
    file.names().forEach(name -> grids.put(name, file.floats(name)));
    try (NDManager manager = TensorEngine.newManager(device)) {
      return course.learner(new Weights(grids), manager).score();
    }
  }
}
