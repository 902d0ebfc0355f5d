package hmrbench.train;

import ai.djl.ndarray.NDManager;
import hmrbench.core.Fault;
import hmrbench.core.FloatGrid;
import hmrbench.io.FolderLock;
import hmrbench.io.NdArray;
import hmrbench.io.safetensors.SafeTensors;
import hmrbench.tensor.ComputeDevice;
import hmrbench.tensor.TensorEngine;
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
 * Trains a network on batches that other threads make while it trains, such as pictures that are
 * rendered. A stopped training goes on from its last saved state; since a batch is a function of
 * its number, it sees what it would have seen.
 *
 * @param <B> a batch: what the network sees, and what is true of it
 */
public final class CourseTraining<B> {

  private static final int LOG_EVERY = 25;
  private static final int SAY_EVERY = 100;

  /** Batches that are drawn ahead. */
  private static final int AHEAD = 3;

  private final TrainingCourse<B> course;
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
  public CourseTraining(
      TrainingCourse<B> course,
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
    TrainingCourse.Pace pace = course.pace();
    this.schedule = new FixedLength(pace.steps(), pace.rate(), pace.finalRate());
  }

  /** Trains, or goes on with what is saved, and writes checkpoint, card and log. */
  public void run() {
    if (TrainingFiles.holds(course.output(), course.told())) {
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

  private void train(CourseLearner<B> learner, ExecutorService drawing) {
    Path state = work.resolve(TrainingTask.STATE);
    TrainingLog log = TrainingLog.of(work, course.columns());
    double before =
        TrainingState.restore(state, learner.parameters(), learner.adam(), course.told());
    if (learner.adam().steps() > 0) {
      log.resume(learner.adam().steps());
      say("going on after step " + learner.adam().steps());
    }
    long start = clock.millis();
    Deque<Future<B>> next = new ArrayDeque<>();
    int asked = learner.adam().steps();
    while (!schedule.isOver(learner.adam().steps())) {
      while (next.size() < AHEAD) {
        int step = asked++;
        next.add(drawing.submit(() -> course.batch(step)));
      }
      int step = learner.adam().steps();
      double rate = schedule.rate(step) * Descent.grown(step + 1, course.pace().warmUp());
      log.add(learner.step(drawn(next.remove()), rate));
      after(learner, log, rate, before + secondsSince(start));
    }
    finish(learner, log, before + secondsSince(start));
  }

  private void after(CourseLearner<B> learner, TrainingLog log, double rate, double seconds) {
    int done = learner.adam().steps();
    boolean look = done % course.pace().validateEvery() == 0 || schedule.isOver(done);
    Map<String, Double> scores = look ? learner.score() : Map.of();
    if (look || done % LOG_EVERY == 0) {
      log.row(done, rate);
      if (look) {
        log.scored(done, scores);
      }
      log.write(); // Before the state: rows behind a saved state are dropped.
    }
    if (look) {
      TrainingState.save(
          work.resolve(TrainingTask.STATE),
          learner.parameters(),
          learner.adam(),
          course.told(),
          seconds);
      say("step %d: %s".formatted(done, shown(scores)));
    }
    if (done % SAY_EVERY == 0) {
      say(
          String.format(
              Locale.ROOT,
              "step %d of %d, %.0f s of training",
              done,
              schedule.mostSteps(),
              seconds));
    }
  }

  private void say(String what) {
    progress.say(course.name() + ": " + what);
  }

  private static String shown(Map<String, Double> scores) {
    StringBuilder text = new StringBuilder();
    scores.forEach(
        (name, value) ->
            text.append(text.length() == 0 ? "" : ", ")
                .append(String.format(Locale.ROOT, "%s %.2f", name, value)));
    return text.toString();
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
  private void finish(CourseLearner<B> learner, TrainingLog log, double seconds) {
    Map<String, FloatGrid> values = learner.parameters().values();
    Map<String, NdArray> arrays = new LinkedHashMap<>();
    values.forEach(
        (name, grid) -> {
          if (course.isKept(name)) {
            arrays.put(name, NdArray.ofHalf(grid.toArray(), grid.shape()));
          }
        });
    Path weights = course.output().resolve(TrainingFiles.WEIGHTS);
    SafeTensors.write(weights, arrays, course.words());
    Map<String, Double> scores = scoresOf(values, SafeTensors.open(weights));
    log.writeTo(course.output());
    ModelCard.write(
        course.output().resolve(CheckpointCard.FILE),
        course.told(),
        weights,
        new ModelCard.Origin(
            command, learner.adam().steps(), schedule.end(), seconds, device.description()),
        scores);
    say("trained: " + shown(scores));
  }

  /** The scores of the file as it is read, beside what was thrown away. */
  private Map<String, Double> scoresOf(Map<String, FloatGrid> values, SafeTensors file) {
    Map<String, FloatGrid> grids = new LinkedHashMap<>(values);
    file.names().forEach(name -> grids.put(name, file.floats(name)));
    try (NDManager manager = TensorEngine.newManager(device)) {
      return course.learner(new Weights(grids), manager).score();
    }
  }
}
