package hmrbench.cli;

import hmrbench.config.ConfigReader;
import hmrbench.config.ExperimentConfig;
import hmrbench.core.Fault;
import hmrbench.executor.Executor;
import hmrbench.executor.Groups;
import hmrbench.executor.LiveCells;
import hmrbench.executor.Merging;
import hmrbench.executor.Submission;
import hmrbench.executor.SubmissionFollower;
import hmrbench.executor.Submitted;
import hmrbench.executor.Submitting;
import hmrbench.record.RunStore;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;

/** A run whose cells are computed by an executor. */
final class ExecutorRun {

  private final Project project;
  private final Clock clock;
  private final ExecutorOptions options;
  private final PrintWriter out;
  private final PrintWriter err;

  ExecutorRun(
      Project project, Clock clock, ExecutorOptions options, PrintWriter out, PrintWriter err) {
    this.project = project;
    this.clock = clock;
    this.options = options;
    this.out = out;
    this.err = err;
  }

  int run(
      ExperimentConfig config,
      Path experiment,
      Path folder,
      boolean strict,
      RunStore.Existing existing) {
    if (existing == RunStore.Existing.RESUME) {
      throw Fault.asked("--resume: an executor always goes on with what is missing; leave it out");
    }
    ConfigReader configs = project.configs();
    Executor executor = options.executor();
    Executor.Session session =
        executor.open(options.order(folder, project, experiment, config.device()));
    Submitting submitting = new Submitting(config, configs.roots(), folder, strict, clock);
    boolean fresh = existing == RunStore.Existing.REPLACE;
    if (options.isDryRun()) {
      Groups groups = submitting.pack(session, LiveCells.of(folder, session), fresh);
      tell(groups);
      session.preview(submitting.planned(groups), groups.groups().size()).forEach(out::println);
      return 0;
    }
    Optional<Submission> made = computed(session, submitting, folder, fresh);
    if (made.isEmpty()) {
      return nothingMissing(configs, folder, LiveCells.of(folder, session).size());
    }
    if (session.isDetached()) {
      if (!options.isToWait()) {
        return 0;
      }
      follow(session, made.get());
    }
    return merge(configs, folder);
  }

  /**
   * Submits what is missing while no one else does, and where it ends with this program, computes
   * it too; none where nothing is missing.
   */
  @SuppressWarnings("try") // The mark is held, not used.
  private Optional<Submission> computed(
      Executor.Session session, Submitting submitting, Path folder, boolean fresh) {
    try (Submitting.Mark mark = submitting.mark()) {
      Optional<Submission> made = submit(session, submitting, folder, fresh);
      if (session.isDetached()) {
        made.ifPresent(this::sayWhatWasSubmitted);
      } else {
        made.ifPresent(submission -> follow(session, submission));
      }
      return made;
    }
  }

  private Optional<Submission> submit(
      Executor.Session session, Submitting submitting, Path folder, boolean fresh) {
    var live = LiveCells.of(folder, session);
    if (fresh) {
      submitting.clear(live);
    }
    Groups groups = submitting.pack(session, live, fresh);
    tell(groups);
    if (groups.groups().isEmpty()) {
      return Optional.empty();
    }
    Submission submission = submitting.write(groups, session);
    handOver(session, submission, groups.groups().size());
    if (!options.isToWait()) {
      session.submitReport(submission);
    }
    return Optional.of(submission);
  }

  /** What was refused for good leaves nothing behind. */
  private static void handOver(Executor.Session session, Submission submission, int groups) {
    try {
      session.submit(submission, IntStream.range(0, groups).boxed().toList());
    } catch (Fault e) {
      boolean isEmpty = submission.submitted().map(it -> it.batches().isEmpty()).orElse(true);
      if (e.kind() == Fault.Kind.ASKED_WRONGLY && isEmpty) {
        Submitting.remove(submission);
      }
      throw e;
    }
  }

  private void tell(Groups groups) {
    out.printf(
        Locale.ROOT,
        "%d cells in %d groups; %d cells are there, or on their way%n",
        groups.cells(),
        groups.groups().size(),
        groups.reused());
    if (!groups.measured()) {
      out.println(
          "how long a cell takes is not known yet: no run in this folder or beside it was measured;"
              + " groups are packed as small networks need it");
    }
    out.flush();
  }

  private void sayWhatWasSubmitted(Submission submission) {
    Submitted submitted = submission.submitted().orElseThrow();
    submitted
        .batches()
        .forEach(
            batch ->
                out.printf(
                    Locale.ROOT,
                    "job %s: an array of %d tasks%n",
                    batch.job(),
                    batch.groups().size()));
    submitted
        .reportJob()
        .ifPresent(
            job ->
                out.printf(Locale.ROOT, "job %s: merges, and makes the report, after them%n", job));
    Path run = submission.run();
    out.printf(Locale.ROOT, "files: %s%n", submission.folder());
    out.printf(Locale.ROOT, "`status %s` says how far they are, `cancel %s` ends them%n", run, run);
    out.flush();
  }

  private int nothingMissing(ConfigReader configs, Path folder, int live) {
    if (live > 0) {
      out.printf(Locale.ROOT, "nothing to submit: %d cells wait or run; see `status`%n", live);
      return 0;
    }
    return Submission.of(folder).isEmpty() ? reported(folder) : merge(configs, folder);
  }

  private int reported(Path folder) {
    out.println("report: " + folder.resolve("report.html"));
    return 0;
  }

  private void follow(Executor.Session session, Submission submission) {
    Runtime runtime = Runtime.getRuntime();
    Thread hook =
        new Thread(
            () -> {
              if (session.isDetached()) {
                session.submitReport(submission);
                err.println("hmrbench: left; the jobs go on, see `status`");
              } else {
                session.cancel(submission);
                err.println("hmrbench: stopped; the same command goes on with what is missing");
              }
              err.flush();
            });
    runtime.addShutdownHook(hook);
    try {
      new SubmissionFollower(session, submission, clock, line -> err.println("hmrbench: " + line))
          .toTheEnd();
    } finally {
      try {
        runtime.removeShutdownHook(hook);
      } catch (IllegalStateException e) {
        err.flush(); // The program is stopping already, and the hook speaks.
      }
    }
  }

  private int merge(ConfigReader configs, Path folder) {
    return Merging.merge(
        configs,
        folder,
        false,
        new TerminalProgress(err, clock),
        clock,
        (outcome, locked) -> RunCommand.report(outcome, locked, out));
  }
}
