package hmrbench.executor;

import hmrbench.core.Fault;
import hmrbench.executor.local.LocalExecutor;
import hmrbench.executor.slurm.SlurmExecutor;
import java.util.List;
import java.util.stream.Collectors;

/** All executors. */
public final class Executors {

  private static final List<Executor> ALL = List.of(new LocalExecutor(), new SlurmExecutor());

  private Executors() {}

  /** Of a name. */
  public static Executor named(String key) {
    return ALL.stream()
        .filter(it -> it.key().equals(key))
        .findFirst()
        .orElseThrow(
            () ->
                Fault.asked(
                    "--executor: expected one of %s, got \"%s\"",
                    ALL.stream().map(Executor::key).collect(Collectors.joining(", ")), key));
  }
}
