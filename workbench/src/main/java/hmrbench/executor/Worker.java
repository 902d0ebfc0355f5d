package hmrbench.executor;

import hmrbench.config.ConfigReader;
import hmrbench.config.ExperimentConfig;
import hmrbench.config.TrainingConfig;
import hmrbench.config.TrainingName;
import hmrbench.config.TrainingReader;
import hmrbench.core.Fault;
import hmrbench.core.Remark;
import hmrbench.record.Cell;
import hmrbench.record.Part;
import hmrbench.record.Parts;
import hmrbench.record.RunStore;
import hmrbench.run.ExperimentRun;
import hmrbench.run.Program;
import hmrbench.run.RunListener;
import hmrbench.run.Trainings;
import hmrbench.run.Work;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Computes what is missing of a group, in folders that no other program writes to. */
public final class Worker {

  /** Exit code of a worker that was asked to stop and has work left. */
  public static final int STOPPED = 75;

  private static final Duration BETWEEN_BEATS = Duration.ofSeconds(15);

  /** Looking at a shared file system more often would burden it. */
  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(500);

  private final Submission submission;
  private final Group group;
  private final Attempt attempt;
  private final RunListener listener;
  private final Clock clock;
  private final Instant started;
  private Instant beaten = Instant.EPOCH;

  /**
   * One start of a worker.
   *
   * @param job of the scheduler; empty without one
   * @param restarts how often the scheduler started it again
   * @param host that it runs on
   * @param threads that compute
   */
  public record Attempt(String job, int restarts, String host, int threads) {

    private String name() {
      return job.isEmpty()
          ? "%s-%d".formatted(host, ProcessHandle.current().pid())
          : "%s-%d".formatted(job, restarts);
    }
  }

  /**
   * Prepares a worker.
   *
   * @param group number of its group
   * @throws Fault if there is no such group, or another build of the program is to compute it
   */
  public Worker(
      Submission submission, int group, Attempt attempt, RunListener listener, Clock clock) {
    Groups groups = submission.groups();
    if (group < 0 || group >= groups.groups().size()) {
      throw Fault.asked(
          "%s: has groups 0 to %d, got %d",
          submission.groupsFile(), groups.groups().size() - 1, group);
    }
    if (!groups.build().equals(Program.build())) {
      throw Fault.asked(
          "%s: was packed by another build of the program; submit the experiment again",
          submission.groupsFile());
    }
    this.submission = submission;
    this.group = groups.groups().get(group);
    this.attempt = attempt;
    this.listener = listener;
    this.clock = clock;
    this.started = clock.instant();
  }

  /**
   * Readers of what a submission names.
   *
   * @param experiments of experiments
   * @param recipes of recipes, by the folder that paths of their changes are relative to
   */
  public record Readers(ConfigReader experiments, Function<Path, TrainingReader> recipes) {}

  /**
   * Computes.
   *
   * @param stopFile whose appearance asks to stop
   * @return the exit code
   */
  public int work(Readers readers, Path stopFile, BooleanSupplier stop) {
    BooleanSupplier looking = looking(stopFile, stop);
    TrainingName training = group.training();
    return training == null
        ? cells(readers.experiments(), looking)
        : train(training, readers.recipes(), looking);
  }

  private int cells(ConfigReader configs, BooleanSupplier stop) {
    Set<Cell> missing = missing();
    if (missing.isEmpty()) {
      return 0;
    }
    beat(0, "starting");
    ExperimentConfig config = configs.read(submission.config(), List.of());
    ExperimentRun.Request request =
        new ExperimentRun.Request(
            config,
            configs.roots(),
            submission.part(group.index(), attempt.name()),
            RunStore.Existing.RESUME,
            attempt.threads(),
            submission.groups().strict(),
            Work.part(missing, stop));
    ExperimentRun.Outcome outcome = ExperimentRun.run(request, beating(), clock);
    Optional<Fault.Kind> failure = outcome.failure();
    if (failure.isPresent()) {
      return failure.get().exitCode();
    }
    return ended(missing().isEmpty());
  }

  private int train(
      TrainingName training, Function<Path, TrainingReader> recipes, BooleanSupplier stop) {
    int index = group.index();
    if (submission.isTrained(index)) {
      return 0;
    }
    Groups groups = submission.groups();
    String lacks = GroupProgress.of(submission).whatLacks(group, groups);
    if (!lacks.isEmpty()) {
      throw Fault.running("%s: %s", training, lacks);
    }
    beat(0, "starting");
    SubmittedRecipe recipe = Objects.requireNonNull(groups.recipe(), "no recipe");
    TrainingConfig config = recipe.read(recipes);
    boolean whole =
        Trainings.one(
            config,
            training,
            submission.run(),
            recipe.command(),
            recipe.device(),
            groups.strict(),
            stop,
            beating(),
            clock);
    if (whole) {
      submission.write(Trained.of(index, Trainings.weights(config, training)));
    }
    return ended(whole);
  }

  private int ended(boolean whole) {
    beat(whole ? 1 : 0, whole ? "done" : "stopped");
    return whole ? 0 : STOPPED;
  }

  /**
   * Cells that no worker has computed yet; what others of this group left is not computed again.
   */
  private Set<Cell> missing() {
    Parts parts = new Parts(ofThisBuild(Submission.parts(submission.run())), Program.build());
    return group.cells().stream()
        .filter(it -> parts.find(it.cell(), it.interventions()).isEmpty())
        .map(Group.Work::cell)
        .collect(Collectors.toSet());
  }

  private static List<Part> ofThisBuild(List<Part> parts) {
    return parts.stream().filter(it -> it.build().equals(Program.build())).toList();
  }

  private BooleanSupplier looking(Path stopFile, BooleanSupplier asked) {
    return new BooleanSupplier() {
      private Instant looked = Instant.EPOCH;
      private boolean stop;

      @Override
      public synchronized boolean getAsBoolean() {
        Instant now = clock.instant();
        if (!stop && Duration.between(looked, now).compareTo(BETWEEN_LOOKS) >= 0) {
          looked = now;
          stop = asked.getAsBoolean() || Files.exists(stopFile);
        }
        return stop;
      }
    };
  }

  private synchronized void beat(double share, String now) {
    beaten = clock.instant();
    submission.write(
        new Heartbeat(
            group.index(),
            ProcessHandle.current().pid(),
            attempt.host(),
            attempt.job(),
            attempt.restarts(),
            started.toString(),
            beaten.toString(),
            cpuSeconds(),
            share,
            now));
  }

  private static double cpuSeconds() {
    return ProcessHandle.current().info().totalCpuDuration().orElse(Duration.ZERO).toMillis() / 1e3;
  }

  private RunListener beating() {
    return new RunListener() {
      @Override
      public void remark(String sentence) {
        listener.remark(sentence);
      }

      @Override
      public void remark(Remark remark) {
        listener.remark(remark);
      }

      @Override
      public void progress(double done, String what) {
        listener.progress(done, what);
        if (Duration.between(beaten, clock.instant()).compareTo(BETWEEN_BEATS) >= 0) {
          beat(done, what);
        }
      }

      @Override
      public void failed(Cell cell, String why, Throwable cause) {
        listener.failed(cell, why, cause);
      }
    };
  }
}
