package hmrbench.train;

import hmrbench.config.ModelConfig;
import hmrbench.config.TrainingConfig;
import hmrbench.core.Fault;
import hmrbench.core.OutputKind;
import hmrbench.model.Models;
import hmrbench.tensor.ComputeDevice;
import hmrbench.tensor.TensorEngine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Trains every model of a recipe with every seed, several at once, each on its own thread. A
 * stopped run resumes: finished checkpoints are kept, unfinished ones continue from their last
 * saved state.
 *
 * <p>{@code hmrbench.run.Trainings} starts one with the validation clips of its recipe, which
 * {@link hmrbench.config.TrainingReader} reads. The clips of the shipped recipe take about 3 GB of
 * memory.
 */
public final class TrainingRun {

  /** Steps between two lines about one training. */
  private static final int SAY_EVERY = 250;

  private final TrainingConfig config;
  private final int workers;
  private final TrainingTask.Setting setting;
  private final Progress progress;
  private final Estimate estimate;

  /**
   * @param lessons what the networks learn from
   * @param work folder of unfinished trainings
   * @param command what was typed, for the cards
   * @param workers trainings at once; one per core is best, with one thread per operation
   */
  public TrainingRun(
      TrainingConfig config,
      Lessons lessons,
      Path work,
      String command,
      int workers,
      ComputeDevice device,
      Validation validation,
      Progress progress,
      Clock clock) {
    this.config = config;
    this.workers = workers;
    this.progress = progress;
    this.setting = new TrainingTask.Setting(lessons, work, command, device, validation, clock);
    this.estimate = new Estimate(clock);
  }

  /** A checkpoint to make, and how far it is. */
  private record Planned(TrainingTask task, Estimate.Training state) {}

  /** Whether a folder of unfinished trainings holds one that can be gone on with. */
  public static boolean hasState(Path work) {
    try (Stream<Path> files = Files.walk(work, 3)) {
      return files.anyMatch(file -> file.endsWith(TrainingTask.STATE));
    } catch (IOException e) {
      return false; // There is no such folder.
    }
  }

  /**
   * Trains what is missing.
   *
   * @throws Fault of the first training that failed, after the others have ended
   */
  public void run() {
    config.discriminator().ifPresent(it -> requireMotion());
    TensorEngine.useThreadsPerOperation(1);
    List<Planned> first = new ArrayList<>();
    List<Planned> then = new ArrayList<>();
    for (long seed : config.seeds()) {
      for (ModelConfig.Network model : config.models()) {
        boolean start = config.isRegressor(model);
        for (TrainingTask task : tasks(model, seed, start)) {
          boolean done = task.isDone();
          Estimate.Training state =
              estimate.add(task.kind(), task.mostSteps(), task.stepsSaved(), done);
          if (done) {
            progress.say("%s: done before".formatted(task.name()));
          } else {
            (start ? first : then).add(new Planned(task, state));
          }
        }
      }
    }
    runAll(first);
    runAll(then);
  }

  /** A discriminator looks at a window of predictions. */
  private void requireMotion() {
    for (ModelConfig.Network model : config.models()) {
      OutputKind output = Models.all().named(model.architecture()).facts(model.options()).output();
      if (!config.isRegressor(model) && output != OutputKind.SEQUENCE) {
        throw Fault.asked(
            "discriminator: model %s answers for one frame of a window, and a discriminator of"
                + " motion looks at all; leave the model out of the recipe, or take one of"
                + " architecture vibe",
            model.name());
      }
    }
  }

  /** One per length; none of a regressor that is given. */
  private List<TrainingTask> tasks(ModelConfig.Network model, long seed, boolean start) {
    if (start && config.start().isPresent()) {
      return List.of();
    }
    if (start || config.lengths().isEmpty()) {
      return List.of(new TrainingTask(model, seed, config, setting));
    }
    return config.lengths().stream()
        .map(steps -> new TrainingTask(model, seed, config.ofLength(steps), setting))
        .toList();
  }

  private void runAll(List<Planned> tasks) {
    ExecutorService pool = Executors.newFixedThreadPool(workers);
    try {
      List<Callable<Map<String, Double>>> calls = new ArrayList<>();
      for (Planned task : tasks) {
        calls.add(() -> run(task));
      }
      for (Future<Map<String, Double>> result : pool.invokeAll(calls)) {
        result.get();
      }
    } catch (ExecutionException e) {
      if (e.getCause() instanceof Fault fault) {
        throw fault;
      }
      throw new IllegalStateException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw Fault.running("training was interrupted; the same command goes on with it");
    } finally {
      pool.shutdownNow();
    }
  }

  private Map<String, Double> run(Planned planned) {
    TrainingTask task = planned.task();
    Map<String, Double> scores =
        task.run(
            done -> {
              planned.state().reached(done);
              if (done % SAY_EVERY == 0) {
                progress.say(
                    "%s: step %d of at most %d; %s"
                        .formatted(task.name(), done, task.mostSteps(), estimate.words()));
              }
            });
    planned.state().end();
    progress.say("%s: %s".formatted(task.name(), text(scores)));
    return scores;
  }

  private static String text(Map<String, Double> scores) {
    return scores.entrySet().stream()
        .map(score -> String.format(Locale.ROOT, "%s %.1f", score.getKey(), score.getValue()))
        .collect(Collectors.joining(", "));
  }
}
