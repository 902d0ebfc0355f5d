package hmrbench.cli;

import hmrbench.core.Fault;
import hmrbench.run.Program;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.UnmatchedArgumentException;

/** The program's entry point: one command, one exit code. */
@Command(
    name = "hmrbench",
    versionProvider = Main.Version.class,
    mixinStandardHelpOptions = true,
    scope = ScopeType.INHERIT,
    description = "A workbench for temporally consistent 3D human pose and shape from video.",
    synopsisSubcommandLabel = "COMMAND",
    footer = "Exit codes: 0 done, 1 failed while running, 2 asked wrongly.")
public final class Main implements Callable<Integer> {

  /** Exit code of a command that was asked wrongly. */
  static final int ASKED_WRONGLY = 2;

  /** Exit code of a command that failed while running. */
  static final int FAILED = 1;

  @Option(
      names = "--debug",
      scope = ScopeType.INHERIT,
      description = "Show where in the program an error arose.")
  private boolean debug;

  /** The version of the build. */
  static final class Version implements CommandLine.IVersionProvider {
    @Override
    public String[] getVersion() {
      return new String[] {"HMRBench " + Program.version()};
    }
  }

  /** The commands, in the order in which a newcomer meets them. */
  private static List<Object> commands(Project project, Clock clock) {
    return List.of(
        new RunCommand(project, clock),
        new PlanCommand(project),
        new ValidateCommand(project),
        new ListCommand(project),
        new InspectCommand(project),
        new TrainCommand(project, clock),
        new ScoreCommand(project, clock),
        new CompareCommand(project),
        new ReportCommand(project),
        new VideoCommand(project, clock),
        new VerifyCommand(),
        new BenchCommand(project),
        new DoctorCommand(project));
  }

  /** Runs one command and leaves with its exit code. */
  public static void main(String[] arguments) {
    PrintWriter out = new PrintWriter(System.out, true, Charset.defaultCharset());
    PrintWriter err = new PrintWriter(System.err, true, Charset.defaultCharset());
    System.exit(execute(arguments, out, err));
  }

  private static int execute(String[] arguments, PrintWriter out, PrintWriter err) {
    try {
      return execute(Project.here(), arguments, out, err);
    } catch (Fault e) {
      err.println("hmrbench: " + e.getMessage());
      return e.kind().exitCode();
    } catch (OutOfMemoryError e) {
      err.println("hmrbench: " + outOfMemory(e));
      return FAILED;
    }
  }

  /** What to do when memory runs out. */
  static String outOfMemory(OutOfMemoryError error) {
    return "out of memory (%s); Java may take %d MiB here: give it more, for example with HMRBENCH_JAVA_OPTS=-Xmx8g"
        .formatted(error.getMessage(), Runtime.getRuntime().maxMemory() >> 20);
  }

  /** Runs one command on a project; what it prints goes to the writers. */
  static int execute(Project project, String[] arguments, PrintWriter out, PrintWriter err) {
    Main main = new Main();
    CommandLine line = new CommandLine(main);
    commands(project, Clock.systemUTC()).forEach(line::addSubcommand);
    line.setCaseInsensitiveEnumValuesAllowed(true);
    line.setOut(out).setErr(err);
    line.setParameterExceptionHandler((e, words) -> askedWrongly(e));
    line.setExecutionExceptionHandler((e, command, words) -> main.failed(e, command.getErr()));
    return line.execute(arguments);
  }

  @Override
  public Integer call() {
    throw Fault.asked("no command was given; `hmrbench --help` lists them");
  }

  private static int askedWrongly(ParameterException e) {
    PrintWriter err = e.getCommandLine().getErr();
    err.println("hmrbench: " + e.getMessage());
    UnmatchedArgumentException.printSuggestions(e, err);
    err.printf(
        "`%s --help` says what it takes%n", e.getCommandLine().getCommandSpec().qualifiedName());
    return ASKED_WRONGLY;
  }

  private int failed(Exception e, PrintWriter err) {
    if (debug) {
      e.printStackTrace(err);
    }
    if (e instanceof Fault fault) {
      err.println("hmrbench: " + fault.getMessage());
      return fault.kind().exitCode();
    }
    err.printf("hmrbench: unexpected %s; with --debug it says where%n", e);
    return FAILED;
  }
}
