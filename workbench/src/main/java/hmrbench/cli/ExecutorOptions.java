package hmrbench.cli;

import hmrbench.config.SlurmReader;
import hmrbench.core.Fault;
import hmrbench.executor.Executor;
import hmrbench.executor.Executors;
import hmrbench.tensor.GpuCards;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Where cells or trainings are computed, if not in this program. */
final class ExecutorOptions {

  /** A device that is several: one program for each. */
  static final String ALL_CARDS = "gpu:all";

  private static final String LOCAL = "local";

  @Option(
      names = "--executor",
      paramLabel = "WHERE",
      description =
          "Compute in programs of their own: local (on this machine) or slurm (a cluster). In this"
              + " program where left out.")
  private Optional<String> executor = Optional.empty();

  @Option(
      names = "--slurm-config",
      paramLabel = "FILE",
      description = "What to ask Slurm for; slurm.yaml beside EXPERIMENT or RECIPE where left out.")
  private Optional<String> settings = Optional.empty();

  @Option(
      names = "--array-parallelism",
      paramLabel = "N",
      description = "With --executor: groups that are computed at the same time.")
  private Optional<String> parallel = Optional.empty();

  @Option(
      names = "--dry-run",
      description = "With --executor: print what would be submitted, and submit nothing.")
  private boolean dryRun;

  @Option(
      names = "--wait",
      description =
          "With --executor slurm: follow until all is done; Ctrl-C leaves, and jobs go on.")
  private boolean wait;

  boolean isAsked() {
    if (executor.isEmpty() && (settings.isPresent() || parallel.isPresent() || dryRun || wait)) {
      throw Fault.asked(
          "--slurm-config, --array-parallelism, --dry-run and --wait are for --executor local or"
              + " slurm; add it, or leave them out");
    }
    return executor.isPresent();
  }

  /** As asked for; programs on this machine where several cards are, and nothing else. */
  Executor executor() {
    return Executors.named(executor.orElse(LOCAL));
  }

  Executor.Order order(Path run, Project project, Path experiment, String device) {
    Optional<Path> file = settings.map(project.workingFolder()::resolve);
    Path beside =
        (Files.isDirectory(experiment) ? experiment : experiment.resolveSibling(""))
            .resolve(SlurmReader.FILE);
    if (file.isEmpty() && executor.orElse("").equals("slurm") && Files.isRegularFile(beside)) {
      file = Optional.of(beside);
    }
    boolean onCards = device.equals(ALL_CARDS) && executor.orElse(LOCAL).equals(LOCAL);
    List<String> cards = onCards ? GpuCards.all() : List.of();
    return new Executor.Order(run, project.root(), file, parallel(), cards, dryRun);
  }

  private int parallel() {
    if (parallel.isEmpty()) {
      return 0;
    }
    String text = parallel.get();
    if (!text.matches("[1-9][0-9]{0,4}")) {
      throw Fault.asked("--array-parallelism: expected a number from 1, got \"%s\"", text);
    }
    return Integer.parseInt(text);
  }

  boolean isDryRun() {
    return dryRun;
  }

  boolean isToWait() {
    return wait;
  }
}
