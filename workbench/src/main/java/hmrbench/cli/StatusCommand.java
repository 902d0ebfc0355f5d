package hmrbench.cli;

import hmrbench.executor.GroupReport;
import hmrbench.executor.Submission;
import hmrbench.executor.Submissions;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Says how far an experiment is that was submitted to an executor. */
@Command(
    name = "status",
    description =
        "Says how far an experiment or recipe is that --executor submitted: group by group.")
final class StatusCommand extends ProjectCommand {

  @Mixin private final SubmittedRun submitted = new SubmittedRun();

  @Option(names = "--json", description = "Print all of it as JSON.")
  private boolean json;

  StatusCommand(Project project, Clock clock) {
    super(project, clock);
  }

  @Override
  public Integer call() {
    Path run = submitted.folder(project);
    List<GroupReport> all = new ArrayList<>();
    for (Submission submission : Submission.of(run)) {
      all.addAll(
          GroupReport.of(Submissions.session(submission, project.root()), submission, clock));
    }
    PrintWriter out = out();
    if (json) {
      out.print(GroupReport.json(all));
    } else {
      all.forEach(it -> out.println(it.line()));
      out.println(GroupReport.sum(all));
    }
    return 0;
  }
}
