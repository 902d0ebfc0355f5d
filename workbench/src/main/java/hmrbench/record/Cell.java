package hmrbench.record;

import hmrbench.config.Names;
import java.math.BigDecimal;
import java.util.Comparator;
import java.util.regex.Pattern;

/**
 * One result of an experiment: one model on one data set, scored in one way. Also the key of every
 * record.
 *
 * @param fps frame rate of the scored frames, in hertz
 * @param seed number of the trained network, or {@link #ALL_SEEDS} in a summary
 */
public record Cell(
    String model, String dataset, String protocol, double fps, String filter, String seed) {

  private static final Pattern SEED = Pattern.compile("all|\\d{1,18}");

  /** What a filter's name is made of; it may be longer than a name of a config. */
  private static final Pattern FILTER = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,99}");

  /** Its parts are used in names of files, so they are checked whoever wrote them. */
  public Cell {
    Names.require("model", model);
    Names.require("dataset", dataset);
    Names.require("protocol", protocol);
    requireMatch("filter", FILTER, filter);
    requireMatch("seed", SEED, seed);
    if (!(fps > 0) || Double.isInfinite(fps)) {
      throw new IllegalArgumentException("fps must be above 0, got " + fps);
    }
  }

  private static void requireMatch(String key, Pattern pattern, String text) {
    if (!pattern.matcher(text).matches()) {
      throw new IllegalArgumentException("%s \"%s\" is no %s".formatted(key, text, key));
    }
  }

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

  /** The rate as written in records: without a fraction where there is none. */
  public String fpsText() {
    return fpsText(fps);
  }

  /** A rate as written in records: without a fraction where there is none. */
  public static String fpsText(double fps) {
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
