package hmrbench.cli;

import hmrbench.executor.Submission;
import hmrbench.executor.Submissions;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;

/** Ends what waits or runs of an experiment. */
@Command(
    name = "cancel",
    description =
        "Ends what --executor submitted of an experiment; cells that are done stay, and the same"
            + " run goes on with the others.")
final class CancelCommand implements Callable<Integer> {

  private final Project project;

  @CommandLine.Spec private CommandSpec spec = CommandSpec.create();

  @Parameters(
      index = "0",
      paramLabel = "EXPERIMENT",
      description = "A run's folder, or the name of an experiment that was submitted.")
  private String experiment = "";

  CancelCommand(Project project) {
    this.project = project;
  }

  @Override
  public Integer call() {
    Path run = project.submitted(experiment);
    for (Submission submission : Submission.of(run)) {
      Submissions.session(submission, project.root()).cancel(submission);
      spec.commandLine().getOut().println("cancelled " + submission.id());
    }
    return 0;
  }
}
