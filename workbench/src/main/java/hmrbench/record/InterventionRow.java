package hmrbench.record;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A line of {@code interventions.csv}: the means of one sequence under forced attention weights.
 *
 * @param cell whose network it is
 * @param kind what forced them: {@value #OWN}, or a word of the config
 * @param weights of past, current and future where they are the same in every frame
 * @param frames scored rows
 * @param metrics mean over the scored rows that have a value, by column
 */
public record InterventionRow(
    Cell cell,
    String kind,
    Optional<List<Double>> weights,
    String sequence,
    int frames,
    Map<String, Double> metrics) {

  /** The network's own weights: what the forced ones are compared with. */
  public static final String OWN = "own";

  public InterventionRow {
    weights = weights.map(List::copyOf);
    metrics = Collections.unmodifiableMap(new LinkedHashMap<>(metrics));
  }
}
