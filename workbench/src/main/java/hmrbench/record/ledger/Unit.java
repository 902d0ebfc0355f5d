package hmrbench.record.ledger;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * A unit of printed numbers.
 *
 * @param name as this program prints it, for example {@code mm/frame^2}
 * @param dimension what it is a unit of
 * @param scale how many base units one is, after the frame rate: metres, seconds, degrees, shares
 * @param perFrames the power of the frame in it: 2 for {@code mm/frame^2}; 0 where there is none
 */
public record Unit(String name, Dimension dimension, double scale, int perFrames) {

  /** What a unit is a unit of. */
  public enum Dimension {
    LENGTH("a length"),
    VELOCITY("a velocity"),
    ACCELERATION("an acceleration"),
    JERK("a third derivative"),
    ANGLE("an angle"),
    SHARE("a share");

    private final String words;

    Dimension(String words) {
      this.words = words;
    }

    @Override
    public String toString() {
      return words;
    }
  }

  private static final List<Unit> ALL =
      List.of(
          new Unit("mm", Dimension.LENGTH, 1e-3, 0),
          new Unit("cm", Dimension.LENGTH, 1e-2, 0),
          new Unit("m", Dimension.LENGTH, 1, 0),
          new Unit("mm/frame", Dimension.VELOCITY, 1e-3, 1),
          new Unit("m/frame", Dimension.VELOCITY, 1, 1),
          new Unit("mm/s", Dimension.VELOCITY, 1e-3, 0),
          new Unit("m/s", Dimension.VELOCITY, 1, 0),
          new Unit("mm/frame^2", Dimension.ACCELERATION, 1e-3, 2),
          new Unit("m/frame^2", Dimension.ACCELERATION, 1, 2),
          new Unit("mm/s^2", Dimension.ACCELERATION, 1e-3, 0),
          new Unit("m/s^2", Dimension.ACCELERATION, 1, 0),
          new Unit("mm/frame^3", Dimension.JERK, 1e-3, 3),
          new Unit("m/s^3", Dimension.JERK, 1, 0),
          new Unit("10 m/s^3", Dimension.JERK, 10, 0),
          new Unit("km/s^3", Dimension.JERK, 1000, 0),
          new Unit("degrees", Dimension.ANGLE, 1, 0),
          new Unit("radians", Dimension.ANGLE, 180 / Math.PI, 0),
          new Unit("%", Dimension.SHARE, 0.01, 0),
          new Unit("share", Dimension.SHARE, 1, 0));

  private static final Map<String, String> OTHER_WORDS =
      Map.ofEntries(
          Map.entry("millimetres", "mm"),
          Map.entry("millimeters", "mm"),
          Map.entry("metres", "m"),
          Map.entry("meters", "m"),
          Map.entry("percent", "%"),
          Map.entry("fraction", "share"),
          Map.entry("deg", "degrees"),
          Map.entry("degree", "degrees"),
          Map.entry("°", "degrees"),
          Map.entry("rad", "radians"));

  /** All that can be read. */
  public static List<Unit> all() {
    return ALL;
  }

  /**
   * The unit that a text means: {@code mm/frame²}, {@code mm / frame^2} and {@code mm/f2} alike.
   */
  public static Optional<Unit> read(String text) {
    String spelt = spelling(text);
    String known = OTHER_WORDS.getOrDefault(spelt, spelt);
    return ALL.stream().filter(it -> it.name().replace(" ", "").equals(known)).findFirst();
  }

  private static String spelling(String text) {
    return text.toLowerCase(Locale.ROOT)
        .replaceAll("\\s", "")
        .replace("²", "^2")
        .replace("³", "^3")
        .replace("**", "^")
        .replaceAll("/f(?=$|[\\^23])", "/frame")
        .replace("frames", "frame")
        .replaceAll("(/s|/frame)([23])$", "$1^$2");
  }

  /** How many base units one is, where that does not depend on an unknown frame rate. */
  public OptionalDouble inBase(OptionalDouble framesPerSecond) {
    if (perFrames == 0) {
      return OptionalDouble.of(scale);
    }
    return framesPerSecond.isPresent()
        ? OptionalDouble.of(scale * Math.pow(framesPerSecond.getAsDouble(), perFrames))
        : OptionalDouble.empty();
  }

  /**
   * How many of another unit one of this is.
   *
   * @param framesPerSecond of the data, where it is known
   * @return nothing where the two measure different things, or the rate is needed and unknown
   */
  public OptionalDouble in(Unit other, OptionalDouble framesPerSecond) {
    if (dimension != other.dimension) {
      return OptionalDouble.empty();
    }
    if (perFrames == other.perFrames) {
      return OptionalDouble.of(scale / other.scale);
    }
    OptionalDouble mine = inBase(framesPerSecond);
    OptionalDouble theirs = other.inBase(framesPerSecond);
    return mine.isPresent() && theirs.isPresent()
        ? OptionalDouble.of(mine.getAsDouble() / theirs.getAsDouble())
        : OptionalDouble.empty();
  }

  @Override
  public String toString() {
    return name;
  }
}
