package hmrbench.model.filter;

/**
 * Unit quaternions w, x, y, z by way of eigenvectors, as the smoothing of MEVA and TCMR uses them:
 * the result is the nearest rotation even where a matrix is not quite one.
 *
 * <p>Source: TCMR lib/utils/slerp_filter_utils.py at c41fdd7, which holds parts of Gohlke's
 * transformations.py (2019.2.20); the eigenvector method is Bar-Itzhack, New method for extracting
 * the quaternion from a rotation matrix, 2000.
 */
final class Quaternions {

  /** Four units in the last place, as the source has it. */
  private static final double EPSILON = 4 * Math.ulp(1.0);

  private static final int MOST_SWEEPS = 50;

  private Quaternions() {}

  /**
   * The quaternion of a matrix (row-major, 3x3): the unit eigenvector of the largest eigenvalue of
   * a symmetric 4x4 matrix, with w not negative.
   */
  static double[] fromMatrix(double[] m) {
    // Order x, y, z, w, as in the source; three times its matrix has the same eigenvectors.
    double[] k = {
      m[0] - m[4] - m[8],
      m[1] + m[3],
      m[2] + m[6],
      m[7] - m[5],
      m[1] + m[3],
      m[4] - m[0] - m[8],
      m[5] + m[7],
      m[2] - m[6],
      m[2] + m[6],
      m[5] + m[7],
      m[8] - m[0] - m[4],
      m[3] - m[1],
      m[7] - m[5],
      m[2] - m[6],
      m[3] - m[1],
      m[0] + m[4] + m[8]
    };
    double[] v = largestEigenvector(k);
    double sign = v[3] < 0 ? -1 : 1;
    return new double[] {sign * v[3], sign * v[0], sign * v[1], sign * v[2]};
  }

  /** The unit eigenvector of the largest eigenvalue of a symmetric 4x4 matrix, by Jacobi turns. */
  private static double[] largestEigenvector(double[] symmetric) {
    double[] a = symmetric.clone();
    double[] vectors = new double[16];
    for (int i = 0; i < 4; i++) {
      vectors[i * 5] = 1;
    }
    boolean turned = true;
    for (int sweep = 0; turned && sweep < MOST_SWEEPS; sweep++) {
      turned = false;
      for (int p = 0; p < 3; p++) {
        for (int q = p + 1; q < 4; q++) {
          turned |= turn(a, vectors, p, q);
        }
      }
    }
    int largest = 0;
    for (int i = 1; i < 4; i++) {
      largest = a[i * 5] > a[largest * 5] ? i : largest;
    }
    return new double[] {
      vectors[largest], vectors[4 + largest], vectors[8 + largest], vectors[12 + largest]
    };
  }

  private static boolean turn(double[] a, double[] vectors, int p, int q) {
    double off = a[p * 4 + q];
    double gap = a[q * 5] - a[p * 5];
    if (Math.abs(off) <= Math.ulp(Math.abs(a[p * 5]) + Math.abs(a[q * 5])) / 2) {
      return false;
    }
    double theta = gap / (2 * off);
    double tangent = Math.copySign(1, theta) / (Math.abs(theta) + Math.hypot(1, theta));
    double cosine = 1 / Math.hypot(1, tangent);
    double sine = cosine * tangent;
    for (int i = 0; i < 4; i++) {
      rotate(a, i * 4 + p, i * 4 + q, cosine, sine);
    }
    for (int i = 0; i < 4; i++) {
      rotate(a, p * 4 + i, q * 4 + i, cosine, sine);
      rotate(vectors, i * 4 + p, i * 4 + q, cosine, sine);
    }
    return true;
  }

  private static void rotate(double[] m, int p, int q, double cosine, double sine) {
    double left = m[p];
    double other = m[q];
    m[p] = cosine * left - sine * other;
    m[q] = sine * left + cosine * other;
  }

  /** The rotation matrix, row-major, of a quaternion of any length above 0. */
  static double[] toMatrix(double[] quaternion) {
    double[] q = quaternion.clone();
    double squared = dot(q, q);
    if (squared < EPSILON) {
      return new double[] {1, 0, 0, 0, 1, 0, 0, 0, 1};
    }
    double factor = Math.sqrt(2 / squared);
    for (int i = 0; i < 4; i++) {
      q[i] *= factor;
    }
    return new double[] {
      1 - q[2] * q[2] - q[3] * q[3],
      q[1] * q[2] - q[3] * q[0],
      q[1] * q[3] + q[2] * q[0],
      q[1] * q[2] + q[3] * q[0],
      1 - q[1] * q[1] - q[3] * q[3],
      q[2] * q[3] - q[1] * q[0],
      q[1] * q[3] - q[2] * q[0],
      q[2] * q[3] + q[1] * q[0],
      1 - q[1] * q[1] - q[2] * q[2]
    };
  }

  /**
   * The point at {@code fraction} of the shorter way from {@code from} to {@code to}. Where both
   * are the same rotation up to rounding it is {@code from}, as in the source.
   */
  static double[] slerp(double[] from, double[] to, double fraction) {
    double[] start = unit(from);
    double[] end = unit(to);
    double cosine = dot(start, end);
    if (fraction == 0 || Math.abs(Math.abs(cosine) - 1) < EPSILON) {
      return fraction == 1 ? end : start;
    }
    if (fraction == 1) {
      return end;
    }
    double sign = cosine < 0 ? -1 : 1;
    double angle = Math.acos(sign * cosine);
    if (Math.abs(angle) < EPSILON) {
      return start;
    }
    double perSine = 1 / Math.sin(angle);
    double[] between = new double[4];
    for (int i = 0; i < 4; i++) {
      between[i] =
          start[i] * (Math.sin((1 - fraction) * angle) * perSine)
              + sign * end[i] * (Math.sin(fraction * angle) * perSine);
    }
    return between;
  }

  /** The one of {@code q} and its negative that lies nearer to {@code previous}. */
  static double[] nearer(double[] previous, double[] q) {
    double apart = 0;
    double together = 0;
    for (int i = 0; i < 4; i++) {
      apart += (previous[i] - q[i]) * (previous[i] - q[i]);
      together += (previous[i] + q[i]) * (previous[i] + q[i]);
    }
    return apart > together ? new double[] {-q[0], -q[1], -q[2], -q[3]} : q;
  }

  private static double[] unit(double[] q) {
    double length = Math.sqrt(dot(q, q));
    return new double[] {q[0] / length, q[1] / length, q[2] / length, q[3] / length};
  }

  private static double dot(double[] a, double[] b) {
    return a[0] * b[0] + a[1] * b[1] + a[2] * b[2] + a[3] * b[3];
  }
}
