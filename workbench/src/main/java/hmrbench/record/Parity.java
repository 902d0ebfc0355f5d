package hmrbench.record;

import java.util.List;
import java.util.Locale;

/**
 * The parity certificate of a program: what it computes on small cases of known answers, which an
 * independent script works out by another road.
 *
 * @param checks one per part of the program
 */
public record Parity(List<Check> checks) {

  /**
   * One part of the program.
   *
   * @param name what was compared
   * @param values how many numbers
   * @param largest largest difference; absent where something could not be computed
   * @param tolerance largest difference that rounding explains
   * @param unit of both
   * @param failure why it could not be computed; empty where it could
   */
  public record Check(
      String name, int values, double largest, double tolerance, String unit, String failure) {

    /** Whether every number is within the tolerance. */
    public boolean passed() {
      return failure.isEmpty() && values > 0 && largest <= tolerance;
    }

    @Override
    public String toString() {
      return failure.isEmpty()
          ? String.format(
              Locale.ROOT,
              "%s: %d values, largest difference %.1e%s (tolerance %.0e)",
              name,
              values,
              largest,
              unit.isEmpty() ? "" : " " + unit,
              tolerance)
          : "%s: %s".formatted(name, failure);
    }
  }

  public Parity {
    checks = List.copyOf(checks);
  }

  /** How many checks passed. */
  public int passed() {
    return (int) checks.stream().filter(Check::passed).count();
  }

  /** Whether all of them did. */
  public boolean sound() {
    return passed() == checks.size();
  }

  /** In words: {@code 9 of 9 checks}. */
  public String words() {
    return "%d of %d checks".formatted(passed(), checks.size());
  }
}
