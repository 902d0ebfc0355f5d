package hmrbench.record.bench;

import java.util.List;
import java.util.Map;

/**
 * What an executor costs, and how far more workers would help.
 *
 * @param measured when, ISO 8601, UTC
 * @param machine processor, cores, Java, in words
 * @param experiment that was run, in words
 * @param cost what was measured of it
 * @param simulated cells of the simulation
 * @param curves one per kind of cell and group
 */
public record ScalingResult(
    String measured,
    Map<String, String> machine,
    String experiment,
    Cost cost,
    int simulated,
    List<Curve> curves) {

  /**
   * Seconds of processor time, which other programs on the machine change little.
   *
   * @param cells of the experiment
   * @param groups that the executor made of them
   * @param alone one program with all of them, its report included
   * @param parent the program that plans, submits, merges, and makes the report
   * @param workers all workers together
   * @param serialPerCell what the parent spends on each cell more
   * @param start what a worker spends beside its cells
   * @param cell mean of a cell
   */
  public record Cost(
      int cells,
      int groups,
      double alone,
      double parent,
      double workers,
      double serialPerCell,
      double start,
      double cell) {

    /** What a cell costs more than in one program. */
    public double overheadPerCell() {
      return (parent + workers - alone) / cells;
    }

    /** What the parent spends however few cells there are. */
    public double serialFixed() {
      return Math.max(0, parent - serialPerCell * cells);
    }
  }

  /**
   * Workers against time.
   *
   * @param name of the line
   * @param cellSeconds mean of a cell
   * @param groupMinutes that a group is filled to
   * @param secondsBetweenStarts of two tasks, of the scheduler
   * @param points by number of workers
   */
  public record Curve(
      String name,
      double cellSeconds,
      double groupMinutes,
      double secondsBetweenStarts,
      List<Point> points) {
    public Curve {
      points = List.copyOf(points);
    }
  }

  /**
   * One number of workers, each with one core.
   *
   * @param seconds from the first start to the last record of the merged run
   * @param computing share of the workers' time until the last one ends
   * @param starting share that starting programs takes
   * @param queueing share that workers wait for the scheduler
   * @param idle share of workers for which there is no group any more
   * @param merging share of {@code seconds} that one program merges
   */
  public record Point(
      int workers,
      int groups,
      double seconds,
      double speedup,
      double computing,
      double starting,
      double queueing,
      double idle,
      double merging) {

    /** What costs most beside computing, in a few words. */
    public String limit() {
      double rest = 1 - merging;
      double most = Math.max(merging, rest * Math.max(starting, Math.max(queueing, idle)));
      if (most < 0.1) {
        return "nothing yet";
      }
      if (most == merging) {
        return "merging by one program";
      }
      if (most == rest * idle) {
        return groups < workers ? "fewer groups than workers" : "the last groups";
      }
      return most == rest * queueing ? "starts of the scheduler" : "starting programs";
    }
  }

  public ScalingResult {
    machine = java.util.Collections.unmodifiableMap(new java.util.TreeMap<>(machine));
    curves = List.copyOf(curves);
  }
}
