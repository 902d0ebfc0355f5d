package hmrbench.cli;

import hmrbench.io.Inspector;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;

/** Prints what is in a file, without running any code in it. */
@Command(name = "inspect", description = "Prints what is in a file; nothing in it is executed.")
final class InspectCommand implements Callable<Integer> {

  private final Project project;

  @CommandLine.Spec private CommandSpec spec = CommandSpec.create();

  @Parameters(index = "0", paramLabel = "FILE", description = "A file of any known format.")
  private String file = "";

  InspectCommand(Project project) {
    this.project = project;
  }

  @Override
  public Integer call() {
    Inspector.describe(project.workingFolder().resolve(file))
        .forEach(spec.commandLine().getOut()::println);
    return 0;
  }
}
