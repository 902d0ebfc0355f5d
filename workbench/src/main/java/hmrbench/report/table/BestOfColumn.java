package hmrbench.report.table;

import hmrbench.metric.stats.CellSample;
import hmrbench.metric.stats.Comparison;
import hmrbench.metric.stats.Holm;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The best of a column of errors: its lowest value, and every row that is not told apart from it. A
 * row is told apart where the difference of a sequence under a seed to that of the lowest row is
 * above 0 by a t test over people and seeds, corrected for the rows of the column; rows whose
 * numbers have equal digits never are.
 */
final class BestOfColumn {

  private static final double LEVEL = 0.05;

  /** What the mark says where there are people enough for tests. */
  static final String NOTE =
      "Bold: lowest of its column, and every row that is not told apart from it: equal digits, or p"
          + " of 0.05 or more for their difference (t test over people and seeds, corrected (Holm)"
          + " for the rows of the column). Columns of a size alone have no best.";

  /** What it says where there are not. */
  static final String NOTE_OF_FEW =
      "Bold: lowest number of its column; of fewer than six people, which tells no two rows apart."
          + " Columns of a size alone have no best.";

  private final Set<Integer> places;
  private final boolean tested;

  private BestOfColumn(Set<Integer> places, boolean tested) {
    this.places = Set.copyOf(places);
    this.tested = tested;
  }

  /**
   * A value that competes.
   *
   * @param place of its row
   * @param sample what it is the mean of; empty where that is not recorded
   */
  record Competitor(int place, double value, Optional<CellSample> sample) {}

  /**
   * The best of these values; none where fewer than two compete.
   *
   * @param decimals that the column is printed with
   */
  static BestOfColumn of(List<Competitor> column, int decimals) {
    Optional<Competitor> lowest =
        column.stream().min(Comparator.comparingDouble(Competitor::value));
    if (lowest.isEmpty() || column.size() < 2) {
      return new BestOfColumn(Set.of(), false);
    }
    List<Competitor> others = column.stream().filter(it -> !it.equals(lowest.get())).toList();
    List<Optional<Comparison>> differences = new ArrayList<>();
    others.forEach(it -> differences.add(difference(it, lowest.get())));
    List<OptionalDouble> corrected =
        Holm.adjust(
            differences.stream()
                .map(it -> it.map(Comparison::p).orElse(OptionalDouble.empty()))
                .toList());
    Set<Integer> best =
        column.stream()
            .filter(it -> alike(it, lowest.get(), decimals))
            .map(Competitor::place)
            .collect(Collectors.toSet());
    for (int i = 0; i < others.size(); i++) {
      boolean higher = differences.get(i).filter(it -> it.change().estimate() > 0).isPresent();
      OptionalDouble p = corrected.get(i);
      if (p.isPresent() && !(higher && p.getAsDouble() < LEVEL)) {
        best.add(others.get(i).place());
      }
    }
    return new BestOfColumn(best, corrected.stream().anyMatch(OptionalDouble::isPresent));
  }

  private static boolean alike(Competitor it, Competitor lowest, int decimals) {
    return Numbers.fixed(it.value(), decimals).equals(Numbers.fixed(lowest.value(), decimals));
  }

  private static Optional<Comparison> difference(Competitor it, Competitor lowest) {
    return it.sample()
        .flatMap(here -> lowest.sample().flatMap(there -> Comparison.of(here, there, true)));
  }

  /** Whether a row is among the best. */
  boolean has(int place) {
    return places.contains(place);
  }

  /** Whether no row is marked: one alone has no rival. */
  boolean isEmpty() {
    return places.isEmpty();
  }

  /** Whether any two rows could have been told apart. */
  boolean tested() {
    return tested;
  }
}
