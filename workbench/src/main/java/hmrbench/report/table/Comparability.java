package hmrbench.report.table;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Which values of a column may be ranked against each other: those of the type that most of them
 * have. The others keep their place but get a mark, and a note says what sets them apart.
 */
public final class Comparability {

  /** Behind a number that is not ranked. */
  public static final String MARK = "†";

  private final ValueType common;

  private Comparability(ValueType common) {
    this.common = common;
  }

  /**
   * The rule of a column.
   *
   * @param types of its values, in the order of the rows; the first wins where two are as frequent
   * @return empty where there is no value
   */
  public static Optional<Comparability> of(List<ValueType> types) {
    Map<ValueType, Integer> counts = new LinkedHashMap<>();
    types.forEach(type -> counts.merge(type, 1, Integer::sum));
    int most = counts.values().stream().mapToInt(Integer::intValue).max().orElse(0);
    return counts.entrySet().stream()
        .filter(entry -> entry.getValue() == most)
        .findFirst()
        .map(entry -> new Comparability(entry.getKey()));
  }

  /** The type that is ranked. */
  public ValueType common() {
    return common;
  }

  /** Whether a value of this type is ranked. */
  public boolean ranks(ValueType type) {
    return type.equals(common);
  }

  /** What sets a type apart, in words; empty where it is ranked. */
  public Optional<String> reason(ValueType type) {
    return ranks(type)
        ? Optional.empty()
        : Optional.of(String.join(", ", type.differencesFrom(common)));
  }

  /**
   * An acceleration in another unit, where that is exact: a second difference per frame squared
   * times the square of the rate is an acceleration.
   *
   * @param millimetresPerFrame2 in mm/frame²
   * @param fps in hertz
   * @return in m/s²
   */
  public static double metresPerSecond2(double millimetresPerFrame2, double fps) {
    return millimetresPerFrame2 * fps * fps / 1000;
  }
}
