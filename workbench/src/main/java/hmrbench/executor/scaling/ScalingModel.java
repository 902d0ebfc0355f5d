package hmrbench.executor.scaling;

import hmrbench.record.bench.ScalingResult.Curve;
import hmrbench.record.bench.ScalingResult.Point;
import java.util.ArrayList;
import java.util.List;
import java.util.PriorityQueue;

/**
 * How long many cells take on many workers: groups start one after the other, as a scheduler lets
 * them, each on the first worker that is free, and one program merges at the end. Nothing is drawn
 * at random.
 *
 * @param cellSeconds of the kinds of cells, which are taken in turn
 * @param startSeconds that a worker spends beside its cells
 * @param secondsBetweenStarts of two tasks, of the scheduler
 * @param serialFixed what one program does at the end, however few cells there are
 * @param serialPerCell what one program does for each cell at the end
 */
public record ScalingModel(
    List<Double> cellSeconds,
    double startSeconds,
    double secondsBetweenStarts,
    double serialFixed,
    double serialPerCell) {

  public ScalingModel {
    cellSeconds = List.copyOf(cellSeconds);
    if (cellSeconds.isEmpty()) {
      throw new IllegalArgumentException("no cell was measured");
    }
  }

  /** The same with cells that take longer or shorter on the average. */
  public ScalingModel withMean(double seconds) {
    double factor = seconds / mean();
    return new ScalingModel(
        cellSeconds.stream().map(it -> it * factor).toList(),
        startSeconds,
        secondsBetweenStarts,
        serialFixed,
        serialPerCell);
  }

  private double mean() {
    return cellSeconds.stream().mapToDouble(Double::doubleValue).average().orElseThrow();
  }

  /** A line over numbers of workers. */
  public Curve curve(String name, int cells, double groupMinutes, List<Integer> workers) {
    List<Double> groups = groups(cells, groupMinutes * 60);
    return new Curve(
        name,
        mean(),
        groupMinutes,
        secondsBetweenStarts,
        workers.stream().map(it -> point(groups, cells, it)).toList());
  }

  /** Cells in turn, each group until it is full. */
  private List<Double> groups(int cells, double mostSeconds) {
    List<Double> groups = new ArrayList<>();
    double sum = 0;
    for (int i = 0; i < cells; i++) {
      double cell = cellSeconds.get(i % cellSeconds.size());
      if (sum > 0 && sum + cell > mostSeconds) {
        groups.add(sum);
        sum = 0;
      }
      sum += cell;
    }
    groups.add(sum);
    return groups;
  }

  private Point point(List<Double> groups, int cells, int workers) {
    PriorityQueue<Double> free = new PriorityQueue<>();
    for (int i = 0; i < workers; i++) {
      free.add(0.0);
    }
    double mayStart = 0;
    double end = 0;
    double queueing = 0;
    double computing = 0;
    for (double group : groups) {
      double ready = free.remove();
      double start = Math.max(ready, mayStart);
      queueing += start - ready;
      mayStart = start + secondsBetweenStarts;
      double done = start + startSeconds + group;
      computing += group;
      end = Math.max(end, done);
      free.add(done);
    }
    double all = workers * end;
    double starting = groups.size() * startSeconds;
    double merging = serialFixed + serialPerCell * cells;
    return new Point(
        workers,
        groups.size(),
        end + merging,
        computing / (end + merging),
        computing / all,
        starting / all,
        queueing / all,
        (all - computing - starting - queueing) / all,
        merging / (end + merging));
  }
}
