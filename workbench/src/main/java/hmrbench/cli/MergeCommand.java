package hmrbench.cli;

import hmrbench.executor.Merging;
import java.io.PrintWriter;
import java.time.Clock;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Makes one run, and its report, of what an executor's programs computed. */
@Command(
    name = "merge",
    description =
        "Makes one run, and its report, of what --executor computed; a gap is named, and filled by"
            + " merging again.")
final class MergeCommand implements Callable<Integer> {

  private final Project project;
  private final Clock clock;

  @CommandLine.Spec private CommandSpec spec = CommandSpec.create();

  @Parameters(
      index = "0",
      paramLabel = "EXPERIMENT",
      description = "A run's folder, or the name of an experiment that was submitted.")
  private String experiment = "";

  @Option(
      names = "--allow-mixed",
      description = "Take cells of several builds and devices, and say so on the page.")
  private boolean mixed;

  MergeCommand(Project project, Clock clock) {
    this.project = project;
    this.clock = clock;
  }

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    return Merging.merge(
        project.configs(),
        project.submitted(experiment),
        mixed,
        new TerminalProgress(spec.commandLine().getErr(), clock),
        clock,
        (outcome, locked) -> RunCommand.report(outcome, locked, out));
  }
}
