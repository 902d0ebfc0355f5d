package hmrbench.cli;

import hmrbench.io.Inspector;
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
    Inspector.describe(project.workingFolder().resolve(file)).forEach(out()::println);
    return 0;
  }
}
