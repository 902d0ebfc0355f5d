package hmrbench.cli;

import hmrbench.report.Report;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;

/** Makes a report again from records alone. */
@Command(name = "report", description = "Makes the report again from records alone.")
final class ReportCommand implements Callable<Integer> {

  private final Project project;

  @CommandLine.Spec private CommandSpec spec = CommandSpec.create();

  @Parameters(index = "0", paramLabel = "RUN", description = "The folder of a run.")
  private String run = "";

  ReportCommand(Project project) {
    this.project = project;
  }

  @Override
  public Integer call() {
    Report.Written report = Report.write(project.workingFolder().resolve(run));
    spec.commandLine().getOut().println(report.results());
    spec.commandLine().getOut().println("report: " + report.page());
    return 0;
  }
}
