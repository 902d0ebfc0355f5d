package hmrbench.run.bench;

import hmrbench.record.bench.BenchResult;
import hmrbench.record.bench.BenchResult.ReportCost;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * What {@code report} costs on records of a given size: wall and processor seconds and peak memory
 * of a separate process, from its start to its end.
 */
public final class ReportScale {

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
    run.write(records, folder, threads);
    HostShare host = HostShare.now();
    List<ReportCost> costs = new ArrayList<>();
    for (int round = 0; round < rounds; round++) {
      progress.accept("report %d of %d".formatted(round + 1, rounds));
      costs.add(report(run, records, folder));
    }
    return BenchMachine.result(host.since("reports")).reports(costs);
  }

  private static ReportCost report(LongRun run, Path records, Path folder) {
    ChildProgram.Run took = ChildProgram.run(FLAGS, List.of("report", records.toString()), folder);
    return new ReportCost(
        run.rows(), run.cells(), took.wallSeconds(), took.cpuSeconds(), took.peakMebibytes());
  }
}
