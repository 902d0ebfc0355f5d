package hmrbench.run.bench;

import hmrbench.core.EnvironmentVariables;
import hmrbench.core.Fault;
import hmrbench.core.Reason;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * {@code workbench/src/bench/peer.py} in a separate process: a line goes in, a line of key=value
 * words comes back.
 */
final class PythonPeer implements AutoCloseable {

  /** The environment variable by which OpenBLAS takes its kernels. */
  static final String KERNEL = "OPENBLAS_CORETYPE";

  private final Process process;
  private final Writer in;
  private final BufferedReader out;
  private final Map<String, String> greeting;

  /** Where to find it. */
  record Place(String python, Path script) {}

  private PythonPeer(Process process) throws IOException {
    this.process = process;
    this.in = new OutputStreamWriter(process.getOutputStream(), StandardCharsets.UTF_8);
    this.out =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    this.greeting = answer("ready");
  }

  /**
   * Finds a Python that has torch: the one that HMRBENCH_PYTHON names, else the first on the path
   * or the system's own.
   *
   * @throws Fault if there is none
   */
  static Place find(Path script) {
    return find(script, List.of("torch", "numpy"));
  }

  /**
   * Finds a Python that has some modules, as {@link #find(Path)} does.
   *
   * @throws Fault if there is none
   */
  static Place find(Path script, List<String> modules) {
    Optional<String> named =
        Optional.ofNullable(System.getenv(EnvironmentVariables.PYTHON)).filter(it -> !it.isBlank());
    List<String> candidates = named.map(List::of).orElse(List.of("python3", "/usr/bin/python3"));
    return candidates.stream()
        .filter(python -> has(python, modules))
        .findFirst()
        .map(python -> new Place(python, script))
        .orElseThrow(
            () ->
                Fault.asked(
                    "--peer needs a Python with %s, and %s has none; name one in the environment"
                        + " variable %s, or leave --peer out",
                    String.join(" and ", modules),
                    String.join(" or ", candidates),
                    EnvironmentVariables.PYTHON));
  }

  private static boolean has(String python, List<String> modules) {
    try {
      Process process =
          command(List.of(python, "-c", "import " + String.join(", ", modules)), "")
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      return process.waitFor(120, TimeUnit.SECONDS) && process.exitValue() == 0;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /** A shim that picks Pythons by a version file would pick one that is not there. */
  private static ProcessBuilder command(List<String> words, String kernel) {
    ProcessBuilder builder = new ProcessBuilder(words);
    builder.environment().remove("PYENV_VERSION");
    if (!kernel.isEmpty()) {
      builder.environment().put(KERNEL, kernel);
    }
    return builder;
  }

  /**
   * Starts it.
   *
   * @param kernel of OpenBLAS; empty for the one that it picks itself
   * @return empty if it does not start with this kernel
   */
  static Optional<PythonPeer> start(Place place, BenchOptions options, String kernel) {
    List<String> words = new ArrayList<>(List.of(place.python(), place.script().toString()));
    words.addAll(List.of("--features", "" + options.features(), "--hidden", "" + options.hidden()));
    words.addAll(List.of("--layers", "" + options.layers(), "--window", "" + options.window()));
    words.addAll(List.of("--threads", "" + options.threads()));
    try {
      return Optional.of(
          new PythonPeer(
              command(words, kernel).redirectError(ProcessBuilder.Redirect.DISCARD).start()));
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /**
   * Starts a script that takes other words.
   *
   * @throws Fault if it does not start
   */
  static PythonPeer start(Place place, List<String> arguments) {
    List<String> words = new ArrayList<>(List.of(place.python(), place.script().toString()));
    words.addAll(arguments);
    try {
      return new PythonPeer(
          command(words, "").redirectError(ProcessBuilder.Redirect.DISCARD).start());
    } catch (IOException e) {
      throw stopped("start", place.script(), e);
    }
  }

  private static Fault stopped(String command, Path script, IOException why) {
    return new Fault(
        Fault.Kind.FAILED_RUNNING,
        "the Python peer stopped at `%s` (%s); run `%s` by hand to see why"
            .formatted(command, Reason.of(why), script),
        why);
  }

  /** All numbers of the answer to a command. */
  Map<String, Double> numbers(String command, Path script) {
    try {
      in.write(command + "\n");
      in.flush();
      Map<String, Double> numbers = new HashMap<>();
      answer("done").forEach((key, value) -> numbers.put(key, Double.parseDouble(value)));
      return numbers;
    } catch (IOException e) {
      throw stopped(command, script, e);
    }
  }

  /** The most memory that it had resident so far, in MiB; 0 where the system does not say. */
  double peakMebibytes() {
    return ChildProgram.peakMebibytes(process.pid());
  }

  /** The PyTorch that it runs. */
  String torch() {
    return greeting.getOrDefault("torch", "unknown");
  }

  /**
   * Has it do something.
   *
   * @return one of the numbers that it answers with
   */
  double ask(String command, String key) throws IOException {
    in.write(command + "\n");
    in.flush();
    String value = answer("done").get(key);
    if (value == null) {
      throw new IOException("no %s in the answer to %s".formatted(key, command));
    }
    return Double.parseDouble(value);
  }

  /** Frames per second of a command that says how long its frames took. */
  double framesPerSecond(int frames, String command) {
    try {
      return frames / ask(command, "seconds");
    } catch (IOException e) {
      throw new Fault(
          Fault.Kind.FAILED_RUNNING,
          "the Python peer stopped at `%s` (%s); run `%s` by hand to see why"
              .formatted(command, Reason.of(e), "workbench/src/bench/peer.py"),
          e);
    }
  }

  private Map<String, String> answer(String expected) throws IOException {
    String line = out.readLine();
    if (line == null || !line.startsWith(expected + " ")) {
      throw new IOException(
          "expected a line that starts with %s, got %s".formatted(expected, line));
    }
    Map<String, String> values = new HashMap<>();
    for (String word : line.split(" ", -1)) {
      int at = word.indexOf('=');
      if (at > 0) {
        values.put(word.substring(0, at), word.substring(at + 1));
      }
    }
    return values;
  }

  @Override
  public void close() {
    process.destroy();
  }
}
