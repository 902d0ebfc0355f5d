package hmrbench.record;

import hmrbench.core.FrameMask;
import hmrbench.core.Series;
import hmrbench.metric.Metrics;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * The per-frame rows of one cell, by column. Rows are in the order in which they were scored; those
 * of a sequence are contiguous.
 *
 * @param sequences which rows belong to which sequence
 * @param frames the data set's own label of each row's frame
 * @param timeSeconds time of each row from the start of its sequence
 * @param scored rows that enter averages
 * @param metrics per column of a metric other than attention one value per row, in the order of the
 *     file
 * @param attention weights of past, current and future, where the model has them
 * @param signals per column of a signal (for example {@code occlusion}) one value per row
 */
public record FrameTable(
    Cell cell,
    List<SequenceRange> sequences,
    List<String> frames,
    Series timeSeconds,
    FrameMask scored,
    Map<String, Series> metrics,
    Optional<Attention> attention,
    Map<String, Series> signals) {

  /** Rows {@code from} (inclusive) to {@code to} (exclusive). */
  public record SequenceRange(String name, int from, int to) {

    public int rows() {
      return to - from;
    }
  }

  /**
   * Attention per row; the three sum to 1 where they are there; a branch that the model lacks has
   * no value.
   */
  public record Attention(Series past, Series current, Series future) {

    private static final String PAST = Metrics.ATTENTION_PAST.id().column();
    private static final String CURRENT = Metrics.ATTENTION_CURRENT.id().column();
    private static final String FUTURE = Metrics.ATTENTION_FUTURE.id().column();

    /** Whether a column is one of the three. */
    public static boolean isColumn(String name) {
      return name.equals(PAST) || name.equals(CURRENT) || name.equals(FUTURE);
    }

    /** The three among columns; nothing where the first has no value. */
    public static Optional<Attention> of(Function<String, Series> columns) {
      Series past = columns.apply(PAST);
      return past.present().count() == 0
          ? Optional.empty()
          : Optional.of(new Attention(past, columns.apply(CURRENT), columns.apply(FUTURE)));
    }

    /** Whether the model has all three branches, so that shares of one whole can be shown. */
    public boolean isWhole() {
      return past.present().count() > 0
          && current.present().count() > 0
          && future.present().count() > 0;
    }

    private Map<String, Series> columns() {
      Map<String, Series> columns = new LinkedHashMap<>();
      columns.put(PAST, past);
      columns.put(CURRENT, current);
      columns.put(FUTURE, future);
      return columns;
    }
  }

  public FrameTable {
    sequences = List.copyOf(sequences);
    frames = List.copyOf(frames);
    metrics = Collections.unmodifiableMap(new LinkedHashMap<>(metrics));
    signals = Collections.unmodifiableMap(new LinkedHashMap<>(signals));
  }

  public int rows() {
    return frames.size();
  }

  /** All metrics by column, attention among them. */
  public Map<String, Series> columns() {
    Map<String, Series> columns = new LinkedHashMap<>();
    attention.ifPresent(it -> columns.putAll(it.columns()));
    columns.putAll(metrics);
    return columns;
  }

  /** The metric of a column, where this cell has it. */
  public Optional<Series> metric(String column) {
    return Optional.ofNullable(metrics.get(column));
  }
}
