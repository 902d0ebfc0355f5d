package hmrbench.run.bench;

import hmrbench.core.Fault;
import hmrbench.core.Reason;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A command of this program in a separate process, as a user starts it. */
public final class ChildProgram {

  private static final Path PROCESSES = Path.of("/proc");
  private static final String PEAK = "VmHWM:";

  /** Asking more often would take from what is measured. */
  private static final int SAMPLE_MILLISECONDS = 250;

  private ChildProgram() {}

  /**
   * What a command took.
   *
   * @param output what it printed; messages and progress are let go
   * @param wallSeconds from the start of the process to its end
   * @param cpuSeconds of all its threads
   * @param peakMebibytes the most memory that it had resident; 0 where the system does not say
   */
  public record Run(String output, double wallSeconds, double cpuSeconds, double peakMebibytes) {}

  /**
   * Runs a command to its end.
   *
   * @param flags of the JVM
   * @param command with its arguments
   * @param folder for what it prints
   * @throws Fault if it fails
   */
  public static Run run(List<String> flags, List<String> command, Path folder) {
    return run(flags, command, Map.of(), folder);
  }

  /**
   * The same with other variables of the environment.
   *
   * @throws Fault if it fails
   */
  public static Run run(
      List<String> flags, List<String> command, Map<String, String> environment, Path folder) {
    List<String> words = new ArrayList<>();
    words.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    words.addAll(flags);
    words.add("-Djava.awt.headless=true");
    words.add("-Dhmrbench.home=" + System.getProperty("hmrbench.home", ""));
    words.addAll(List.of("-cp", System.getProperty("java.class.path"), "hmrbench.cli.Main"));
    words.addAll(command);
    Path printed = folder.resolve("printed");
    long start = System.nanoTime();
    try {
      ProcessBuilder builder =
          new ProcessBuilder(words)
              .redirectOutput(printed.toFile())
              .redirectError(ProcessBuilder.Redirect.DISCARD);
      builder.environment().putAll(environment);
      Process process = builder.start();
      Duration cpu = Duration.ZERO;
      double peak = 0;
      while (!process.waitFor(SAMPLE_MILLISECONDS, TimeUnit.MILLISECONDS)) {
        cpu = process.info().totalCpuDuration().orElse(cpu);
        peak = Math.max(peak, peakMebibytes(process.pid()));
      }
      double wall = (System.nanoTime() - start) / 1e9;
      if (process.exitValue() != 0) {
        throw Fault.running(
            "`%s` ended with exit code %d", String.join(" ", command), process.exitValue());
      }
      return new Run(Files.readString(printed), wall, cpu.toMillis() / 1e3, peak);
    } catch (IOException e) {
      throw new Fault(
          Fault.Kind.FAILED_RUNNING, "java does not start: %s".formatted(Reason.of(e)), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw Fault.running("the measurement was interrupted");
    }
  }

  /** The most memory that a process had resident so far; 0 where the system does not say. */
  static double peakMebibytes(long process) {
    Path status = PROCESSES.resolve(Long.toString(process)).resolve("status");
    try {
      for (String line : Files.readAllLines(status, StandardCharsets.UTF_8)) {
        if (line.startsWith(PEAK)) {
          String kibibytes = line.substring(PEAK.length()).replace("kB", "").strip();
          return Long.parseLong(kibibytes) / 1024.0;
        }
      }
    } catch (IOException e) {
      return 0; // It has just ended, or there is no such system here.
    }
    return 0;
  }
}
