package hmrbench.cli;

import hmrbench.config.ConfigReader;
import hmrbench.config.ExperimentConfig;
import hmrbench.core.Fault;
import hmrbench.executor.CellPacking;
import hmrbench.executor.Executor;
import hmrbench.executor.Group;
import hmrbench.executor.Groups;
import hmrbench.executor.LiveGroups;
import hmrbench.executor.Merging;
import hmrbench.executor.Packing;
import hmrbench.executor.Submission;
import hmrbench.executor.SubmissionFollower;
import hmrbench.executor.Submitted;
import hmrbench.executor.Submitting;
import hmrbench.record.RunStore;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Cells of an experiment, or trainings of a recipe, that an executor computes. */
final class ExecutorRun {

  private final Project project;
  private final Clock clock;
  private final ExecutorOptions options;
  private final PrintWriter out;
  private final PrintWriter err;

  /**
   * What is computed.
   *
   * @param folder of the run, or of the unfinished trainings
   * @param typed folder or file of the experiment or recipe, beside which slurm.yaml may lie
   * @param device where to compute
   * @param fresh whether nothing that is there counts
   */
  record Asked(Packing packing, Path folder, Path typed, String device, boolean fresh) {}

  /** What is made of what was computed. */
  interface End {

    /** Hears how it gets on. */
    default void says(String line) {}

    /**
     * Makes it, of what is there.
     *
     * @return the exit code
     */
    int make();
  }

  ExecutorRun(
      Project project, Clock clock, ExecutorOptions options, PrintWriter out, PrintWriter err) {
    this.project = project;
    this.clock = clock;
    this.options = options;
    this.out = out;
    this.err = err;
  }

  /** Of an experiment. */
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
    return run(
        new Asked(
            new CellPacking(config, configs.roots(), folder.toAbsolutePath().normalize(), strict),
            folder,
            experiment,
            config.device(),
            existing == RunStore.Existing.REPLACE),
        () -> Submission.of(folder).isEmpty() ? reported(folder) : merge(configs, folder));
  }

  /** Computes what is missing, and makes something of it. */
  int run(Asked asked, End end) {
    Path folder = asked.folder();
    Executor.Session session =
        options.executor().open(options.order(folder, project, asked.typed(), asked.device()));
    Submitting submitting = new Submitting(asked.packing(), folder, clock);
    if (options.isDryRun()) {
      Groups groups = submitting.pack(session, LiveGroups.of(folder, session), asked.fresh());
      tell(groups);
      session.preview(submitting.planned(groups), groups).forEach(out::println);
      return 0;
    }
    Optional<Submission> made = computed(session, submitting, asked, end);
    if (made.isEmpty()) {
      int live = LiveGroups.of(folder, session).size();
      if (live > 0) {
        out.printf(Locale.ROOT, "nothing to submit: %d wait or run; see `status`%n", live);
        return 0;
      }
      return end.make();
    }
    if (session.isDetached()) {
      if (!options.isToWait()) {
        return 0;
      }
      follow(session, made.get(), end);
    }
    return end.make();
  }

  /**
   * Submits what is missing while no one else does, and where it ends with this program, computes
   * it too; none where nothing is missing.
   */
  @SuppressWarnings("try") // The mark is held, not used.
  private Optional<Submission> computed(
      Executor.Session session, Submitting submitting, Asked asked, End end) {
    try (Submitting.Mark mark = submitting.mark()) {
      Optional<Submission> made = submit(session, submitting, asked);
      if (session.isDetached()) {
        made.ifPresent(this::sayWhatWasSubmitted);
      } else {
        made.ifPresent(submission -> follow(session, submission, end));
      }
      return made;
    }
  }

  private Optional<Submission> submit(
      Executor.Session session, Submitting submitting, Asked asked) {
    LiveGroups live = LiveGroups.of(asked.folder(), session);
    if (asked.fresh()) {
      submitting.clear(live);
    }
    Groups groups = submitting.pack(session, live, asked.fresh());
    tell(groups);
    if (groups.groups().isEmpty()) {
      return Optional.empty();
    }
    Submission submission = submitting.write(groups, session);
    boolean isFollowed = !session.isDetached() || options.isToWait();
    handOver(
        session,
        submission,
        groups.groups().stream()
            .filter(it -> !isFollowed || it.after().isEmpty())
            .map(Group::index)
            .toList());
    if (!options.isToWait()) {
      session.submitReport(submission);
    }
    return Optional.of(submission);
  }

  /** What was refused for good leaves nothing behind. */
  private static void handOver(
      Executor.Session session, Submission submission, List<Integer> groups) {
    try {
      session.submit(submission, groups);
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
        "%d %s in %d groups; %d %s are there, or on their way%n",
        groups.size(),
        groups.things(),
        groups.groups().size(),
        groups.reused(),
        groups.things());
    if (groups.later() > 0) {
      out.printf(
          Locale.ROOT,
          "%d more start from trainings that are on their way: give the command again when those are"
              + " done%n",
          groups.later());
    }
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

  private int reported(Path folder) {
    out.println("report: " + folder.resolve("report.html"));
    return 0;
  }

  private void follow(Executor.Session session, Submission submission, End end) {
    Runtime runtime = Runtime.getRuntime();
    Thread hook =
        new Thread(
            () -> {
              if (session.isDetached()) {
                leave(session, submission);
                err.println("hmrbench: left; the jobs go on, see `status`");
              } else {
                session.cancel(submission);
                err.println("hmrbench: stopped; the same command goes on with what is missing");
              }
              err.flush();
            });
    runtime.addShutdownHook(hook);
    try {
      new SubmissionFollower(
              session,
              submission,
              clock,
              line -> {
                err.println("hmrbench: " + line);
                end.says(line);
              })
          .toTheEnd();
    } finally {
      try {
        runtime.removeShutdownHook(hook);
      } catch (IllegalStateException e) {
        err.flush(); // The program is stopping already, and the hook speaks.
      }
    }
  }

  /** Hands over what was held back, to start by itself, and what makes the report. */
  private static void leave(Executor.Session session, Submission submission) {
    Optional<Submitted> submitted = submission.submitted();
    List<Integer> held =
        submission.groups().groups().stream()
            .map(Group::index)
            .filter(it -> submitted.flatMap(known -> known.last(it)).isEmpty())
            .toList();
    if (!held.isEmpty()) {
      session.submit(submission, held);
    }
    session.submitReport(submission);
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
