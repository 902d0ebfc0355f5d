package hmrbench.cli;

import hmrbench.core.Fault;
import hmrbench.io.MappedFiles;
import hmrbench.run.Program;
import java.io.PrintWriter;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
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
        new PlanCommand(project, clock),
        new StatusCommand(project, clock),
        new CancelCommand(project, clock),
        new MergeCommand(project, clock),
        new RunShardCommand(project, clock),
        new ValidateCommand(project, clock),
        new ListCommand(project, clock),
        new InspectCommand(project, clock),
        new TrainCommand(project, clock),
        new ScoreCommand(project, clock),
        new DetectCommand(project, clock),
        new CompareCommand(project, clock),
        new ReportCommand(project, clock),
        VideoCommand.line(project, clock),
        new StressCommand(project, clock),
        new VerifyCommand(project, clock),
        new BenchCommand(project, clock),
        new DoctorCommand(project, clock));
  }

  /** Runs one command and leaves with its exit code. */
  public static void main(String[] arguments) {
    int code;
    try {
      code = execute(arguments, TerminalWriter.on(System.out), TerminalWriter.on(System.err));
    } catch (LinkageError e) {
      // Not even the class that explains errors could be opened, so this needs none of ours.
      System.err.println(
          "hmrbench: the program cannot open its own files ("
              + e.getMessage()
              + "): raise `ulimit -n` to 1024, or start ./hmrbench again, which fetches what is"
              + " gone");
      code = FAILED;
    }
    System.exit(code);
  }

  private static int execute(String[] arguments, PrintWriter out, PrintWriter err) {
    try {
      return execute(Project.here(), arguments, out, err);
    } catch (RuntimeException | Error e) {
      return tell(e, err);
    }
  }

  /** Runs one command on a project; what it prints goes to the writers. */
  static int execute(Project project, String[] arguments, PrintWriter out, PrintWriter err) {
    // Numbers read the same everywhere, those that libraries print too; see DECISIONS.
    Locale.setDefault(Locale.ROOT);
    Main main = new Main();
    CommandLine line = new CommandLine(main);
    commands(project, Clock.systemUTC()).forEach(line::addSubcommand);
    line.setCaseInsensitiveEnumValuesAllowed(true);
    line.setColorScheme(CommandLine.Help.defaultColorScheme(CommandLine.Help.Ansi.OFF));
    line.setOut(out).setErr(err);
    line.setParameterExceptionHandler((e, words) -> askedWrongly(e));
    line.setExecutionExceptionHandler((e, command, words) -> main.failed(e, command.getErr()));
    try {
      return line.execute(arguments);
    } catch (Error e) {
      return main.failed(e, err);
    }
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
        Locale.ROOT,
        "`%s --help` says what it takes%n",
        e.getCommandLine().getCommandSpec().qualifiedName());
    return ASKED_WRONGLY;
  }

  private int failed(Throwable e, PrintWriter err) {
    if (debug) {
      e.printStackTrace(err);
    }
    return tell(e, err);
  }

  private static int tell(Throwable e, PrintWriter err) {
    Fault fault =
        MappedFiles.isLoss(e) ? MappedFiles.fault((InternalError) e) : Fault.explaining(e);
    err.println("hmrbench: " + fault.getMessage());
    return fault.kind().exitCode();
  }
}
