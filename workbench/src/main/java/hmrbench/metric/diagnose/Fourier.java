package hmrbench.metric.diagnose;

/** Discrete Fourier transform of a power of two of values, in place (Cooley and Tukey, 1965). */
final class Fourier {

  private Fourier() {}

  /**
   * @param real real parts
   * @param imaginary imaginary parts, as many, a power of two
   */
  static void transform(double[] real, double[] imaginary) {
    int n = real.length;
    int bits = Integer.numberOfTrailingZeros(n);
    for (int i = 0; i < n; i++) {
      int j = bits == 0 ? 0 : Integer.reverse(i) >>> (32 - bits);
      if (j > i) {
        swap(real, i, j);
        swap(imaginary, i, j);
      }
    }
    for (int half = 1; half < n; half *= 2) {
      for (int k = 0; k < half; k++) {
        double angle = -Math.PI * k / half;
        double c = Math.cos(angle);
        double s = Math.sin(angle);
        for (int i = k; i < n; i += 2 * half) {
          double re = c * real[i + half] - s * imaginary[i + half];
          double im = c * imaginary[i + half] + s * real[i + half];
          real[i + half] = real[i] - re;
          imaginary[i + half] = imaginary[i] - im;
          real[i] += re;
          imaginary[i] += im;
        }
      }
    }
  }

  private static void swap(double[] values, int i, int j) {
    double kept = values[i];
    values[i] = values[j];
    values[j] = kept;
  }
}
