package hmrbench.run;

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

  /** The unknowns, by elimination with pivots; those that nothing determines are 0. */
  double[] solve() {
    double[][] rows = new double[size][size + 1];
    for (int i = 0; i < size; i++) {
      System.arraycopy(matrix[i], 0, rows[i], 0, size);
      rows[i][size] = right[i];
    }
    int[] pivots = new int[size];
    int rank = 0;
    for (int column = 0; column < size; column++) {
      pivots[column] = -1;
      int best = rank;
      for (int i = rank; i < size; i++) {
        best = Math.abs(rows[i][column]) > Math.abs(rows[best][column]) ? i : best;
      }
      if (rank < size && Math.abs(rows[best][column]) > 1e-12 * (1 + matrix[column][column])) {
        swap(rows, rank, best);
        eliminate(rows, rank, column);
        pivots[column] = rank++;
      }
    }
    double[] unknowns = new double[size];
    for (int column = 0; column < size; column++) {
      unknowns[column] = pivots[column] < 0 ? 0 : rows[pivots[column]][size];
    }
    return unknowns;
  }

  private static void swap(double[][] rows, int a, int b) {
    double[] kept = rows[a];
    rows[a] = rows[b];
    rows[b] = kept;
  }

  private void eliminate(double[][] rows, int pivot, int column) {
    double at = rows[pivot][column];
    for (int j = 0; j <= size; j++) {
      rows[pivot][j] /= at;
    }
    for (int i = 0; i < size; i++) {
      double times = i == pivot ? 0 : rows[i][column];
      for (int j = 0; j <= size && times != 0; j++) {
        rows[i][j] -= times * rows[pivot][j];
      }
    }
  }
}
