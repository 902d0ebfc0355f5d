package hmrbench.run;

import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.ArrayRealVector;
import org.apache.commons.math3.linear.SingularValueDecomposition;

/** Normal equations that grow row by row. */
final class LeastSquares {

  private final int size;
  private final double[][] matrix;
  private final double[] right;

  /**
   * @param size number of unknowns
   */
  LeastSquares(int size) {
    this.size = size;
    this.matrix = new double[size][size];
    this.right = new double[size];
  }

  /** One equation: the sum of unknowns times factors is a value. */
  void add(double[] factors, double value) {
    for (int i = 0; i < size; i++) {
      right[i] += factors[i] * value;
      for (int j = 0; j < size; j++) {
        matrix[i][j] += factors[i] * factors[j];
      }
    }
  }

  /** Adds the equations of another. */
  void add(LeastSquares other) {
    for (int i = 0; i < size; i++) {
      right[i] += other.right[i];
      for (int j = 0; j < size; j++) {
        matrix[i][j] += other.matrix[i][j];
      }
    }
  }

  /** The unknowns, by singular values: the shortest of those that fit, so 0 where nothing says. */
  double[] solve() {
    return new SingularValueDecomposition(new Array2DRowRealMatrix(matrix))
        .getSolver()
        .solve(new ArrayRealVector(right))
        .toArray();
  }
}
