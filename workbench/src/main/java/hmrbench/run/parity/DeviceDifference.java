package hmrbench.run.parity;

import hmrbench.core.MetricId;
import hmrbench.core.Series;
import hmrbench.record.Cell;
import hmrbench.record.RunFolder;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * How far the frames of two runs of one experiment are apart in a metric.
 *
 * @param values frames that both have
 * @param largest difference of a frame
 * @param ofMeans largest difference of a cell's mean: what a table would show
 * @param alone frames that only one of them has
 */
public record DeviceDifference(
    MetricId metric, int values, double largest, double ofMeans, int alone) {

  /** In every metric that either of them has a value of. */
  public static List<DeviceDifference> of(RunFolder one, RunFolder other) {
    List<DeviceDifference> differences = new ArrayList<>();
    for (MetricId metric : one.manifest().records().metrics()) {
      DeviceDifference difference = of(metric, one, other);
      if (difference.values() > 0 || difference.alone() > 0) {
        differences.add(difference);
      }
    }
    return differences;
  }

  private static DeviceDifference of(MetricId metric, RunFolder one, RunFolder other) {
    int values = 0;
    int alone = 0;
    double largest = 0;
    double ofMeans = 0;
    for (Cell cell : one.cells()) {
      Optional<Series> here = one.frames(cell).metric(metric.column());
      Optional<Series> there = other.frames(cell).metric(metric.column());
      if (here.isEmpty() || there.isEmpty()) {
        alone += present(here) + present(there);
        continue;
      }
      double sum = 0;
      int both = 0;
      for (int i = 0; i < here.get().frames(); i++) {
        if (here.get().has(i) && there.get().has(i)) {
          double difference = there.get().get(i) - here.get().get(i);
          largest = Math.max(largest, Math.abs(difference));
          sum += difference;
          both++;
        } else if (here.get().has(i) || there.get().has(i)) {
          alone++;
        }
      }
      values += both;
      ofMeans = both == 0 ? ofMeans : Math.max(ofMeans, Math.abs(sum / both));
    }
    return new DeviceDifference(metric, values, largest, ofMeans, alone);
  }

  private static int present(Optional<Series> values) {
    return values.map(it -> it.presentValues().length).orElse(0);
  }

  /** Whether the devices agree: every frame within the tolerance, and none that only one has. */
  public boolean isWithin(double tolerance) {
    return values > 0 && alone == 0 && largest <= tolerance;
  }

  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "%s: %d frames, largest difference %.1e %s, of a cell's mean %.1e%s",
        metric.name(),
        values,
        largest,
        metric.unit(),
        ofMeans,
        alone == 0 ? "" : "; %d frames only on one side".formatted(alone));
  }
}
