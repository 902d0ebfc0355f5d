package hmrbench.executor.slurm;

import hmrbench.config.PathRoots;
import hmrbench.config.SlurmConfig;
import hmrbench.config.SlurmReader;
import hmrbench.core.Fault;
import hmrbench.executor.Executor;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Groups as tasks of an array of Slurm. */
public final class SlurmExecutor implements Executor {

  /** Folders that every machine has for itself. */
  private static final List<String> OWN = List.of("/tmp", "/var/tmp", "/dev/shm", "/run");

  private final Map<String, String> environment;
  private final Duration firstPause;

  /** With the commands on the PATH. */
  public SlurmExecutor() {
    this(System.getenv(), Duration.ofSeconds(60));
  }

  /**
   * Of another environment.
   *
   * @param firstPause before what was refused for the moment is tried again; then twice and four
   *     times as long
   */
  public SlurmExecutor(Map<String, String> environment, Duration firstPause) {
    this.environment = environment;
    this.firstPause = firstPause;
  }

  @Override
  public String key() {
    return "slurm";
  }

  @Override
  public String description() {
    return "tasks of an array, and a report job after them";
  }

  @Override
  public Session open(Order order) {
    SlurmConfig read =
        order
            .settings()
            .map(file -> SlurmReader.read(file, new PathRoots(order.project(), order.project())))
            .orElseGet(SlurmConfig::standard);
    SlurmConfig config = order.parallel() > 0 ? read.withParallel(order.parallel()) : read;
    SlurmTools tools =
        new SlurmTools(environment.getOrDefault("PATH", ""), SbatchVariables.over(config));
    if (!order.preview() && !tools.has("sbatch")) {
      throw tools.missing("sbatch");
    }
    boolean looksOnly = order.preview() && order.settings().isEmpty();
    if (!config.program().assumeShared() && !looksOnly) {
      requireShared(order.run(), "--out");
      requireShared(order.project(), "the project");
    }
    return new SlurmSession(config, tools, order.project(), firstPause);
  }

  private void requireShared(Path folder, String what) {
    Path real = real(folder);
    String own =
        java.util.stream.Stream.concat(
                OWN.stream(), java.util.stream.Stream.ofNullable(environment.get("TMPDIR")))
            .filter(it -> !it.isBlank() && real.startsWith(Path.of(it)))
            .findFirst()
            .orElse("");
    if (!own.isEmpty()) {
      throw Fault.asked(
          "%s: %s lies below %s, which every node has for itself; name a folder that all nodes see,"
              + " or set assume-shared: true in slurm.yaml if they do see it",
          folder, what, own);
    }
  }

  private static Path real(Path folder) {
    Path there = folder.toAbsolutePath().normalize();
    while (there.getParent() != null && !Files.exists(there)) {
      there = there.getParent();
    }
    try {
      return there.toRealPath();
    } catch (java.io.IOException e) {
      return there;
    }
  }
}
