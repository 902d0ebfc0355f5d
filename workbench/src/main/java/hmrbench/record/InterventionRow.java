package hmrbench.record;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A line of {@code interventions.csv}: the means of one sequence under forced attention weights, or
 * of a network some of whose frames were changed.
 *
 * @param cell whose network it is
 * @param kind what forced them: {@value #OWN}, or a word of the config
 * @param weights of past, current and future where they are the same in every frame
 * @param frames scored rows
 * @param metrics mean over the scored rows that have a value, by column
 * @param attention what the weights in use are like over the rows, by column
 */
public record InterventionRow(
    Cell cell,
    String kind,
    Optional<List<Double>> weights,
    String sequence,
    int frames,
    Map<String, Double> metrics,
    Map<String, Double> attention) {

  /** The network's own weights: what the forced ones are compared with. */
  public static final String OWN = "own";

  public InterventionRow {
    weights = weights.map(List::copyOf);
    metrics = Collections.unmodifiableMap(new LinkedHashMap<>(metrics));
    attention = Collections.unmodifiableMap(new LinkedHashMap<>(attention));
  }

  /** A number of the row, an error or one of its attention; empty where it has none. */
  public Optional<Double> value(String column) {
    return Optional.ofNullable(metrics.get(column))
        .or(() -> Optional.ofNullable(attention.get(column)));
  }
}
