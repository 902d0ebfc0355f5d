package hmrbench.config;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What to ask Slurm for: {@code slurm.yaml}. What is not given is left to the site.
 *
 * @param options of sbatch with their values, in the order of the file; a switch has an empty value
 * @param minutes that a task may take, where given
 * @param cpus per task, where given
 * @param groups how cells are divided among tasks, and what becomes of a task that ends early
 * @param program how a task starts the program
 * @param report options of the job that makes the report, over those of the tasks
 */
public record SlurmConfig(
    Map<String, String> options,
    Optional<Integer> minutes,
    Optional<Integer> cpus,
    Groups groups,
    Program program,
    Map<String, String> report) {

  /**
   * Groups of cells, one task each.
   *
   * @param parallel tasks of an array at the same time
   * @param targetMinutes that a group is filled to
   * @param signalSeconds before its time limit that a task is asked to stop
   * @param maxTimeouts how often a group may reach the limit
   * @param memoryFactor by which a group that ran out of memory asks for more, where given
   * @param requeue whether Slurm may start a task again
   */
  public record Groups(
      int parallel,
      double targetMinutes,
      int signalSeconds,
      int maxTimeouts,
      Optional<Double> memoryFactor,
      boolean requeue) {

    static final Groups STANDARD = new Groups(8, 10, 120, 3, Optional.empty(), true);

    public Groups {
      BadValue.requireAtLeastOne("array-parallelism", parallel);
      if (!(targetMinutes >= 1)) {
        throw BadValue.of(
            "target-minutes", "must be at least 1, got " + BadValue.shown(targetMinutes));
      }
      if (signalSeconds < 0 || signalSeconds > 65535) {
        throw BadValue.of("signal-seconds", "must be from 0 to 65535, got " + signalSeconds);
      }
      if (maxTimeouts < 0) {
        throw BadValue.of("max-timeouts", "must not be below 0, got " + maxTimeouts);
      }
    }

    Groups withParallel(int tasks) {
      return new Groups(tasks, targetMinutes, signalSeconds, maxTimeouts, memoryFactor, requeue);
    }
  }

  /**
   * How a task starts the program.
   *
   * @param setup lines of shell before it starts
   * @param java the program that starts Java, where another than this one is meant
   * @param copy whether the program's own code is copied into the submission
   * @param assumeShared whether a folder such as /tmp is seen by all nodes here
   */
  public record Program(
      List<String> setup, Optional<String> java, boolean copy, boolean assumeShared) {

    static final Program STANDARD = new Program(List.of(), Optional.empty(), true, false);

    public Program {
      setup = List.copyOf(setup);
    }
  }

  /** Groups longer than this share of the limit would often reach it. */
  private static final double SAFE_SHARE = 0.7;

  /** Keys that ask for memory. */
  static final List<String> MEMORY = List.of("mem", "mem-per-cpu", "mem-per-gpu");

  private static final double MOST_FACTOR = 8;

  private static final String UNITS = "KMGT";

  /** Options that the program sets itself. */
  static final Set<String> OURS =
      Set.of(
          "array",
          "comment",
          "dependency",
          "error",
          "export",
          "job-name",
          "kill-on-invalid-dep",
          "ntasks",
          "nodes",
          "open-mode",
          "output",
          "parsable",
          "signal",
          "test-only",
          "wait",
          "wrap",
          "requeue",
          "no-requeue");

  /** A value of a line {@code #SBATCH --option=value}, which no shell reads. */
  private static final Pattern VALUE = Pattern.compile("[^\\s\"'\\\\`]{1,200}");

  /** Checks what no single key can. */
  public SlurmConfig {
    options = Collections.unmodifiableMap(new LinkedHashMap<>(options));
    report = Collections.unmodifiableMap(new LinkedHashMap<>(report));
    requireOne(options, "gpus", "gres");
    requireOne(options, "mem", "mem-per-cpu");
    requireOne(options, "mem", "mem-per-gpu");
    requireOne(options, "mem-per-cpu", "mem-per-gpu");
    if (groups.memoryFactor().isPresent()) {
      requireFactor(options, groups.memoryFactor().get());
    }
    cpus.ifPresent(count -> BadValue.requireAtLeastOne("cpus-per-task", count));
  }

  private static void requireFactor(Map<String, String> options, double factor) {
    if (!(factor > 1 && factor <= MOST_FACTOR)) {
      throw BadValue.of(
          "mem-factor", "must be above 1 and at most 8, got " + BadValue.shown(factor));
    }
    if (MEMORY.stream().noneMatch(options::containsKey)) {
      throw BadValue.of("mem-factor", "needs mem, mem-per-cpu or mem-per-gpu, which it multiplies");
    }
  }

  private static void requireOne(Map<String, String> options, String one, String other) {
    if (options.containsKey(one) && options.containsKey(other)) {
      throw BadValue.of(other, "is there beside %s; leave one of them out".formatted(one));
    }
  }

  static boolean isValue(String text) {
    return VALUE.matcher(text).matches();
  }

  /** With nothing asked for. */
  public static SlurmConfig standard() {
    return new SlurmConfig(
        Map.of(), Optional.empty(), Optional.empty(), Groups.STANDARD, Program.STANDARD, Map.of());
  }

  /** The same with another number of tasks at a time. */
  public SlurmConfig withParallel(int tasks) {
    return new SlurmConfig(options, minutes, cpus, groups.withParallel(tasks), program, report);
  }

  /**
   * What asks for memory after a group ran out of it some times, as an option of sbatch with its
   * value; nothing where it asks for no more.
   */
  public Optional<String> memoryAfter(int times) {
    if (groups.memoryFactor().isEmpty() || times == 0) {
      return Optional.empty();
    }
    double factor = Math.pow(groups.memoryFactor().get(), times);
    return MEMORY.stream()
        .filter(options::containsKey)
        .findFirst()
        .map(key -> "--%s=%s".formatted(key, multiplied(options.getOrDefault(key, ""), factor)));
  }

  /** An amount as sbatch reads it, in mebibytes where it names no unit. */
  private static String multiplied(String amount, double factor) {
    int unit = UNITS.indexOf(amount.charAt(amount.length() - 1));
    String number = unit < 0 ? amount : amount.substring(0, amount.length() - 1);
    double kibibytes = Long.parseLong(number) * factor * Math.pow(1024, unit < 0 ? 1 : unit);
    return kibibytes < 1024
        ? "%dK".formatted((long) Math.ceil(kibibytes))
        : "%dM".formatted((long) Math.ceil(kibibytes / 1024));
  }

  /** Seconds that a group is filled to: the target, and well within the time limit. */
  public double groupSeconds() {
    double target = groups.targetMinutes() * 60;
    return minutes.map(limit -> Math.min(target, SAFE_SHARE * limit * 60)).orElse(target);
  }
}
