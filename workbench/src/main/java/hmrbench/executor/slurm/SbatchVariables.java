package hmrbench.executor.slurm;

import hmrbench.config.SlurmConfig;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Variables that sbatch reads, and which win over what a script says: those are hidden from it that
 * {@code slurm.yaml} or the program says otherwise.
 */
final class SbatchVariables {

  /** Of options whose variable has another name. */
  private static final Map<String, String> OTHER =
      Map.of("time", "SBATCH_TIMELIMIT", "mem", "SBATCH_MEM_PER_NODE");

  /** Of what the program sets itself. */
  private static final List<String> OURS =
      List.of(
          "SBATCH_ARRAY_INX",
          "SBATCH_EXPORT",
          "SBATCH_JOB_NAME",
          "SBATCH_NO_REQUEUE",
          "SBATCH_OPEN_MODE",
          "SBATCH_OUTPUT",
          "SBATCH_ERROR",
          "SBATCH_REQUEUE",
          "SBATCH_SIGNAL",
          "SBATCH_WAIT");

  private SbatchVariables() {}

  /** Those that must not be seen. */
  static Set<String> over(SlurmConfig config) {
    Set<String> names = new HashSet<>(OURS);
    config.options().keySet().forEach(option -> names.add(of(option)));
    config.report().keySet().forEach(option -> names.add(of(option)));
    return names;
  }

  private static String of(String option) {
    return OTHER.getOrDefault(
        option, "SBATCH_" + option.toUpperCase(Locale.ROOT).replace('-', '_'));
  }
}
