package hmrbench.record;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A line of {@code sequences.csv}: the means of one sequence in one cell.
 *
 * @param frames scored rows
 * @param metrics mean over the scored rows that have a value, by column; a metric without any is no
 *     key
 * @param tags what else is known of the sequence, for example its activity
 */
public record SequenceRow(
    Cell cell, String sequence, int frames, Map<String, Double> metrics, Map<String, String> tags) {

  public SequenceRow {
    metrics = Collections.unmodifiableMap(new LinkedHashMap<>(metrics));
    tags = Collections.unmodifiableMap(new LinkedHashMap<>(tags));
  }
}
