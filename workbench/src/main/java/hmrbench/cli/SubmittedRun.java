package hmrbench.cli;

import java.nio.file.Path;
import picocli.CommandLine.Parameters;

/** The run that a command looks at, which was submitted to an executor. */
final class SubmittedRun {

  @Parameters(
      index = "0",
      paramLabel = "EXPERIMENT",
      description =
          "A run's folder, or the name of an experiment or recipe that was submitted; of a recipe"
              + " with --work, that folder.")
  private String experiment = "";

  /** Its folder. */
  Path folder(Project project) {
    return project.submitted(experiment);
  }
}
