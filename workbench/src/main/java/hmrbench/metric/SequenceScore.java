package hmrbench.metric;

import hmrbench.core.FrameMask;
import hmrbench.core.MetricId;
import hmrbench.core.Series;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Per-frame values of one sequence.
 *
 * @param sequence name
 * @param scored rows that enter the averages of this protocol
 * @param values per metric one value per row, in the order of their columns; a metric that a
 *     protocol has no value for is not a key
 */
public record SequenceScore(String sequence, FrameMask scored, Map<MetricId, Series> values) {

  public SequenceScore {
    values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
  }

  /** The values of one metric, where this protocol has any. */
  public Optional<Series> value(MetricId metric) {
    return Optional.ofNullable(values.get(metric));
  }
}
