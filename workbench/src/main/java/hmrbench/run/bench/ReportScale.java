package hmrbench.run.bench;

import hmrbench.core.Fault;
import hmrbench.record.bench.BenchResult;
import hmrbench.record.bench.BenchResult.ReportCost;
import hmrbench.tensor.ComputeDevice;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * What {@code report} costs on records of a given size: wall and processor seconds and peak memory
 * of a process of its own, from its start to its end.
 */
public final class ReportScale {

  private static final Path PROCESSES = Path.of("/proc");
  private static final String PEAK = "VmHWM:";
  private static final int SAMPLE_MILLISECONDS = 20;

  /** The flags of the launcher for reports, with a heap that leaves room under 2 GB. */
  private static final List<String> FLAGS =
      List.of(
          "-Xmx1400m", "-XX:+UseParallelGC", "-XX:TieredStopAtLevel=1", "-Djava.awt.headless=true");

  private final int threads;
  private final int rounds;
  private final Consumer<String> progress;

  /**
   * @param threads that write the records; the report decides by itself
   * @param rounds reports that are made
   * @param progress hears what is being measured
   */
  public ReportScale(int threads, int rounds, Consumer<String> progress) {
    this.threads = threads;
    this.rounds = rounds;
    this.progress = progress;
  }

  /**
   * Writes records and measures reports of them.
   *
   * @param rows frame rows
   * @param folder for the records
   */
  public BenchResult measure(long rows, Path folder) {
    LongRun run = new LongRun(rows);
    progress.accept("writing %d frame rows".formatted(run.rows()));
    Path records = folder.resolve("records");
    run.write(records, checkpoint(folder), threads);
    List<ReportCost> costs = new ArrayList<>();
    for (int round = 0; round < rounds; round++) {
      progress.accept("report %d of %d".formatted(round + 1, rounds));
      costs.add(report(run, records));
    }
    return BenchMachine.result(ComputeDevice.CPU, Map.of()).reports(costs);
  }

  private static Path checkpoint(Path folder) {
    try {
      return Files.writeString(folder.resolve("weights"), "none");
    } catch (IOException e) {
      throw new Fault(Fault.Kind.FAILED_RUNNING, "%s: %s".formatted(folder, e), e);
    }
  }

  private static ReportCost report(LongRun run, Path records) {
    List<String> words = new ArrayList<>();
    words.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    words.addAll(FLAGS);
    words.add("-Dhmrbench.home=" + System.getProperty("hmrbench.home", ""));
    words.addAll(List.of("-cp", System.getProperty("java.class.path")));
    words.addAll(List.of("hmrbench.cli.Main", "report", records.toString()));
    long start = System.nanoTime();
    try {
      Process process =
          new ProcessBuilder(words)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .redirectErrorStream(true)
              .start();
      Duration cpu = Duration.ZERO;
      double peak = 0;
      while (!process.waitFor(SAMPLE_MILLISECONDS, TimeUnit.MILLISECONDS)) {
        cpu = process.info().totalCpuDuration().orElse(cpu);
        peak = Math.max(peak, peakMebibytes(process.pid()));
      }
      double wall = (System.nanoTime() - start) / 1e9;
      if (process.exitValue() != 0) {
        throw Fault.running(
            "`report` of %d rows ended with exit code %d", run.rows(), process.exitValue());
      }
      return new ReportCost(run.rows(), run.cells(), wall, cpu.toMillis() / 1e3, peak);
    } catch (IOException e) {
      throw new Fault(Fault.Kind.FAILED_RUNNING, "java does not start: %s".formatted(e), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw Fault.running("the measurement was interrupted");
    }
  }

  /** The most memory that a process had resident so far; 0 where the system does not tell. */
  private static double peakMebibytes(long process) {
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
