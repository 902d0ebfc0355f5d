package hmrbench.record.bench;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * What was measured on one machine. Parts that were not asked for are empty.
 *
 * @param schemaVersion of the file
 * @param measured when, ISO 8601, UTC
 * @param commit of this program's repository; {@code unknown} where git does not say
 * @param machine processor, cores, memory, Java, engine, in words
 * @param setup sizes and counts, and what the peer is
 * @param stages frames per second and worker, stage by stage
 * @param speeds whole runs, and the limit of the machine
 * @param ratios alternating runs, one divided by the other
 * @param costs network speed against its sizes
 * @param reports whole reports from records
 */
public record BenchResult(
    int schemaVersion,
    String measured,
    String commit,
    Map<String, String> machine,
    Map<String, String> setup,
    List<Measure> stages,
    List<Measure> speeds,
    List<Ratio> ratios,
    List<Cost> costs,
    List<ReportCost> reports) {

  /** Version of the layout that this program writes. */
  public static final int SCHEMA_VERSION = 1;

  /** In the setup: when and with which program the parts were measured that this time were not. */
  private static final String EARLIER = "parts not measured again are of";

  /**
   * One thing that was measured several times.
   *
   * @param unit of the values, for example {@code frames/s}
   */
  public record Measure(String name, String unit, Spread spread) {}

  /**
   * How many times as fast one thing is as another; one value per pair of neighbouring runs.
   *
   * @param name of both
   * @param goal that the median should reach
   */
  public record Ratio(String name, double goal, Spread spread) {

    /**
     * Divides run by run.
     *
     * @param ours speeds of the first
     * @param theirs speeds of the second, as many
     */
    public static Ratio of(String name, double goal, List<Double> ours, List<Double> theirs) {
      return new Ratio(
          name,
          goal,
          Spread.of(
              IntStream.range(0, theirs.size())
                  .mapToObj(run -> ours.get(run) / theirs.get(run))
                  .toList()));
    }
  }

  /**
   * The network at one size.
   *
   * @param what varies: batch, window or hidden
   * @param batch windows per batch
   * @param window frames per window
   * @param hidden size of a state
   * @param framesPerSecond of one thread
   * @param gigaflops that the matrix products of the fast path reach, per second
   * @param batchMebibytes estimated memory of one batch
   */
  public record Cost(
      String what,
      int batch,
      int window,
      int hidden,
      double framesPerSecond,
      double gigaflops,
      double batchMebibytes) {

    /** The same measurement in another row of sizes. */
    public Cost varying(String other) {
      return new Cost(other, batch, window, hidden, framesPerSecond, gigaflops, batchMebibytes);
    }
  }

  /**
   * A report from records alone.
   *
   * @param rows frame rows of the records
   * @param cells that hold them
   * @param wallSeconds of the process that makes it, from start to end
   * @param cpuSeconds of all its threads
   * @param peakMebibytes the most memory that it had resident; 0 where the system does not say
   */
  public record ReportCost(
      long rows, int cells, double wallSeconds, double cpuSeconds, double peakMebibytes) {}

  public BenchResult {
    machine = java.util.Collections.unmodifiableMap(new java.util.TreeMap<>(machine));
    setup = java.util.Collections.unmodifiableMap(new java.util.TreeMap<>(setup));
    stages = List.copyOf(stages);
    speeds = List.copyOf(speeds);
    ratios = List.copyOf(ratios);
    costs = List.copyOf(costs);
    reports = List.copyOf(reports);
  }

  private boolean lacks(Measure speed) {
    return speeds.stream().noneMatch(other -> other.name().equals(speed.name()));
  }

  private boolean lacks(Ratio ratio) {
    return ratios.stream().noneMatch(other -> other.name().equals(ratio.name()));
  }

  private boolean measuresAllOf(BenchResult earlier) {
    return earlier.speeds.stream().noneMatch(this::lacks)
        && earlier.ratios.stream().noneMatch(this::lacks)
        && (!stages.isEmpty() || earlier.stages.isEmpty())
        && (!costs.isEmpty() || earlier.costs.isEmpty())
        && (!reports.isEmpty() || earlier.reports.isEmpty());
  }

  /**
   * This measurement, and of an earlier one what was not measured again; the setup says where that
   * comes from if the program was another.
   */
  public BenchResult over(BenchResult earlier) {
    Map<String, String> wholeMachine = new java.util.TreeMap<>(earlier.machine);
    wholeMachine.putAll(machine);
    Map<String, String> allSetup = new java.util.TreeMap<>(earlier.setup);
    allSetup.putAll(setup);
    if (measuresAllOf(earlier)) {
      allSetup.remove(EARLIER);
    } else if (!commit.equals(earlier.commit)) {
      String last = "%s, commit %s".formatted(earlier.measured, earlier.commit);
      allSetup.merge(EARLIER, last, (before, added) -> added + "; " + before);
    }
    return new BenchResult(
        schemaVersion,
        measured,
        commit,
        wholeMachine,
        allSetup,
        stages.isEmpty() ? earlier.stages : stages,
        Stream.concat(speeds.stream(), earlier.speeds.stream().filter(this::lacks)).toList(),
        Stream.concat(ratios.stream(), earlier.ratios.stream().filter(this::lacks)).toList(),
        costs.isEmpty() ? earlier.costs : costs,
        reports.isEmpty() ? earlier.reports : reports);
  }
}
