package hmrbench.train;

import hmrbench.config.ModelConfig;
import hmrbench.config.TrainingConfig;
import hmrbench.core.Fault;
import hmrbench.data.sim.SimulatedTraining;
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
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Trains every model of a recipe with every seed, several at once, each in a thread of its own. A
 * stopped run goes on where it was: finished checkpoints are kept, unfinished ones continue from
 * their last saved state.
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
  private final AtomicLong stepsDone = new AtomicLong();
  private long stepsInAll;
  private long started;

  /**
   * @param work folder of unfinished trainings
   * @param command what was typed, for the cards
   * @param workers trainings at once; one per core is best, with one thread per operation
   */
  public TrainingRun(
      TrainingConfig config,
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
    progress.say("making %d training clips".formatted(config.data().clips()));
    TrainingConfig.Data data = config.data();
    SimulatedTraining clips = new SimulatedTraining(data.seed(), data.fps(), data.features());
    this.setting =
        new TrainingTask.Setting(
            ClipStore.of(clips::clip, data.clips()), work, command, device, validation, clock);
  }

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
    TensorEngine.useThreadsPerOperation(1);
    List<TrainingTask> first = new ArrayList<>();
    List<TrainingTask> then = new ArrayList<>();
    for (long seed : config.seeds()) {
      for (ModelConfig.Network model : config.models()) {
        TrainingTask task = new TrainingTask(model, seed, config, setting);
        if (task.isDone()) {
          progress.say("%s: done before".formatted(task.name()));
        } else {
          (model.equals(config.start()) ? first : then).add(task);
        }
      }
    }
    stepsInAll =
        first.stream().mapToLong(TrainingTask::mostSteps).sum()
            + then.stream().mapToLong(TrainingTask::mostSteps).sum();
    started = setting.clock().millis();
    runAll(first);
    runAll(then);
  }

  private void runAll(List<TrainingTask> tasks) {
    ExecutorService pool = Executors.newFixedThreadPool(workers);
    try {
      List<Callable<Map<String, Double>>> calls = new ArrayList<>();
      for (TrainingTask task : tasks) {
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

  private Map<String, Double> run(TrainingTask task) {
    int[] before = {-1};
    Map<String, Double> scores =
        task.run(
            done -> {
              stepsDone.addAndGet(before[0] < 0 ? done : done - before[0]);
              before[0] = done;
              if (done % SAY_EVERY == 0) {
                progress.say(
                    "%s: step %d of at most %d; %s"
                        .formatted(task.name(), done, task.mostSteps(), overall()));
              }
            });
    progress.say("%s: %s".formatted(task.name(), text(scores)));
    return scores;
  }

  private static String text(Map<String, Double> scores) {
    return scores.entrySet().stream()
        .map(score -> String.format(Locale.ROOT, "%s %.1f", score.getKey(), score.getValue()))
        .collect(Collectors.joining(", "));
  }

  private String overall() {
    double share = (double) stepsDone.get() / stepsInAll;
    double minutes = (setting.clock().millis() - started) / 60000.0;
    return String.format(
        Locale.ROOT,
        "%.0f %% of all, about %.0f min left",
        100 * share,
        minutes * (1 - share) / share);
  }
}
