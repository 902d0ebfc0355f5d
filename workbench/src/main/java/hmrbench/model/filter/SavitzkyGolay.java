package hmrbench.model.filter;

/**
 * Least-squares polynomial over a window; each frame takes the value of the polynomial of the
 * window around it. The first and last frames take theirs from the first and last whole window (as
 * scipy.signal.savgol_filter does with mode 'interp'). Savitzky and Golay, Smoothing and
 * differentiation of data by simplified least squares procedures, 1964.
 */
final class SavitzkyGolay implements Smoother {

  private final int windowFrames;
  private final int degree;

  /**
   * @param windowFrames odd
   * @param degree of the polynomial, below {@code windowFrames}
   */
  SavitzkyGolay(int windowFrames, int degree) {
    this.windowFrames = windowFrames;
    this.degree = degree;
  }

  @Override
  public double[] smooth(double[] values, double framesPerSecond) {
    int window = Math.min(windowFrames, values.length - 1 + values.length % 2);
    if (window <= degree) {
      // A polynomial of this degree passes through every point of so short a clip.
      return values.clone();
    }
    double[][] basis = basis(window);
    double[] smoothed = new double[values.length];
    for (int t = 0; t < values.length; t++) {
      int first = Math.max(0, Math.min(t - window / 2, values.length - window));
      smoothed[t] = fitted(basis, values, first, t - first);
    }
    return smoothed;
  }

  /** The value at one place of the polynomial that is fitted to the window from {@code first}. */
  private static double fitted(double[][] basis, double[] values, int first, int place) {
    double value = 0;
    for (double[] polynomial : basis) {
      double coefficient = 0;
      for (int k = 0; k < polynomial.length; k++) {
        coefficient += polynomial[k] * values[first + k];
      }
      value += coefficient * polynomial[place];
    }
    return value;
  }

  /** Polynomials up to the degree, orthonormal over the points of a window. */
  private double[][] basis(int window) {
    double[][] basis = new double[degree + 1][window];
    for (int power = 0; power <= degree; power++) {
      for (int k = 0; k < window; k++) {
        // Places run from -1 to 1, which keeps the powers of one size.
        basis[power][k] = Math.pow(2.0 * k / (window - 1) - 1, power);
      }
      for (int round = 0; round < 2; round++) {
        for (int lower = 0; lower < power; lower++) {
          subtract(basis[power], basis[lower]);
        }
      }
      double length = Math.sqrt(dot(basis[power], basis[power]));
      for (int k = 0; k < window; k++) {
        basis[power][k] /= length;
      }
    }
    return basis;
  }

  private static void subtract(double[] vector, double[] unit) {
    double along = dot(vector, unit);
    for (int k = 0; k < vector.length; k++) {
      vector[k] -= along * unit[k];
    }
  }

  private static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int k = 0; k < a.length; k++) {
      sum += a[k] * b[k];
    }
    return sum;
  }
}
