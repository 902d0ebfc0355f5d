package hmrbench.model.filter;

/**
 * Second-order Butterworth low-pass, run forwards and then backwards, so that nothing lags; the two
 * passes together damp by one half at the cutoff. Ends are extended by 9 frames mirrored through
 * the end point, and the state starts as if the first value had always been there (as
 * scipy.signal.filtfilt does). Winter, Biomechanics and Motor Control of Human Movement, takes 6 Hz
 * for gait.
 */
final class Butterworth implements Smoother {

  /** Three times the number of coefficients. */
  private static final int EXTENSION = 9;

  private final double cutoffHertz;

  Butterworth(double cutoffHertz) {
    this.cutoffHertz = cutoffHertz;
  }

  /** A cutoff at or above half the frame rate lets everything pass. */
  @Override
  public double[] smooth(double[] values, double framesPerSecond) {
    if (cutoffHertz >= framesPerSecond / 2 || values.length < 2) {
      return values.clone();
    }
    // Bilinear transform with the cutoff warped.
    double k = Math.tan(Math.PI * cutoffHertz / framesPerSecond);
    double norm = 1 + Math.sqrt(2) * k + k * k;
    double b0 = k * k / norm;
    double[] b = {b0, 2 * b0, b0};
    double[] a = {1, 2 * (k * k - 1) / norm, (1 - Math.sqrt(2) * k + k * k) / norm};
    int margin = Math.min(EXTENSION, values.length - 1);
    double[] extended = extend(values, margin);
    double[] forwards = pass(b, a, extended);
    double[] back = reversed(pass(b, a, reversed(forwards)));
    return java.util.Arrays.copyOfRange(back, margin, margin + values.length);
  }

  private static double[] extend(double[] values, int margin) {
    int last = values.length - 1;
    double[] extended = new double[values.length + 2 * margin];
    System.arraycopy(values, 0, extended, margin, values.length);
    for (int k = 1; k <= margin; k++) {
      extended[margin - k] = 2 * values[0] - values[k];
      extended[margin + last + k] = 2 * values[last] - values[last - k];
    }
    return extended;
  }

  private static double[] pass(double[] b, double[] a, double[] x) {
    // The state that a constant input of the first value has settled to.
    double gain = (b[0] + b[1] + b[2]) / (a[0] + a[1] + a[2]);
    double second = (b[2] - a[2] * gain) * x[0];
    double first = (b[1] - a[1] * gain) * x[0] + second;
    double[] y = new double[x.length];
    for (int t = 0; t < x.length; t++) {
      y[t] = b[0] * x[t] + first;
      first = b[1] * x[t] - a[1] * y[t] + second;
      second = b[2] * x[t] - a[2] * y[t];
    }
    return y;
  }

  private static double[] reversed(double[] values) {
    double[] turned = new double[values.length];
    for (int t = 0; t < turned.length; t++) {
      turned[t] = values[values.length - 1 - t];
    }
    return turned;
  }
}
