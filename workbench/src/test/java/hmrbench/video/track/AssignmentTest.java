package hmrbench.video.track;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AssignmentTest {

  @ParameterizedTest
  @CsvSource({"1, 1", "2, 2", "3, 5", "5, 3", "6, 6", "7, 4"})
  void costs_as_little_as_the_best_of_all_pairings(int rows, int columns) {
    Random random = new Random(rows * 31L + columns);
    for (int trial = 0; trial < 200; trial++) {
      double[][] costs = new double[rows][columns];
      for (double[] row : costs) {
        for (int c = 0; c < columns; c++) {
          // Few different values, so that there are ties.
          row[c] = trial % 2 == 0 ? random.nextInt(4) - 2 : random.nextGaussian();
        }
      }
      int[] pairs = Assignment.cheapest(costs);
      double cost = 0;
      boolean[] used = new boolean[columns];
      int made = 0;
      for (int r = 0; r < rows; r++) {
        if (pairs[r] >= 0) {
          assertThat(used[pairs[r]]).isFalse();
          used[pairs[r]] = true;
          cost += costs[r][pairs[r]];
          made++;
        }
      }
      assertThat(made).isEqualTo(Math.min(rows, columns));
      assertThat(cost).isCloseTo(best(costs, 0, new boolean[columns], rows - made), within(1e-12));
    }
  }

  @Test
  void nobody_to_pair_is_no_pair() {
    assertThat(Assignment.cheapest(new double[0][0])).isEmpty();
    assertThat(Assignment.cheapest(new double[2][0])).containsExactly(-1, -1);
  }

  /** Tries every pairing; {@code without} rows may go without a column. */
  private static double best(double[][] costs, int row, boolean[] used, int without) {
    if (row == costs.length) {
      return 0;
    }
    double best = Double.POSITIVE_INFINITY;
    if (without > 0) {
      best = best(costs, row + 1, used, without - 1);
    }
    for (int c = 0; c < used.length; c++) {
      if (!used[c]) {
        used[c] = true;
        best = Math.min(best, costs[row][c] + best(costs, row + 1, used, without));
        used[c] = false;
      }
    }
    return best;
  }
}
