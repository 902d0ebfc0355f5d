package hmrbench.metric.diagnose;

import hmrbench.metric.SequencePrediction;
import hmrbench.metric.diagnose.ErrorAnatomy.Run;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * How long an error of position lasts. The error of a coordinate relative to the root is its mean
 * over the sequence, the steady part, and a rest that changes; the correlation of that rest with
 * itself some frames later says what a filter can take away: noise that is new in every frame (near
 * 0 after one frame) goes with a mean over frames, an error that lasts (near 1) stays.
 *
 * <p>Since the mean is taken from the same frames, correlations of long lags come out a little low:
 * for noise by 1 over the frames of a sequence.
 *
 * @param steadyShare share of the steady part in the mean square of the error, from 0 to 1
 * @param correlations of the rest with itself, from lag 0 (which is 1) to {@link #MOST_LAG} frames
 * @param spectrum of the rest (Welch, under a Hann window)
 */
public record ErrorPersistence(
    double steadyShare, List<Double> correlations, List<Frequency> spectrum) {

  /** The longest lag, in frames: 1 s at 30 frames/s. */
  public static final int MOST_LAG = 30;

  /** Frames per segment of the spectrum; shorter runs have too few pairs at the longest lag. */
  private static final int SEGMENT = 64;

  private static final double MM_PER_M = 1000;

  /**
   * How much of an error of position moves so fast.
   *
   * @param hertz frequency
   * @param power mean square per joint, in mm^2; powers sum to that of the rest
   */
  public record Frequency(double hertz, double power) {}

  public ErrorPersistence {
    correlations = List.copyOf(correlations);
    spectrum = List.copyOf(spectrum);
  }

  /** What a persistence is made of, sequence by sequence. */
  public static final class Sums {

    private final double[] products = new double[MOST_LAG + 1];
    private final double[] squares = new double[MOST_LAG + 1];
    private final CrossSpectrum spectrum = new CrossSpectrum(SEGMENT);
    private double steady;
    private double whole;
    private double rate;

    /** Adds the runs of at least 64 frames that follow each other and count. */
    public void add(SequencePrediction sequence) {
      rate = sequence.truth().framesPerSecond();
      for (Run run : Run.of(sequence)) {
        if (run.to() - run.from() >= SEGMENT) {
          for (int coordinate = 0; coordinate < 3 * run.joints(); coordinate++) {
            add(error(run, coordinate));
          }
        }
      }
    }

    /** The error of one coordinate over a run, in millimetres. */
    private static double[] error(Run run, int coordinate) {
      int stride = 3 * run.joints();
      double[] error = new double[run.to() - run.from()];
      for (int i = 0; i < error.length; i++) {
        int at = (run.from() + i) * stride + coordinate;
        error[i] = MM_PER_M * ((double) run.predicted().get(at) - run.truth().get(at));
      }
      return error;
    }

    private void add(double[] error) {
      double mean = Arrays.stream(error).average().orElse(0);
      double[] rest = new double[error.length];
      for (int t = 0; t < error.length; t++) {
        rest[t] = error[t] - mean;
        whole += error[t] * error[t];
      }
      steady += error.length * mean * mean;
      for (int lag = 0; lag <= MOST_LAG; lag++) {
        for (int t = 0; t + lag < rest.length; t++) {
          products[lag] += rest[t] * rest[t + lag];
          squares[lag] += (rest[t] * rest[t] + rest[t + lag] * rest[t + lag]) / 2;
        }
      }
      spectrum.add(rest, rest);
    }

    /** The persistence; nothing where no run is long enough, or no error changes. */
    public Optional<ErrorPersistence> persistence() {
      if (!(squares[MOST_LAG] > 0)) {
        return Optional.empty();
      }
      List<Double> correlations = new ArrayList<>();
      for (int lag = 0; lag <= MOST_LAG; lag++) {
        correlations.add(products[lag] / squares[lag]);
      }
      List<Frequency> frequencies = new ArrayList<>();
      for (int k = 0; k < spectrum.size(); k++) {
        frequencies.add(new Frequency(rate * k / SEGMENT, spectrum.truth(k)));
      }
      return Optional.of(new ErrorPersistence(steady / whole, correlations, frequencies));
    }
  }
}
