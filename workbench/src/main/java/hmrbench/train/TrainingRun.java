package hmrbench.train;

import hmrbench.config.ModelConfig;
import hmrbench.config.TrainingConfig;
import hmrbench.config.TrainingName;
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
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
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
    this(
        config,
        workers,
        new TrainingTask.Setting(lessons, work, command, device, validation, clock, false),
        progress);
  }

  private TrainingRun(
      TrainingConfig config, int workers, TrainingTask.Setting setting, Progress progress) {
    this.config = config;
    this.workers = workers;
    this.progress = progress;
    this.setting = setting;
    this.estimate = new Estimate(setting.clock());
  }

  /** The same where no other program trains what it trains, so that no lock is asked for. */
  public TrainingRun alone() {
    TrainingTask.Setting own =
        new TrainingTask.Setting(
            setting.lessons(),
            setting.work(),
            setting.command(),
            setting.device(),
            setting.validation(),
            setting.clock(),
            true);
    return new TrainingRun(config, workers, own, progress);
  }

  /** All checkpoints of a recipe, those first that others start from. */
  public static List<TrainingName> names(TrainingConfig config) {
    return TrainingFiles.of(config).stream()
        .map(TrainingFiles::name)
        .sorted(Comparator.comparing(name -> !name.start()))
        .toList();
  }

  /** Those whose checkpoint is there as the recipe makes it. */
  public static Set<TrainingName> done(TrainingConfig config) {
    return TrainingFiles.of(config).stream()
        .filter(TrainingFiles::isDone)
        .map(TrainingFiles::name)
        .collect(Collectors.toSet());
  }

  /**
   * Everything that decides the values of a recipe's checkpoints, but for the length of features.
   */
  public static String told(TrainingConfig config) {
    return TrainingFiles.of(config).stream()
        .map(it -> it.weights() + "\n" + it.recipe(0))
        .collect(Collectors.joining("\n"));
  }

  /** The weights of a checkpoint, which may not be there yet. */
  public static Path weights(TrainingConfig config, TrainingName name) {
    return TrainingFiles.of(config).stream()
        .filter(it -> it.name().equals(name))
        .findFirst()
        .orElseThrow()
        .weights();
  }

  /** Steps of an unfinished training by its saved state. */
  public static int stepsSaved(Path work, TrainingName name) {
    return TrainingState.steps(TrainingFiles.work(work, name).resolve(TrainingTask.STATE));
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
    run(name -> true, () -> false);
  }

  /**
   * Trains what is missing of some.
   *
   * @param stop whether to save what is in hand and end
   * @return whether all came to their end
   * @throws Fault of the first training that failed, after the others have ended
   */
  public boolean run(Predicate<TrainingName> which, BooleanSupplier stop) {
    config.discriminator().ifPresent(it -> requireMotion());
    TensorEngine.useThreadsPerOperation(1);
    List<Planned> first = new ArrayList<>();
    List<Planned> then = new ArrayList<>();
    for (TrainingFiles files : TrainingFiles.of(config)) {
      if (!which.test(files.name())) {
        continue;
      }
      TrainingTask task = new TrainingTask(files, setting);
      boolean done = task.isDone();
      Estimate.Training state =
          estimate.add(task.kind(), task.mostSteps(), task.stepsSaved(), done);
      if (done) {
        progress.say("%s: done before".formatted(task.name()));
      } else {
        (files.isStart() ? first : then).add(new Planned(task, state));
      }
    }
    return runAll(first, stop) && runAll(then, stop);
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

  private boolean runAll(List<Planned> tasks, BooleanSupplier stop) {
    ExecutorService pool = Executors.newFixedThreadPool(workers);
    try {
      List<Callable<Boolean>> calls = new ArrayList<>();
      for (Planned task : tasks) {
        calls.add(() -> run(task, stop));
      }
      boolean all = true;
      for (Future<Boolean> ended : pool.invokeAll(calls)) {
        all &= ended.get();
      }
      return all;
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

  private boolean run(Planned planned, BooleanSupplier stop) {
    TrainingTask task = planned.task();
    Optional<Map<String, Double>> scores =
        task.run(
            done -> {
              planned.state().reached(done);
              progress.reached(done, task.mostSteps());
              if (done % SAY_EVERY == 0) {
                progress.say(
                    "%s: step %d of at most %d; %s"
                        .formatted(task.name(), done, task.mostSteps(), estimate.words()));
              }
            },
            stop);
    if (scores.isEmpty()) {
      progress.say("%s: stopped, its state is saved".formatted(task.name()));
      return false;
    }
    planned.state().end();
    progress.say("%s: %s".formatted(task.name(), text(scores.get())));
    return true;
  }

  private static String text(Map<String, Double> scores) {
    return scores.entrySet().stream()
        .map(score -> String.format(Locale.ROOT, "%s %.1f", score.getKey(), score.getValue()))
        .collect(Collectors.joining(", "));
  }
}
