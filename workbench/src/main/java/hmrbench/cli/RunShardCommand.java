package hmrbench.cli;

import hmrbench.core.Fault;
import hmrbench.executor.Host;
import hmrbench.executor.Submission;
import hmrbench.executor.Worker;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Computes one group of a submission: what an executor starts. */
@Command(
    name = "run-shard",
    hidden = true,
    description = "Computes one group of a submission: what an executor starts.")
final class RunShardCommand extends ProjectCommand {

  /** How long a program that was asked to end may finish the sequence in hand. */
  private static final long GRACE_MILLISECONDS = 20_000;

  @Parameters(index = "0", paramLabel = "GROUPS", description = "groups.json of a submission.")
  private String groups = "";

  @Parameters(index = "1", paramLabel = "GROUP", description = "Number of the group, from 0.")
  private int group;

  @Option(
      names = "--stop-file",
      required = true,
      paramLabel = "FILE",
      description =
          "Ends between two sequences, or two steps of a training, with exit code 75, once this file"
              + " is there.")
  private String stopFile = "";

  @Option(
      names = "--parent",
      paramLabel = "PROCESS",
      description = "Ends as with the file once this process is gone.")
  private Optional<Long> parent = Optional.empty();

  RunShardCommand(Project project, Clock clock) {
    super(project, clock);
  }

  @Override
  public Integer call() {
    PrintWriter err = err();
    Submission submission = Submission.ofGroups(project.workingFolder().resolve(groups));
    Worker worker =
        new Worker(submission, group, attempt(), new TerminalProgress(err, clock), clock);
    AtomicBoolean stop = new AtomicBoolean();
    Thread self = Thread.currentThread();
    Thread hook =
        new Thread(
            () -> {
              stop.set(true);
              try {
                self.join(GRACE_MILLISECONDS);
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
            });
    Runtime.getRuntime().addShutdownHook(hook);
    try {
      Worker.Readers readers = new Worker.Readers(project.configs(), project::recipesIn);
      return worker.work(readers, Path.of(stopFile), () -> stop.get() || isAlone());
    } finally {
      if (!stop.get()) {
        Runtime.getRuntime().removeShutdownHook(hook);
      }
    }
  }

  /** A worker whose executor was killed would compute for no one. */
  private boolean isAlone() {
    return parent.isPresent() && ProcessHandle.of(parent.get()).isEmpty();
  }

  private static Worker.Attempt attempt() {
    String array = environment("SLURM_ARRAY_JOB_ID");
    String job = array.isEmpty() ? environment("SLURM_JOB_ID") : array;
    return new Worker.Attempt(
        job,
        number("SLURM_RESTART_COUNT", 0),
        Host.name(),
        number("SLURM_CPUS_PER_TASK", Runtime.getRuntime().availableProcessors()));
  }

  private static String environment(String name) {
    String value = System.getenv(name);
    return value == null ? "" : value.strip();
  }

  private static int number(String name, int standard) {
    String text = environment(name);
    try {
      return text.isEmpty() ? standard : Integer.parseInt(text);
    } catch (NumberFormatException e) {
      throw Fault.asked("%s: expected a whole number, got \"%s\"", name, text);
    }
  }
}
