package hmrbench.cli;

import hmrbench.config.ConfigReader;
import hmrbench.config.ExperimentConfig;
import hmrbench.core.Fault;
import hmrbench.io.FolderLock;
import hmrbench.record.RunStore;
import hmrbench.report.Report;
import hmrbench.run.ExperimentRun;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Runs what is missing of an experiment and makes its report. */
@Command(name = "run", description = "Runs what is missing of an experiment and makes its report.")
final class RunCommand extends ProjectCommand {

  @CommandLine.Mixin private final ChosenExperiment experiment = new ChosenExperiment();

  @Option(
      names = "--device",
      paramLabel = "DEVICE",
      description = "auto, cpu, gpu, gpu:N, or gpu:all: a program for each card.")
  private Optional<String> device = Optional.empty();

  @Option(
      names = "--limit",
      paramLabel = "N",
      description = "Only the first N sequences of every data set.")
  private Optional<String> limit = Optional.empty();

  @Option(names = "--strict", description = StrictOption.DESCRIPTION)
  private boolean strict;

  @CommandLine.Mixin private final ExecutorOptions executor = new ExecutorOptions();

  @ArgGroup private Existing existing = new Existing();

  /** What to do with records that are there. */
  private static final class Existing {

    @Option(names = "--resume", description = "Only go on with a run that was begun.")
    private boolean resume;

    @Option(names = "--fresh", description = "Remove the records that are there first.")
    private boolean fresh;

    RunStore.Existing choice() {
      if (fresh) {
        return RunStore.Existing.REPLACE;
      }
      return resume ? RunStore.Existing.RESUME : RunStore.Existing.CONTINUE;
    }
  }

  RunCommand(Project project, Clock clock) {
    super(project, clock);
  }

  @Override
  public Integer call() {
    List<String> changes = new ArrayList<>();
    device.ifPresent(value -> changes.add("device=" + value));
    limit.ifPresent(value -> changes.add("limit=" + value));
    ConfigReader configs = project.configs();
    ExperimentConfig config = experiment.read(project, configs, changes);
    Path folder = experiment.output(project, config);
    PrintWriter err = err();
    if (executor.isAsked() || config.device().equals(ExecutorOptions.ALL_CARDS)) {
      return new ExecutorRun(project, clock, executor, out(), err)
          .run(config, experiment.path(project), folder, strict, existing.choice());
    }
    int workers = Math.max(1, Runtime.getRuntime().availableProcessors());
    ExperimentRun.Request request =
        new ExperimentRun.Request(
            config, configs.roots(), folder, existing.choice(), workers, strict);
    return Interruption.announced(
        err,
        () -> Interruption.ofRun(folder),
        () ->
            ExperimentRun.run(
                request,
                new TerminalProgress(err, clock),
                clock,
                (outcome, locked) -> report(outcome, locked, out())));
  }

  /** Makes the report of a run, and says where it is. */
  static int report(ExperimentRun.Outcome outcome, FolderLock folder, PrintWriter print) {
    if (outcome.summary().isEmpty()) {
      return outcome.failure().map(Fault.Kind::exitCode).orElse(Main.FAILED);
    }
    Report.Written report = Report.write(folder);
    print.println(report.results());
    print.println("report: " + report.page());
    return outcome.failure().map(Fault.Kind::exitCode).orElse(0);
  }
}
