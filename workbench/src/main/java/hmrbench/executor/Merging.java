package hmrbench.executor;

import hmrbench.config.ConfigReader;
import hmrbench.config.ConfigWriter;
import hmrbench.config.ExperimentConfig;
import hmrbench.core.Fault;
import hmrbench.io.FolderLock;
import hmrbench.record.ManifestFile;
import hmrbench.record.Parts;
import hmrbench.record.RunFolder;
import hmrbench.record.RunStore;
import hmrbench.run.ExperimentRun;
import hmrbench.run.Program;
import hmrbench.run.RunListener;
import hmrbench.run.Work;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;

/** Makes one run of what workers computed, as if one program had computed it. */
public final class Merging {

  private Merging() {}

  /**
   * Merges what is there; may be done again when more is.
   *
   * @param run folder of the run
   * @param mixed whether parts of several builds and devices may be mixed
   * @param then what is made of the outcome before another program may write there
   * @throws Fault if there is nothing to merge, or it does not fit together
   */
  public static <T> T merge(
      ConfigReader configs,
      Path run,
      boolean mixed,
      RunListener listener,
      Clock clock,
      BiFunction<ExperimentRun.Outcome, FolderLock, T> then) {
    List<Submission> submissions =
        Submission.of(run).stream().filter(it -> it.groups().recipe() == null).toList();
    if (submissions.isEmpty()) {
      throw Fault.asked(
          "%s: holds no submission; `run EXPERIMENT --executor local` or slurm makes one", run);
    }
    Submission last = submissions.get(submissions.size() - 1);
    ExperimentConfig config = configs.read(last.config(), List.of());
    RunStore.requireSame(run, ConfigWriter.write(config, configs.roots()));
    Parts parts = new Parts(Submission.parts(run), Program.build(), mixed);
    ExperimentRun.Request request =
        new ExperimentRun.Request(
            config,
            configs.roots(),
            run,
            isKept(run, mixed) && submissions.stream().noneMatch(it -> it.groups().fresh())
                ? RunStore.Existing.RESUME
                : RunStore.Existing.REPLACE,
            1,
            last.groups().strict(),
            Work.merge(parts));
    return ExperimentRun.run(request, listener, clock, then);
  }

  /** The recipe whose trainings were submitted last; nothing where cells were, or nothing was. */
  public static Optional<SubmittedRecipe> recipe(Path run) {
    List<Submission> submissions = Submission.of(run);
    return submissions.isEmpty()
        ? Optional.empty()
        : Optional.ofNullable(submissions.get(submissions.size() - 1).groups().recipe());
  }

  /** Whether cells that are there already may stay: not where another build made them. */
  static boolean isKept(Path run, boolean mixed) {
    return mixed
        || !Files.isRegularFile(run.resolve(ManifestFile.NAME))
        || RunFolder.manifest(run)
            .machine()
            .versions()
            .getOrDefault("build", "")
            .equals(Program.build());
  }
}
