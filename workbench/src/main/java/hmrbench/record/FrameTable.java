package hmrbench.record;

import hmrbench.core.FrameMask;
import hmrbench.core.Series;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The per-frame rows of one cell, by column. Rows stand in the order in which they were scored;
 * those of a sequence are contiguous.
 *
 * @param sequences which rows belong to which sequence
 * @param frames the data set's own label of each row's frame
 * @param timeSeconds time of each row from the start of its sequence
 * @param scored rows that enter averages
 * @param metrics per column of a metric one value per row, in the order of the file
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

  /** Attention per row; the three sum to 1 where they are there. */
  public record Attention(Series past, Series current, Series future) {}

  public FrameTable {
    sequences = List.copyOf(sequences);
    frames = List.copyOf(frames);
    metrics = Collections.unmodifiableMap(new LinkedHashMap<>(metrics));
    signals = Collections.unmodifiableMap(new LinkedHashMap<>(signals));
  }

  public int rows() {
    return frames.size();
  }

  /** The metric of a column, where this cell has it. */
  public Optional<Series> metric(String column) {
    return Optional.ofNullable(metrics.get(column));
  }
}
