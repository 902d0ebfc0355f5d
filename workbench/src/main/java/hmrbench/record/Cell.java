package hmrbench.record;

import java.math.BigDecimal;
import java.util.Comparator;

/**
 * One result of an experiment: one model on one data set, scored in one way. Also the key of every
 * record.
 *
 * @param fps frame rate of the scored frames, in hertz
 * @param seed number of the trained network, or {@link #ALL_SEEDS} in a summary
 */
public record Cell(
    String model, String dataset, String protocol, double fps, String filter, String seed) {

  /** The seed of a summary over seeds. */
  public static final String ALL_SEEDS = "all";

  /** By data set, protocol, rate, filter, model, seed; numbers by size. */
  public static final Comparator<Cell> ORDER =
      Comparator.comparing(Cell::dataset)
          .thenComparing(Cell::protocol)
          .thenComparing(Cell::fps)
          .thenComparing(Cell::filter)
          .thenComparing(Cell::model)
          .thenComparing(cell -> cell.seed().length())
          .thenComparing(Cell::seed);

  /** The rate as it stands in records: without a fraction where there is none. */
  public String fpsText() {
    return BigDecimal.valueOf(fps).stripTrailingZeros().toPlainString();
  }

  /** The name of its files, without an extension. */
  public String fileName() {
    return String.join("__", model, dataset, protocol, fpsText() + "fps", filter, "seed-" + seed);
  }

  /** The same cell under another seed. */
  public Cell withSeed(String other) {
    return new Cell(model, dataset, protocol, fps, filter, other);
  }

  @Override
  public String toString() {
    return "%s on %s, protocol %s, %s fps, filter %s, seed %s"
        .formatted(model, dataset, protocol, fpsText(), filter, seed);
  }
}
