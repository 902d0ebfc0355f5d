package hmrbench.train;

/**
 * One rotation as six numbers, forward and backward: the same map as {@link hmrbench.tensor.SixD},
 * in double and with its derivative.
 */
final class SixDRow {

  private static final double SHORTEST = 1e-6;

  private SixDRow() {}

  /**
   * Six numbers to a matrix.
   *
   * @param six holds them from {@code from} on
   * @param matrix filled with the matrix [9], row-major, from {@code to} on
   */
  static void forward(double[] six, int from, double[] matrix, int to) {
    double[] u = column(six, from, 0);
    double[] b = column(six, from, 1);
    scale(u, 1 / Math.max(length(u), SHORTEST));
    double along = dot(u, b);
    double[] v = {b[0] - along * u[0], b[1] - along * u[1], b[2] - along * u[2]};
    scale(v, 1 / Math.max(length(v), SHORTEST));
    double[] w = cross(u, v);
    for (int row = 0; row < 3; row++) {
      matrix[to + row * 3] = u[row];
      matrix[to + row * 3 + 1] = v[row];
      matrix[to + row * 3 + 2] = w[row];
    }
  }

  /**
   * Gradient of a scalar with respect to the six numbers.
   *
   * @param byMatrix its gradient with respect to the matrix [9], from {@code matrixFrom} on
   * @param bySix filled from {@code from} on
   */
  static void backward(double[] six, int from, double[] byMatrix, int matrixFrom, double[] bySix) {
    double[] a = column(six, from, 0);
    double[] b = column(six, from, 1);
    double lengthA = Math.max(length(a), SHORTEST);
    double[] u = {a[0] / lengthA, a[1] / lengthA, a[2] / lengthA};
    double along = dot(u, b);
    double[] c = {b[0] - along * u[0], b[1] - along * u[1], b[2] - along * u[2]};
    double lengthC = Math.max(length(c), SHORTEST);
    double[] v = {c[0] / lengthC, c[1] / lengthC, c[2] / lengthC};

    double[] byU = matrixColumn(byMatrix, matrixFrom, 0);
    double[] byV = matrixColumn(byMatrix, matrixFrom, 1);
    double[] byW = matrixColumn(byMatrix, matrixFrom, 2);
    add(byU, cross(v, byW), 1); // w = u x v
    add(byV, cross(byW, u), 1);
    double[] byC = throughLength(byV, v, lengthC, length(c)); // v = c / |c|
    double byAlong = -dot(u, byC); // c = b - (u.b) u
    double[] byB = byC.clone();
    add(byU, byC, -along);
    add(byU, b, byAlong);
    add(byB, u, byAlong);
    double[] byA = throughLength(byU, u, lengthA, length(a)); // u = a / |a|
    for (int row = 0; row < 3; row++) {
      bySix[from + row * 2] = byA[row];
      bySix[from + row * 2 + 1] = byB[row];
    }
  }

  /** Back through a division by the own length; a vector that is too short was only scaled. */
  private static double[] throughLength(
      double[] byUnit, double[] unit, double divisor, double length) {
    double along = length < SHORTEST ? 0 : dot(unit, byUnit);
    double[] by = new double[3];
    for (int i = 0; i < 3; i++) {
      by[i] = (byUnit[i] - along * unit[i]) / divisor;
    }
    return by;
  }

  private static double[] column(double[] six, int from, int column) {
    return new double[] {six[from + column], six[from + 2 + column], six[from + 4 + column]};
  }

  private static double[] matrixColumn(double[] matrix, int from, int column) {
    return new double[] {
      matrix[from + column], matrix[from + 3 + column], matrix[from + 6 + column]
    };
  }

  private static double[] cross(double[] a, double[] b) {
    return new double[] {
      a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0]
    };
  }

  private static double dot(double[] a, double[] b) {
    return a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
  }

  private static double length(double[] a) {
    return Math.sqrt(dot(a, a));
  }

  private static void scale(double[] a, double by) {
    a[0] *= by;
    a[1] *= by;
    a[2] *= by;
  }

  private static void add(double[] sum, double[] term, double by) {
    sum[0] += by * term[0];
    sum[1] += by * term[1];
    sum[2] += by * term[2];
  }
}
