package hmrbench.config;

import hmrbench.core.Fault;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads {@code slurm.yaml}: YAML in, a validated record out, every mistake at once. */
public final class SlurmReader {

  /** Name of the file beside an experiment. */
  public static final String FILE = "slurm.yaml";

  /** Texts that sbatch takes as they are. */
  private static final List<String> TEXTS =
      List.of(
          "partition",
          "gpus",
          "gres",
          "account",
          "qos",
          "constraint",
          "exclude",
          "nodelist",
          "reservation",
          "mail-user",
          "mail-type");

  private static final Pattern AMOUNT = Pattern.compile("[1-9][0-9]{0,9}[KMGT]?");

  private static final Pattern MINUTES = Pattern.compile("[1-9][0-9]{0,6}");

  private static final Pattern CLOCK =
      Pattern.compile("(?:([0-9]{1,3})-)?([0-9]{1,3}):([0-5][0-9]):([0-5][0-9])");

  private static final Pattern OPTION = Pattern.compile("[a-z][a-z0-9-]{1,40}");

  private final Mistakes mistakes = new Mistakes();
  private final Map<String, String> options = new LinkedHashMap<>();

  private SlurmReader() {}

  /**
   * Reads a file.
   *
   * @param roots for messages, and for paths
   * @throws Fault with all mistakes, one per line
   */
  public static SlurmConfig read(Path file, PathRoots roots) {
    SlurmReader reader = new SlurmReader();
    return new Blocks(roots)
        .read(file.toAbsolutePath().normalize(), reader.mistakes)
        .flatMap(map -> reader.config(new Keys(map, "", roots, reader.mistakes)))
        .filter(it -> reader.mistakes.count() == 0)
        .orElseThrow(() -> Fault.asked("%s", String.join("\n", reader.mistakes.lines())));
  }

  private Optional<SlurmConfig> config(Keys keys) {
    TEXTS.forEach(key -> value(keys, key).ifPresent(text -> options.put(key, text)));
    Optional<Integer> minutes = time(keys, options);
    Optional<Integer> cpus = keys.optionalInteger("cpus-per-task");
    cpus.ifPresent(count -> options.put("cpus-per-task", count.toString()));
    SlurmConfig.MEMORY.forEach(key -> amount(keys, key, options));
    if (keys.truth("exclusive", false)) {
      options.put("exclusive", "");
    }
    extra(keys);
    Supplier<SlurmConfig.Groups> groups = groups(keys);
    SlurmConfig.Program program = program(keys);
    Map<String, String> report = report(keys);
    return keys.build(() -> new SlurmConfig(options, minutes, cpus, groups.get(), program, report));
  }

  /** Reads the keys now; what their values are refused for is said when all keys are read. */
  private static Supplier<SlurmConfig.Groups> groups(Keys keys) {
    SlurmConfig.Groups standard = SlurmConfig.Groups.STANDARD;
    int parallel = keys.optionalInteger("array-parallelism").orElse(standard.parallel());
    double target = keys.optionalNumber("target-minutes").orElse(standard.targetMinutes());
    int signal = keys.optionalInteger("signal-seconds").orElse(standard.signalSeconds());
    int timeouts = keys.optionalInteger("max-timeouts").orElse(standard.maxTimeouts());
    Optional<Double> factor = keys.optionalNumber("mem-factor");
    boolean requeue = keys.truth("requeue", standard.requeue());
    return () -> new SlurmConfig.Groups(parallel, target, signal, timeouts, factor, requeue);
  }

  private SlurmConfig.Program program(Keys keys) {
    List<String> setup = keys.texts("setup", List.of());
    Optional<String> java = value(keys, "java");
    boolean copy =
        keys.oneOf("jar", List.of("copy", "path"), it -> it).map("copy"::equals).orElse(true);
    return new SlurmConfig.Program(setup, java, copy, keys.truth("assume-shared", false));
  }

  private Optional<String> value(Keys keys, String key) {
    Optional<String> text = keys.optionalText(key);
    if (text.isPresent() && !SlurmConfig.isValue(text.get())) {
      mistakes.add(
          keys.place(key),
          keys.pathOf(key),
          "expected one word without quotes, got \"%s\"",
          text.get());
      return Optional.empty();
    }
    return text;
  }

  private Optional<Integer> time(Keys keys, Map<String, String> into) {
    Optional<String> text = keys.optionalText("time");
    if (text.isEmpty()) {
      return Optional.empty();
    }
    Matcher clock = CLOCK.matcher(text.get());
    if (MINUTES.matcher(text.get()).matches()) {
      into.put("time", text.get());
      return Optional.of(Integer.parseInt(text.get()));
    }
    if (clock.matches()) {
      into.put("time", text.get());
      String days = clock.group(1);
      int hours =
          Integer.parseInt(clock.group(2)) + (days == null ? 0 : 24 * Integer.parseInt(days));
      return Optional.of(Math.max(1, 60 * hours + Integer.parseInt(clock.group(3))));
    }
    mistakes.add(
        keys.place("time"),
        keys.pathOf("time"),
        "expected minutes, hh:mm:ss or d-hh:mm:ss, got \"%s\"",
        text.get());
    return Optional.empty();
  }

  private void amount(Keys keys, String key, Map<String, String> into) {
    Optional<String> text = keys.optionalText(key);
    if (text.isPresent() && !AMOUNT.matcher(text.get()).matches()) {
      mistakes.add(
          keys.place(key),
          keys.pathOf(key),
          "expected a number with K, M, G or T, such as 24G, got \"%s\"",
          text.get());
    } else {
      text.ifPresent(it -> into.put(key, it));
    }
  }

  private void extra(Keys keys) {
    for (Map.Entry<String, String> entry : keys.textMap("extra").entrySet()) {
      String key = entry.getKey();
      String path = "extra." + key;
      if (SlurmConfig.OURS.contains(key)) {
        mistakes.add(keys.place("extra"), path, "is set by the program; leave it out");
      } else if (options.containsKey(key)
          || TEXTS.contains(key)
          || SlurmConfig.MEMORY.contains(key)) {
        mistakes.add(keys.place("extra"), path, "is a separate key; write it at the top");
      } else if (!OPTION.matcher(key).matches()) {
        mistakes.add(
            keys.place("extra"), path, "expected an option of sbatch without --, such as licenses");
      } else if (!entry.getValue().isEmpty() && !SlurmConfig.isValue(entry.getValue())) {
        mistakes.add(
            keys.place("extra"),
            path,
            "expected one word without quotes, got \"%s\"",
            entry.getValue());
      } else {
        options.put(key, entry.getValue());
      }
    }
  }

  private Map<String, String> report(Keys keys) {
    Map<String, String> report = new LinkedHashMap<>();
    Optional<Keys> map = keys.map("report");
    if (map.isPresent()) {
      value(map.get(), "partition").ifPresent(text -> report.put("partition", text));
      time(map.get(), report);
      amount(map.get(), "mem", report);
      map.get().tellUnknown();
    }
    return report;
  }
}
