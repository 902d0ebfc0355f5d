package hmrbench.cli;

import hmrbench.core.Fault;
import hmrbench.io.MappedFiles;
import hmrbench.run.Program;
import java.io.PrintWriter;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
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

  /** The commands, in the order in which a newcomer meets them. */
  static final List<String> COMMANDS =
      List.of(
          "run",
          "plan",
          "status",
          "cancel",
          "merge",
          "run-shard",
          "validate",
          "list",
          "inspect",
          "train",
          "export",
          "score",
          "detect",
          "compare",
          "findings",
          "report",
          "video",
          "scene",
          "check-claims",
          "stress",
          "verify",
          "bench",
          "doctor");

  /** Options that need no command. */
  private static final Set<String> VERSION = Set.of("-V", "--version");

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

  private static Object command(String name, Project project, Clock clock) {
    return switch (name) {
      case "run" -> new RunCommand(project, clock);
      case "plan" -> new PlanCommand(project, clock);
      case "status" -> new StatusCommand(project, clock);
      case "cancel" -> new CancelCommand(project, clock);
      case "merge" -> new MergeCommand(project, clock);
      case "run-shard" -> new RunShardCommand(project, clock);
      case "validate" -> new ValidateCommand(project, clock);
      case "list" -> new ListCommand(project, clock);
      case "inspect" -> new InspectCommand(project, clock);
      case "train" -> new TrainCommand(project, clock);
      case "export" -> new ExportCommand(project, clock);
      case "score" -> new ScoreCommand(project, clock);
      case "detect" -> new DetectCommand(project, clock);
      case "compare" -> new CompareCommand(project, clock);
      case "findings" -> new FindingsCommand(project, clock);
      case "report" -> new ReportCommand(project, clock);
      case "video" -> VideoCommand.line(project, clock);
      case "scene" -> new SceneCommand(project, clock);
      case "check-claims" -> new CheckClaimsCommand(project, clock);
      case "stress" -> new StressCommand(project, clock);
      case "verify" -> new VerifyCommand(project, clock);
      case "bench" -> new BenchCommand(project, clock);
      case "doctor" -> new DoctorCommand(project, clock);
      default -> throw new IllegalArgumentException("no command " + name);
    };
  }

  /**
   * The command that is asked for alone, since to build all takes a third of a short one's time.
   */
  private static List<String> needed(String[] arguments) {
    if (arguments.length == 1 && VERSION.contains(arguments[0])) {
      return List.of();
    }
    return Arrays.stream(arguments)
        .filter(word -> !word.startsWith("-"))
        .findFirst()
        .filter(COMMANDS::contains)
        .map(List::of)
        .orElse(COMMANDS);
  }

  /** Runs one command and leaves with its exit code. */
  public static void main(String[] arguments) {
    Thread.setDefaultUncaughtExceptionHandler(Main::threadFailed);
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

  /**
   * Java's own words for a thread that fails, but none where memory has run out: whoever waits for
   * the thread tells that, and telling it twice takes memory.
   */
  private static void threadFailed(Thread thread, Throwable e) {
    if (!(e instanceof OutOfMemoryError)) {
      System.err.print("Exception in thread \"" + thread.getName() + "\" ");
      e.printStackTrace();
    }
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
    Clock clock = Clock.systemUTC();
    for (String name : needed(arguments)) {
      line.addSubcommand(command(name, project, clock));
    }
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
