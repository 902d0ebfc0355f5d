package hmrbench.cli;

import java.io.PrintWriter;
import java.time.Clock;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/** What every command knows: the project, a clock, and the line on which it was typed. */
abstract class ProjectCommand implements Callable<Integer> {

  final Project project;
  final Clock clock;

  @CommandLine.Spec private CommandSpec spec = CommandSpec.create();

  ProjectCommand(Project project, Clock clock) {
    this.project = project;
    this.clock = clock;
  }

  /** The whole line, down to the subcommand. */
  final CommandLine line() {
    return spec.commandLine();
  }

  final PrintWriter out() {
    return line().getOut();
  }

  final PrintWriter err() {
    return line().getErr();
  }

  final CommandContext context() {
    return new CommandContext(project, clock, out(), err());
  }
}
