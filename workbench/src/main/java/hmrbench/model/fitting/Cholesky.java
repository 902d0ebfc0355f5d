package hmrbench.model.fitting;

/** Symmetric positive definite matrices as products L L^T, in place and without allocation. */
final class Cholesky {

  private Cholesky() {}

  /**
   * Replaces the lower triangle of a matrix by L.
   *
   * @param matrix [n * n], row-major; what is above its diagonal is not looked at
   * @return whether it is positive definite
   */
  static boolean factorise(double[] matrix, int n) {
    for (int i = 0; i < n; i++) {
      for (int k = 0; k <= i; k++) {
        double sum = matrix[i * n + k];
        for (int m = 0; m < k; m++) {
          sum -= matrix[i * n + m] * matrix[k * n + m];
        }
        if (k < i) {
          matrix[i * n + k] = sum / matrix[k * n + k];
        } else if (sum > 0) {
          matrix[i * n + i] = Math.sqrt(sum);
        } else {
          return false;
        }
      }
    }
    return true;
  }

  /** Solves L L^T x = b in place. */
  static void solve(double[] lower, int n, double[] b) {
    for (int i = 0; i < n; i++) {
      double sum = b[i];
      for (int k = 0; k < i; k++) {
        sum -= lower[i * n + k] * b[k];
      }
      b[i] = sum / lower[i * n + i];
    }
    for (int i = n - 1; i >= 0; i--) {
      double sum = b[i];
      for (int k = i + 1; k < n; k++) {
        sum -= lower[k * n + i] * b[k];
      }
      b[i] = sum / lower[i * n + i];
    }
  }
}
