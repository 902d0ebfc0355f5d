package hmrbench.metric;

import hmrbench.core.MetricId;
import hmrbench.core.Series;
import java.util.Optional;
import java.util.Set;

/**
 * A metric: its name and unit, what it needs, and how it is computed.
 *
 * <p>{@link Metrics} lists them; protocols, records, summaries, pages and {@code list metrics}
 * follow that list.
 */
public interface Metric {

  /** How the values of a sequence become the sequence's number. */
  enum Reduction {
    /** One value per frame; the mean over scored frames. */
    MEAN_OVER_FRAMES("mean over frames"),
    /** One value per frame; the mean over sequences of their means. */
    MEAN_OF_SEQUENCES("mean over sequences"),
    /** One value, recorded at the first frame that counts. */
    ONE_PER_SEQUENCE("one per sequence");

    private final String words;

    Reduction(String words) {
      this.words = words;
    }

    /** In words, for lists. */
    public String words() {
      return words;
    }
  }

  /** Its name, unit, column and direction. */
  MetricId id();

  /** How its values become one number. */
  default Reduction reduction() {
    return Reduction.MEAN_OVER_FRAMES;
  }

  /**
   * Between which numbers all its values lie; intervals of its means end there. Any number unless a
   * metric says otherwise.
   */
  default Bounds bounds() {
    return Bounds.NONE;
  }

  /** The metric whose value a frame weighs in the mean; every frame weighs the same without. */
  default Optional<Metric> weight() {
    return Optional.empty();
  }

  /** What it needs to have a value. */
  default Set<Need> needs() {
    return Set.of();
  }

  /** Whether every file of rows has its column, if only an empty one. */
  default boolean inEveryRecord() {
    return false;
  }

  /** Whether the main table of results shows it, where there are values. */
  default boolean inMainTable() {
    return inEveryRecord() && id().lowerIsBetter();
  }

  /**
   * The values of one sequence. Asked only where all that it {@link #needs} is there.
   *
   * @param input the sequence as a protocol prepares it
   * @return one value per row; a row that has none is absent
   */
  Series evaluate(MetricInput input);
}
