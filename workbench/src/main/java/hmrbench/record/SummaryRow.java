package hmrbench.record;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A line of {@code summary.csv}: the means of one cell.
 *
 * @param cell whose seed is {@link Cell#ALL_SEEDS} in a median over seeds
 * @param sequences number of sequences with a scored row
 * @param frames number of scored rows
 * @param metrics by column; a metric without any value is no key
 */
public record SummaryRow(Cell cell, int sequences, int frames, Map<String, Value> metrics) {

  /**
   * A mean and its 95 % interval over people and seeds.
   *
   * @param mean weighted by frames, as the protocols print it
   * @param interval absent where there are fewer than six people
   * @param perSequence mean of the sequences' means
   */
  public record Value(double mean, Optional<Range> interval, double perSequence) {

    /** A mean with an interval. */
    public Value(double mean, double low, double high, double perSequence) {
      this(mean, Optional.of(new Range(low, high)), perSequence);
    }

    /** The interval, for drawing: a point where there is none. */
    public Range span() {
      return interval.orElse(new Range(mean, mean));
    }
  }

  /** Ends of an interval. */
  public record Range(double low, double high) {}

  public SummaryRow {
    metrics = Collections.unmodifiableMap(new LinkedHashMap<>(metrics));
  }
}
