package hmrbench.cli;

import hmrbench.executor.Merging;
import java.io.PrintWriter;
import java.time.Clock;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Makes one run, and its report, of what an executor's programs computed. */
@Command(
    name = "merge",
    description =
        "Makes one run, and its report, of what --executor computed; a gap is named, and filled by"
            + " merging again.")
final class MergeCommand extends ProjectCommand {

  @Mixin private final SubmittedRun submitted = new SubmittedRun();

  @Option(
      names = "--allow-mixed",
      description = "Take cells of several builds and devices, and say so on the page.")
  private boolean mixed;

  MergeCommand(Project project, Clock clock) {
    super(project, clock);
  }

  @Override
  public Integer call() {
    PrintWriter out = out();
    return Merging.merge(
        project.configs(),
        submitted.folder(project),
        mixed,
        new TerminalProgress(err(), clock),
        clock,
        (outcome, locked) -> RunCommand.report(outcome, locked, out));
  }
}
