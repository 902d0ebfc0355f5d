package hmrbench.report.table;

import static org.assertj.core.api.Assertions.assertThat;

import hmrbench.metric.stats.CellSample;
import hmrbench.report.table.BestOfColumn.Competitor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Columns whose best rows are known, since the t values of their differences are. */
class BestOfColumnTest {

  private static final int PEOPLE = 12;

  /** A row whose sequences, of a person each, lie above a common base by these numbers. */
  private static Competitor row(int place, int people, IntToDoubleFunction above) {
    double[] means = new double[people];
    Arrays.setAll(means, i -> 50 + 3 * i + above.applyAsDouble(i));
    CellSample sample = CellSample.ofMeans(means);
    return new Competitor(place, sample.value(), Optional.of(sample));
  }

  private static Competitor lowest() {
    return row(0, PEOPLE, i -> 0);
  }

  /**
   * A row that is t standard errors above the lowest one: half of the differences are 1 above their
   * mean, half 1 below, so the standard error of 12 is 1 / sqrt(11).
   */
  private static Competitor above(int place, double t) {
    return row(place, PEOPLE, i -> t / Math.sqrt(PEOPLE - 1) + (i % 2 == 0 ? 1 : -1));
  }

  private static List<Integer> best(List<Competitor> column) {
    BestOfColumn best = BestOfColumn.of(column, 1);
    return column.stream().map(Competitor::place).filter(best::has).toList();
  }

  /** Student's t with 11 degrees of freedom: 2.201 at p = 0.05. */
  @ParameterizedTest
  @CsvSource({"2.19, true", "2.21, false", "6, false"})
  void a_row_shares_the_mark_where_the_interval_of_its_difference_holds_0(
      double t, boolean shares) {
    assertThat(best(List.of(lowest(), above(1, t)))).isEqualTo(shares ? List.of(0, 1) : List.of(0));
    assertThat(BestOfColumn.of(List.of(lowest(), above(1, t)), 1).tested()).isTrue();
  }

  @Test
  void many_rows_are_corrected_for() {
    // p = 0.042 by itself, 0.34 among eight.
    List<Competitor> column = new ArrayList<>(List.of(lowest(), above(1, 2.3)));
    assertThat(best(column)).containsExactly(0);
    IntStream.range(2, 9).forEach(place -> column.add(above(place, 2.3)));
    assertThat(best(column)).hasSize(9);
    column.add(above(9, 8));
    assertThat(best(column)).hasSize(9).doesNotContain(9);
  }

  @Test
  void a_row_of_other_spread_is_told_apart_by_its_differences_and_not_by_its_own_interval() {
    // People differ by 33 in all; every one of them is worse by 0.5 to 0.7.
    Competitor slightly = row(1, PEOPLE, i -> 0.5 + 0.1 * (i % 3));
    assertThat(best(List.of(lowest(), slightly))).containsExactly(0);
  }

  @Test
  void equal_digits_are_a_tie_however_sure_the_difference_is() {
    Competitor hair = row(1, PEOPLE, i -> 0.01 + 0.0001 * (i % 2));
    assertThat(best(List.of(lowest(), hair))).containsExactly(0, 1);
    assertThat(BestOfColumn.of(List.of(lowest(), hair), 3).has(1)).isFalse();
  }

  @Test
  void a_row_with_the_higher_value_and_the_lower_mean_difference_shares_the_mark() {
    // Over three seeds the median of the other is higher, and its mean lower.
    Competitor first = seeds(0, 0, 0, 0);
    Competitor second = seeds(1, 1, 1, -20);
    assertThat(second.value()).isGreaterThan(first.value());
    assertThat(best(List.of(first, second))).containsExactly(0, 1);
  }

  private static Competitor seeds(int place, double... shifts) {
    double[][] means = new double[shifts.length][PEOPLE];
    for (int s = 0; s < shifts.length; s++) {
      double shift = shifts[s];
      Arrays.setAll(means[s], i -> 50 + shift);
    }
    double[] weights = new double[PEOPLE];
    Arrays.fill(weights, 1);
    List<String> names = IntStream.range(0, PEOPLE).mapToObj(i -> "s" + i).toList();
    CellSample sample = new CellSample(names, means, weights);
    return new Competitor(place, sample.value(), Optional.of(sample));
  }

  @Test
  void with_fewer_than_six_people_the_lowest_digits_are_marked_alone() {
    BestOfColumn best = BestOfColumn.of(List.of(row(0, 5, i -> 0), row(1, 5, i -> 0.1 * i)), 1);
    assertThat(best.has(0)).isTrue();
    assertThat(best.has(1)).isFalse();
    assertThat(best.tested()).isFalse();
  }

  @Test
  void one_row_is_no_best_and_rows_without_records_are_compared_by_their_digits() {
    assertThat(best(List.of(lowest()))).isEmpty();
    List<Competitor> values =
        List.of(
            new Competitor(0, 44.04, Optional.empty()),
            new Competitor(1, 44.02, Optional.empty()),
            new Competitor(2, 44.06, Optional.empty()));
    assertThat(best(values)).containsExactly(0, 1);
  }
}
