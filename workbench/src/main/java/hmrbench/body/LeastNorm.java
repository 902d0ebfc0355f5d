package hmrbench.body;

/**
 * The shortest solution of a linear system with more unknowns than equations, where some equations
 * may follow from others.
 */
final class LeastNorm {

  /** A pivot below this share of the largest one is an equation that follows from the others. */
  private static final double DEPENDENT = 1e-10;

  private LeastNorm() {}

  /**
   * The x with A x = b for which the sum of x_i^2 / w_i is smallest: x = W A' (A W A')^-1 b.
   *
   * @param a equations [m][n]
   * @param b right sides [m]
   * @param weights weight of each unknown [n], above 0: a larger one lets it grow more
   */
  static double[] solve(double[][] a, double[] b, double[] weights) {
    int equations = a.length;
    double[][] normal = new double[equations][equations + 1];
    for (int i = 0; i < equations; i++) {
      for (int j = 0; j < equations; j++) {
        for (int v = 0; v < weights.length; v++) {
          normal[i][j] += a[i][v] * weights[v] * a[j][v];
        }
      }
      normal[i][equations] = b[i];
    }
    double[] multipliers = eliminate(normal);
    double[] x = new double[weights.length];
    for (int v = 0; v < weights.length; v++) {
      for (int i = 0; i < equations; i++) {
        x[v] += weights[v] * a[i][v] * multipliers[i];
      }
    }
    return x;
  }

  /** Gauss-Jordan with the largest diagonal entry as pivot; dependent rows get multiplier 0. */
  private static double[] eliminate(double[][] rows) {
    int size = rows.length;
    boolean[] done = new boolean[size];
    double largest = 0;
    for (int step = 0; step < size; step++) {
      int pivot = -1;
      for (int i = 0; i < size; i++) {
        if (!done[i] && (pivot < 0 || rows[i][i] > rows[pivot][pivot])) {
          pivot = i;
        }
      }
      largest = Math.max(largest, rows[pivot][pivot]);
      if (rows[pivot][pivot] < DEPENDENT * largest) {
        break;
      }
      done[pivot] = true;
      clear(rows, pivot);
    }
    double[] solution = new double[size];
    for (int i = 0; i < size; i++) {
      solution[i] = done[i] ? rows[i][size] / rows[i][i] : 0;
    }
    return solution;
  }

  private static void clear(double[][] rows, int pivot) {
    for (int i = 0; i < rows.length; i++) {
      double factor = i == pivot ? 0 : rows[i][pivot] / rows[pivot][pivot];
      for (int k = 0; k < rows[i].length; k++) {
        rows[i][k] -= factor * rows[pivot][k];
      }
    }
  }
}
