package hmrbench.config;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Thrown by a record that refuses the value of one of its keys; the reader adds the key's line. */
public final class BadValue extends IllegalArgumentException {

  private static final int MOST_UNITS = 16384;

  private static final long serialVersionUID = 1L;

  private final String key;
  private final int item;
  private final String problem;

  private BadValue(String key, int item, String problem) {
    super(key + " " + problem);
    this.key = key;
    this.item = item;
    this.problem = problem;
  }

  /** A value that its record refuses for a reason. */
  public static BadValue of(String key, String problem) {
    return new BadValue(key, -1, problem);
  }

  /** The same for an item of a list, from 0. */
  public static BadValue ofItem(String key, int item, String problem) {
    return new BadValue(key, item, problem);
  }

  /** The key of the record, as a config writes it. */
  String key() {
    return key;
  }

  /** Which item of the key's list is meant, from 0; negative where the whole value is. */
  int item() {
    return item;
  }

  /** What is wrong with it. */
  String problem() {
    return problem;
  }

  /** Refuses a count below 1. */
  public static void requireAtLeastOne(String key, int value) {
    if (value < 1) {
      throw of(key, "must be at least 1, got " + value);
    }
  }

  /** Refuses what is not above 0, or has no bound. */
  public static void requirePositive(String key, double value) {
    if (!(value > 0) || Double.isInfinite(value)) {
      throw of(key, "must be above 0, got " + shown(value));
    }
  }

  /** Refuses a number of colour pictures of a side, in pixels, that no array holds. */
  static void requireBatch(int batch, int side) {
    int most = Integer.MAX_VALUE / (3 * side * side);
    if (batch < 1 || batch > most) {
      throw of(
          "batch",
          "must be from 1 to %d, so many of %d pixels being all that an array holds, got %d"
              .formatted(most, side, batch));
    }
  }

  /** Refuses a number of units that no layer here has; its weights would not fit an array. */
  static void requireSize(String key, int value) {
    if (value < 1 || value > MOST_UNITS) {
      throw of(key, "must be from 1 to %d, got %d".formatted(MOST_UNITS, value));
    }
  }

  /** Refuses what is below 0. */
  static void requireNotNegative(String key, double value) {
    if (!(value >= 0)) {
      throw of(key, "must not be below 0, got " + shown(value));
    }
  }

  /** Refuses what is no share. */
  static void requireShare(String key, double value) {
    if (!(value >= 0 && value <= 1)) {
      throw of(key, "must be from 0 to 1, got " + shown(value));
    }
  }

  /** A list that has an item, and none twice. */
  static void requireDistinct(String key, List<?> values) {
    if (values.isEmpty()) {
      throw of(key, "must not be empty");
    }
    Set<Object> seen = new HashSet<>();
    for (int i = 0; i < values.size(); i++) {
      Object value = values.get(i);
      // Names become file names, and some file systems do not tell Tcmr from tcmr.
      if (!seen.add(value instanceof String name ? name.toLowerCase(Locale.ROOT) : value)) {
        throw new BadValue(key, i, "has %s twice".formatted(value));
      }
    }
  }

  /** Refuses a list that names no file, or one of them twice. */
  public static void requireFiles(List<Path> files) {
    if (files.isEmpty()) {
      throw of("files", "must name at least one file");
    }
    List<Path> real = files.stream().map(BadValue::real).toList();
    for (int i = 0; i < real.size(); i++) {
      for (int k = 0; k < real.size(); k++) {
        boolean again = k < i && real.get(i).equals(real.get(k));
        boolean inside = !real.get(i).equals(real.get(k)) && real.get(i).startsWith(real.get(k));
        if (again || inside) {
          String why = again ? "%s again; name each file once" : "%s, which lies in %s; name one";
          throw ofItem("files", i, why.formatted(files.get(i), files.get(k)));
        }
      }
    }
  }

  /** Where a path leads, so that two ways to write it are one; the path itself if nowhere. */
  static Path real(Path path) {
    try {
      return path.toRealPath();
    } catch (IOException e) {
      return path.toAbsolutePath().normalize();
    }
  }

  /** A number as one writes it: 3, not 3.0. */
  public static String shown(double value) {
    return value == Math.rint(value) && Math.abs(value) < 1e15
        ? Long.toString((long) value)
        : Double.toString(value);
  }
}
