package hmrbench.cli;

import hmrbench.executor.Submission;
import hmrbench.executor.Submissions;
import java.nio.file.Path;
import java.time.Clock;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Ends what waits or runs of an experiment. */
@Command(
    name = "cancel",
    description =
        "Ends what --executor submitted of an experiment or recipe; what is done stays, and the same"
            + " command goes on with the rest.")
final class CancelCommand extends ProjectCommand {

  @Mixin private final SubmittedRun submitted = new SubmittedRun();

  CancelCommand(Project project, Clock clock) {
    super(project, clock);
  }

  @Override
  public Integer call() {
    Path run = submitted.folder(project);
    for (Submission submission : Submission.of(run)) {
      Submissions.session(submission, project.root()).cancel(submission);
      out().println("cancelled " + submission.id());
    }
    return 0;
  }
}
