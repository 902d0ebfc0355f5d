package hmrbench.metric.diagnose;

/**
 * Spectra of two series and between them, averaged over segments that overlap by half, under a Hann
 * window. Powers are scaled so that they sum, over frequencies, to the mean square of a joint.
 */
final class CrossSpectrum {

  private final int segment;
  private final double[] window;
  private final double windowSquares;
  private final double[] truth;
  private final double[] predicted;
  private final double[] crossReal;
  private final double[] crossImaginary;

  /** Segments of joints: each has three coordinates. */
  private double weight;

  /**
   * @param segment frames per segment, a power of two
   */
  CrossSpectrum(int segment) {
    this.segment = segment;
    this.window = new double[segment];
    double squares = 0;
    for (int t = 0; t < segment; t++) {
      window[t] = 0.5 - 0.5 * Math.cos(2 * Math.PI * (t + 0.5) / segment);
      squares += window[t] * window[t];
    }
    this.windowSquares = squares;
    int size = segment / 2 + 1;
    this.truth = new double[size];
    this.predicted = new double[size];
    this.crossReal = new double[size];
    this.crossImaginary = new double[size];
  }

  /** Adds the segments of one coordinate of a joint. */
  void add(double[] trueValues, double[] predictedValues) {
    for (int from = 0; from + segment <= trueValues.length; from += segment / 2) {
      double[] real = new double[segment];
      double[] imaginary = new double[segment];
      for (int t = 0; t < segment; t++) {
        // Both real series in one transform: truth in the real part, prediction in the other.
        real[t] = window[t] * trueValues[from + t];
        imaginary[t] = window[t] * predictedValues[from + t];
      }
      Fourier.transform(real, imaginary);
      for (int k = 0; k < truth.length; k++) {
        accumulate(k, real, imaginary);
      }
      weight += 1.0 / 3;
    }
  }

  private void accumulate(int k, double[] real, double[] imaginary) {
    int mirrored = (segment - k) % segment;
    double truthReal = (real[k] + real[mirrored]) / 2;
    double truthImaginary = (imaginary[k] - imaginary[mirrored]) / 2;
    double predictedReal = (imaginary[k] + imaginary[mirrored]) / 2;
    double predictedImaginary = (real[mirrored] - real[k]) / 2;
    truth[k] += truthReal * truthReal + truthImaginary * truthImaginary;
    predicted[k] += predictedReal * predictedReal + predictedImaginary * predictedImaginary;
    // Prediction times the conjugate of truth.
    crossReal[k] += predictedReal * truthReal + predictedImaginary * truthImaginary;
    crossImaginary[k] += predictedImaginary * truthReal - predictedReal * truthImaginary;
  }

  int segment() {
    return segment;
  }

  /** Number of frequencies. */
  int size() {
    return truth.length;
  }

  /** Power of the truth. */
  double truth(int k) {
    return scale(k) * truth[k];
  }

  /** |H|. */
  double gain(int k) {
    return truth[k] == 0 ? 1 : Math.hypot(crossReal[k], crossImaginary[k]) / truth[k];
  }

  /** By how much the prediction comes late, in radians. */
  double delay(int k) {
    return truth[k] == 0 ? 0 : -Math.atan2(crossImaginary[k], crossReal[k]);
  }

  /** The power of the prediction that H times the truth leaves. */
  double rest(int k) {
    return scale(k) * predicted[k] * (1 - coherence(k));
  }

  double coherence(int k) {
    if (truth[k] == 0 || predicted[k] == 0) {
      return 0;
    }
    double cross = crossReal[k] * crossReal[k] + crossImaginary[k] * crossImaginary[k];
    return Math.min(1, cross / (truth[k] * predicted[k]));
  }

  private double scale(int k) {
    // Frequencies between the first and the last count for their mirror image too.
    double sides = k == 0 || k == segment / 2 ? 1 : 2;
    return sides / (segment * windowSquares * weight);
  }
}
