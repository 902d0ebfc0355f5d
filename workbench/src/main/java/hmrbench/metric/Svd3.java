package hmrbench.metric;

/**
 * Singular value decomposition of a 3x3 matrix, A = U diag(s) V^T, by one-sided Jacobi rotations
 * (Hestenes, Inversion of matrices by biorthogonalization, 1958): the columns of A are made
 * orthogonal, which keeps small singular values accurate.
 *
 * <p>Singular values fall. Where one is zero, U is completed to an orthonormal basis.
 */
final class Svd3 {

  private static final int MOST_SWEEPS = 40;

  /** Columns whose cosine is below this count as orthogonal: a few units in the last place. */
  private static final double ORTHOGONAL = 1e-15;

  /** A column below this share of the longest one is rounding, not a direction. */
  private static final double NO_DIRECTION = 1e-14;

  /** Row-major. */
  final double[] u = new double[9];

  final double[] values = new double[3];

  /** Row-major. */
  final double[] v = new double[9];

  Svd3(double[] matrix) {
    double[] a = matrix.clone();
    double[] right = {1, 0, 0, 0, 1, 0, 0, 0, 1};
    orthogonalise(a, right);
    sort(a, right);
    completeLeft();
  }

  private static void orthogonalise(double[] a, double[] right) {
    for (int sweep = 0; sweep < MOST_SWEEPS; sweep++) {
      boolean turned = turn(a, right, 0, 1);
      turned |= turn(a, right, 0, 2);
      turned |= turn(a, right, 1, 2);
      if (!turned) {
        return;
      }
    }
  }

  private static boolean turn(double[] a, double[] right, int p, int q) {
    double pp = dot(a, p, p);
    double qq = dot(a, q, q);
    double pq = dot(a, p, q);
    if (pq == 0 || Math.abs(pq) <= ORTHOGONAL * Math.sqrt(pp) * Math.sqrt(qq)) {
      return false;
    }
    double zeta = (qq - pp) / (2 * pq);
    double tangent = Math.copySign(1, zeta) / (Math.abs(zeta) + Math.hypot(1, zeta));
    double cosine = 1 / Math.hypot(1, tangent);
    rotate(a, p, q, cosine, cosine * tangent);
    rotate(right, p, q, cosine, cosine * tangent);
    return true;
  }

  private static void rotate(double[] m, int p, int q, double cosine, double sine) {
    for (int row = 0; row < 9; row += 3) {
      double left = m[row + p];
      double other = m[row + q];
      m[row + p] = cosine * left - sine * other;
      m[row + q] = sine * left + cosine * other;
    }
  }

  private static double dot(double[] m, int p, int q) {
    return m[p] * m[q] + m[3 + p] * m[3 + q] + m[6 + p] * m[6 + q];
  }

  private void sort(double[] a, double[] right) {
    double[] lengths = new double[3];
    for (int column = 0; column < 3; column++) {
      lengths[column] = Math.sqrt(dot(a, column, column));
    }
    int[] order = order(lengths);
    for (int k = 0; k < 3; k++) {
      int from = order[k];
      values[k] = lengths[from];
      for (int row = 0; row < 9; row += 3) {
        u[row + k] = lengths[from] > 0 ? a[row + from] / lengths[from] : 0;
        v[row + k] = right[row + from];
      }
    }
  }

  private static int[] order(double[] lengths) {
    int largest = 0;
    int smallest = 2;
    for (int k = 0; k < 3; k++) {
      largest = lengths[k] > lengths[largest] ? k : largest;
      smallest = lengths[k] < lengths[smallest] ? k : smallest;
    }
    if (largest == smallest) {
      return new int[] {0, 1, 2};
    }
    return new int[] {largest, 3 - largest - smallest, smallest};
  }

  private void completeLeft() {
    double least = NO_DIRECTION * values[0];
    if (values[0] == 0) {
      identity(u);
      return;
    }
    if (values[1] <= least) {
      setColumn(1, perpendicular());
    }
    if (values[2] <= least) {
      setColumn(2, cross(0, 1));
    }
  }

  /** A unit vector at a right angle to column 0 of U. */
  private double[] perpendicular() {
    double x = Math.abs(u[0]);
    double y = Math.abs(u[3]);
    double z = Math.abs(u[6]);
    double[] other =
        x <= y && x <= z
            ? new double[] {0, -u[6], u[3]}
            : y <= z ? new double[] {u[6], 0, -u[0]} : new double[] {-u[3], u[0], 0};
    double length = Math.sqrt(other[0] * other[0] + other[1] * other[1] + other[2] * other[2]);
    return new double[] {other[0] / length, other[1] / length, other[2] / length};
  }

  private double[] cross(int p, int q) {
    return new double[] {
      u[3 + p] * u[6 + q] - u[6 + p] * u[3 + q],
      u[6 + p] * u[q] - u[p] * u[6 + q],
      u[p] * u[3 + q] - u[3 + p] * u[q]
    };
  }

  private void setColumn(int column, double[] vector) {
    for (int row = 0; row < 3; row++) {
      u[row * 3 + column] = vector[row];
    }
  }

  private static void identity(double[] m) {
    for (int k = 0; k < 9; k++) {
      m[k] = k % 4 == 0 ? 1 : 0;
    }
  }
}
