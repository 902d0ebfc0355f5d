package hmrbench.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** A = U diag(values) V^T, of matrices of every rank. */
class Svd3Test {

  private static final double ROUNDING = 1e-12;

  private static List<double[]> matrices() {
    Random random = new Random(7);
    List<double[]> matrices = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      double[] matrix = new double[9];
      // The sum of 0 to 3 products of a column and a row: the rank.
      for (int rank = 0; rank < i % 4; rank++) {
        double[] column = {random.nextGaussian(), random.nextGaussian(), random.nextGaussian()};
        double[] row = {random.nextGaussian(), random.nextGaussian(), random.nextGaussian()};
        for (int k = 0; k < 9; k++) {
          matrix[k] += column[k / 3] * row[k % 3];
        }
      }
      matrices.add(matrix);
    }
    // Along the axes, in every order, with one and with two of them missing, and equal values.
    for (double[] diagonal :
        new double[][] {
          {3, 2, 1},
          {1, 2, 3},
          {2, 3, 1},
          {2, 1, 3},
          {0, 2, 1},
          {2, 0, 1},
          {2, 1, 0},
          {2, 0, 0},
          {0, 2, 0},
          {0, 0, 2},
          {1, 1, 1},
          {1, 1, 2},
          {2, 1, 1},
          {-3, 2, -1}
        }) {
      matrices.add(new double[] {diagonal[0], 0, 0, 0, diagonal[1], 0, 0, 0, diagonal[2]});
    }
    // One column, one row, and rows in another order.
    matrices.add(new double[] {0, 1, 0, 0, 2, 0, 0, 2, 0});
    matrices.add(new double[] {0, 0, 0, 1, 2, 2, 0, 0, 0});
    matrices.add(new double[] {0, 2, 0, 0, 0, 3, 1, 0, 0});
    return matrices;
  }

  private static double product(double[] a, double[] b, int row, int column, boolean byColumns) {
    double sum = 0;
    for (int k = 0; k < 3; k++) {
      sum += byColumns ? a[3 * k + row] * b[3 * k + column] : a[3 * row + k] * b[3 * column + k];
    }
    return sum;
  }

  @Test
  void factors_multiply_to_the_matrix() {
    for (double[] matrix : matrices()) {
      Svd3 svd = new Svd3(matrix);
      for (int k = 0; k < 9; k++) {
        double sum = 0;
        for (int value = 0; value < 3; value++) {
          sum += svd.u[3 * (k / 3) + value] * svd.values[value] * svd.v[3 * (k % 3) + value];
        }
        assertThat(sum).isCloseTo(matrix[k], within(ROUNDING * (1 + svd.values[0])));
      }
    }
  }

  @Test
  void both_factors_are_orthogonal_whatever_the_rank() {
    for (double[] matrix : matrices()) {
      Svd3 svd = new Svd3(matrix);
      for (double[] factor : List.of(svd.u, svd.v)) {
        for (int k = 0; k < 9; k++) {
          assertThat(product(factor, factor, k / 3, k % 3, true))
              .isCloseTo(k % 4 == 0 ? 1 : 0, within(1e-9));
        }
      }
    }
  }

  @Test
  void values_fall_and_are_never_below_0() {
    for (double[] matrix : matrices()) {
      double[] values = new Svd3(matrix).values;
      assertThat(values[0]).isGreaterThanOrEqualTo(values[1]);
      assertThat(values[1]).isGreaterThanOrEqualTo(values[2]);
      assertThat(values[2]).isNotNegative();
    }
    assertThat(new Svd3(new double[] {1, 0, 0, 0, -3, 0, 0, 0, 2}).values).containsExactly(3, 2, 1);
  }

  @Test
  void the_matrix_given_stays_as_it_is() {
    double[] matrix = {1, 2, 3, 4, 5, 6, 7, 8, 10};
    new Svd3(matrix);
    assertThat(matrix).containsExactly(1, 2, 3, 4, 5, 6, 7, 8, 10);
  }
}
