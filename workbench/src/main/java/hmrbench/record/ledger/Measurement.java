package hmrbench.record.ledger;

import hmrbench.core.MetricId;
import hmrbench.metric.diagnose.Reading;
import hmrbench.metric.stats.Interval;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What was measured for one cell of an experiment.
 *
 * @param system name of the system in the published tables; nothing where the model is none of them
 *     (weights of one's own)
 * @param dataset name of the data set there; nothing for a simulated set or motion of one's own
 * @param trainedOn3dpw {@code yes}, {@code no} or {@code unknown}
 * @param values by column of the metric
 * @param intervals by column, where there are any
 * @param readings the cell under other definitions of acceleration error, where they were computed
 */
public record Measurement(
    Optional<String> system,
    Optional<String> dataset,
    String trainedOn3dpw,
    Map<String, Double> values,
    Map<String, Interval> intervals,
    List<Reading> readings) {

  public Measurement {
    values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
    intervals = Collections.unmodifiableMap(new LinkedHashMap<>(intervals));
    readings = List.copyOf(readings);
  }

  Optional<Double> value(MetricId metric) {
    return Optional.ofNullable(values.get(metric.column()));
  }

  Optional<Interval> interval(MetricId metric) {
    return Optional.ofNullable(intervals.get(metric.column()));
  }
}
