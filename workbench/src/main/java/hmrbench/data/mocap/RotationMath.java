package hmrbench.data.mocap;

/** Rotations as row-major 3x3 matrices and vectors of three, as new arrays. */
final class RotationMath {

  private RotationMath() {}

  static double[] identity() {
    return new double[] {1, 0, 0, 0, 1, 0, 0, 0, 1};
  }

  static double[] times(double[] a, double[] b) {
    double[] c = new double[9];
    for (int row = 0; row < 3; row++) {
      for (int column = 0; column < 3; column++) {
        c[row * 3 + column] =
            a[row * 3] * b[column]
                + a[row * 3 + 1] * b[3 + column]
                + a[row * 3 + 2] * b[6 + column];
      }
    }
    return c;
  }

  static double[] transposed(double[] a) {
    return new double[] {a[0], a[3], a[6], a[1], a[4], a[7], a[2], a[5], a[8]};
  }

  /** The matrix at a place of an array of matrices. */
  static double[] at(double[] matrices, int index) {
    double[] matrix = new double[9];
    System.arraycopy(matrices, index * 9, matrix, 0, 9);
    return matrix;
  }

  static double[] applied(double[] a, double[] v) {
    return new double[] {
      a[0] * v[0] + a[1] * v[1] + a[2] * v[2],
      a[3] * v[0] + a[4] * v[1] + a[5] * v[2],
      a[6] * v[0] + a[7] * v[1] + a[8] * v[2]
    };
  }

  static double[] cross(double[] a, double[] b) {
    return new double[] {
      a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0]
    };
  }

  static double dot(double[] a, double[] b) {
    return a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
  }

  static double length(double[] v) {
    return Math.sqrt(dot(v, v));
  }

  /** The angle between two vectors, in degrees. */
  static double degrees(double[] a, double[] b) {
    return Math.toDegrees(Math.atan2(length(cross(a, b)), dot(a, b)));
  }

  /** The angle of the rotation from one orientation to another, in degrees. */
  static double degreesOf(double[] a, double[] b) {
    double[] turn = times(transposed(a), b);
    double[] sine = {turn[7] - turn[5], turn[2] - turn[6], turn[3] - turn[1]};
    return Math.toDegrees(Math.atan2(length(sine), turn[0] + turn[4] + turn[8] - 1));
  }

  /** A vector of length 1; a vector of length 0 stays. */
  static double[] unit(double[] v) {
    double length = length(v);
    return length == 0 ? v.clone() : new double[] {v[0] / length, v[1] / length, v[2] / length};
  }

  /**
   * Right-handed axes as columns: the first along {@code first}, the second towards {@code side}.
   */
  static double[] axes(double[] first, double[] side) {
    double[] x = unit(first);
    double[] z = unit(cross(x, side));
    double[] y = cross(z, x);
    return new double[] {x[0], y[0], z[0], x[1], y[1], z[1], x[2], y[2], z[2]};
  }

  /** The rotation nearest to a sum of rotations, by its first two columns. */
  static double[] nearest(double[] sum) {
    return axes(new double[] {sum[0], sum[3], sum[6]}, new double[] {sum[1], sum[4], sum[7]});
  }

  /** The smallest rotation that takes the direction of {@code from} to that of {@code to}. */
  static double[] between(double[] from, double[] to) {
    double[] a = unit(from);
    double[] b = unit(to);
    double cos = dot(a, b);
    if (cos < -1 + 1e-12) {
      // Half a turn, about any axis across.
      double[] side = Math.abs(a[0]) < 0.9 ? new double[] {1, 0, 0} : new double[] {0, 1, 0};
      double[] axis = unit(cross(a, side));
      return plus(identity(), outer(axis), -1, 2);
    }
    double[] v = cross(a, b);
    double[] k = {0, -v[2], v[1], v[2], 0, -v[0], -v[1], v[0], 0};
    return plus(plus(identity(), k, 1, 1), times(k, k), 1, 1 / (1 + cos));
  }

  private static double[] outer(double[] v) {
    double[] m = new double[9];
    for (int i = 0; i < 9; i++) {
      m[i] = v[i / 3] * v[i % 3];
    }
    return m;
  }

  private static double[] plus(double[] a, double[] b, double ofA, double ofB) {
    double[] sum = new double[9];
    for (int i = 0; i < 9; i++) {
      sum[i] = ofA * a[i] + ofB * b[i];
    }
    return sum;
  }
}
