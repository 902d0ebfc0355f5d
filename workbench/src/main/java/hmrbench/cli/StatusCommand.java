package hmrbench.cli;

import hmrbench.executor.GroupReport;
import hmrbench.executor.Submission;
import hmrbench.executor.Submissions;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Says how far an experiment is that was submitted to an executor. */
@Command(
    name = "status",
    description = "Says how far an experiment is that --executor submitted: group by group.")
final class StatusCommand implements Callable<Integer> {

  private final Project project;
  private final Clock clock;

  @CommandLine.Spec private CommandSpec spec = CommandSpec.create();

  @Parameters(
      index = "0",
      paramLabel = "EXPERIMENT",
      description = "A run's folder, or the name of an experiment that was submitted.")
  private String experiment = "";

  @Option(names = "--json", description = "Print all of it as JSON.")
  private boolean json;

  StatusCommand(Project project, Clock clock) {
    this.project = project;
    this.clock = clock;
  }

  @Override
  public Integer call() {
    Path run = project.submitted(experiment);
    List<GroupReport> all = new ArrayList<>();
    for (Submission submission : Submission.of(run)) {
      all.addAll(
          GroupReport.of(Submissions.session(submission, project.root()), submission, clock));
    }
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      out.print(GroupReport.json(all));
    } else {
      all.forEach(it -> out.println(it.line()));
      out.println(GroupReport.sum(all));
    }
    return 0;
  }
}
