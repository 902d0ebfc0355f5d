package hmrbench.cli;

import hmrbench.data.predicted.PredictionFormats;
import hmrbench.io.Inspector;
import java.nio.file.Path;
import java.time.Clock;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Prints what is in a file, without running any code in it. */
@Command(name = "inspect", description = "Prints what is in a file; nothing in it is executed.")
final class InspectCommand extends ProjectCommand {

  @Parameters(index = "0", paramLabel = "FILE", description = "A file of any known format.")
  private String file = "";

  InspectCommand(Project project, Clock clock) {
    super(project, clock);
  }

  @Override
  public Integer call() {
    Path path = project.workingFolder().resolve(file);
    Inspector.describe(path).forEach(out()::println);
    PredictionFormats.known(path)
        .ifPresent(
            format ->
                out()
                    .println(
                        "predictions of %s, which `score` and `detect` read"
                            .formatted(format.program())));
    return 0;
  }
}
