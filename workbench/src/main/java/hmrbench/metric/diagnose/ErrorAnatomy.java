package hmrbench.metric.diagnose;

import hmrbench.core.FloatGrid;
import hmrbench.metric.SequencePrediction;
import hmrbench.metric.TimeDifference;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Splits an acceleration error into jitter, amplitude and timing. At each frequency the predicted
 * acceleration is taken as H times the true one plus a rest that has nothing to do with it; H and
 * the rest come from spectra averaged over segments, joints and axes (Welch, The use of fast
 * Fourier transform for the estimation of power spectra, 1967). The mean squared error then splits
 * exactly into
 *
 * <ul>
 *   <li>jitter: the power of the rest
 *   <li>amplitude: (1 - |H|)^2 times the true power; motion that is damped (over-smoothing) or
 *       exaggerated
 *   <li>timing: 2 |H| (1 - cos arg H) times the true power; motion that comes late or early
 * </ul>
 *
 * <p>One H serves all joints: where a joint behaves differently, the difference counts as jitter.
 * Shares are of the mean square, which weighs large errors more than the mean that tables print.
 *
 * @param lagFrames by how many frames the predicted motion comes later than the true one: where the
 *     cross-correlation of velocities peaks, between frames by a parabola; nothing where nothing
 *     moves
 * @param lagMilliseconds the same in time
 * @param gain how much of the true acceleration is in the predicted one: their least-squares ratio,
 *     with the lag taken out
 * @param jitterShare share of the mean squared error, from 0 to 1
 * @param amplitudeShare likewise
 * @param timingShare likewise
 * @param jitterMm the tremble of single coordinates, frame by frame, that would give this jitter,
 *     in millimetres (standard deviation; a second difference of such noise has 6 times its
 *     variance)
 * @param errorMm root of the mean squared error per joint, in mm/frame^2
 * @param spectrum by frequency
 */
public record ErrorAnatomy(
    OptionalDouble lagFrames,
    OptionalDouble lagMilliseconds,
    double gain,
    double jitterShare,
    double amplitudeShare,
    double timingShare,
    double jitterMm,
    double errorMm,
    List<Frequency> spectrum) {

  /** Longest segment: 64 frames are 2 s at 30 Hz. */
  private static final int LONGEST_SEGMENT = 64;

  private static final int SHORTEST_SEGMENT = 16;

  /** Lags up to this many frames are looked at. */
  private static final int MOST_LAG = 15;

  private static final double SECOND_DIFFERENCE_VARIANCE = 6;
  private static final double MM_PER_M = 1000;

  /**
   * One frequency. Powers are mean squares per joint in (mm/frame^2)^2; they sum to the whole.
   *
   * @param hertz frequency
   * @param truthPower of the true acceleration
   * @param errorPower of the acceleration error
   * @param gain |H|: 1 where motion is kept, 0 where it is lost
   * @param delayRadians by how much the prediction comes late, as a phase
   * @param coherence how much of the predicted power follows the true motion, from 0 to 1
   */
  public record Frequency(
      double hertz,
      double truthPower,
      double errorPower,
      double gain,
      double delayRadians,
      double coherence) {}

  public ErrorAnatomy {
    spectrum = List.copyOf(spectrum);
  }

  /**
   * Takes an error apart.
   *
   * @param sequences all of one frame rate; runs of frames that follow each other and count are
   *     used, those shorter than 16 frames are left out
   * @throws IllegalArgumentException if there is no run of 18 frames
   */
  public static ErrorAnatomy of(List<SequencePrediction> sequences) {
    Sums sums = new Sums();
    sequences.forEach(sums::add);
    return sums.anatomy()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "needs a run of %d frames that follow each other and count, the longest has %d"
                        .formatted(SHORTEST_SEGMENT + 2, sums.longest + 2)));
  }

  /** What an anatomy is made of, sequence by sequence. */
  public static final class Sums {

    /** The longest segment that fits is not known before the last sequence. */
    private final List<CrossSpectrum> spectra = new ArrayList<>();

    private final Lag lag = new Lag(MOST_LAG);
    private int longest;
    private double rate;

    /** Of no sequence yet. */
    public Sums() {
      for (int segment = SHORTEST_SEGMENT; segment <= LONGEST_SEGMENT; segment *= 2) {
        spectra.add(new CrossSpectrum(segment));
      }
    }

    /** Adds a sequence, of the frame rate of those before. */
    public void add(SequencePrediction sequence) {
      rate = sequence.truth().framesPerSecond();
      for (Run run : Run.of(sequence)) {
        longest = Math.max(longest, run.accelerations());
        spectra.removeIf(it -> it.segment() < segment());
        spectra.forEach(run::addTo);
        lag.add(run);
      }
    }

    private int segment() {
      return Math.min(LONGEST_SEGMENT, Integer.highestOneBit(longest));
    }

    /** The anatomy; nothing where there is no run of 18 frames. */
    public Optional<ErrorAnatomy> anatomy() {
      OptionalDouble frames = lag.frames();
      double gain = lag.gain((int) Math.rint(frames.orElse(0)));
      return longest < SHORTEST_SEGMENT
          ? Optional.empty()
          : Optional.of(assemble(spectra.get(0), rate, frames, gain));
    }
  }

  private static ErrorAnatomy assemble(
      CrossSpectrum spectrum, double rate, OptionalDouble lag, double gain) {
    double jitter = 0;
    double amplitude = 0;
    double timing = 0;
    List<Frequency> frequencies = new ArrayList<>();
    for (int k = 0; k < spectrum.size(); k++) {
      double truth = spectrum.truth(k);
      double size = spectrum.gain(k);
      double phase = spectrum.delay(k);
      double rest = spectrum.rest(k);
      double damped = (1 - size) * (1 - size) * truth;
      double late = 2 * size * (1 - Math.cos(phase)) * truth;
      jitter += rest;
      amplitude += damped;
      timing += late;
      frequencies.add(
          new Frequency(
              rate * k / spectrum.segment(),
              truth,
              rest + damped + late,
              size,
              phase,
              spectrum.coherence(k)));
    }
    double whole = jitter + amplitude + timing;
    double part = whole == 0 ? 0 : 1 / whole;
    return new ErrorAnatomy(
        lag,
        lag.isPresent() ? OptionalDouble.of(1000 * lag.getAsDouble() / rate) : lag,
        gain,
        jitter * part,
        amplitude * part,
        timing * part,
        // Three coordinates per joint.
        Math.sqrt(jitter / 3 / SECOND_DIFFERENCE_VARIANCE),
        Math.sqrt(whole),
        frequencies);
  }

  /**
   * Consecutive frames of one sequence.
   *
   * @param truth positions relative to the root, in metres
   * @param from first row
   * @param to row after the last
   */
  record Run(FloatGrid truth, FloatGrid predicted, int from, int to) {

    static List<Run> of(SequencePrediction sequence) {
      List<Run> runs = new ArrayList<>();
      FloatGrid truth = sequence.truth().relativeToRoot().metres();
      FloatGrid predicted = sequence.predicted().relativeToRoot().metres();
      int from = 0;
      for (int t = 0; t <= truth.size(0); t++) {
        if (t == truth.size(0) || !sequence.counted().get(t) || !follows(sequence, from, t)) {
          runs.add(new Run(truth, predicted, from, t));
          from = t < truth.size(0) && !sequence.counted().get(t) ? t + 1 : t;
        }
      }
      return runs;
    }

    private static boolean follows(SequencePrediction sequence, int from, int t) {
      return t == from || sequence.frames().get(t) == sequence.frames().get(t - 1) + 1;
    }

    int accelerations() {
      return Math.max(0, to - from - 2);
    }

    int joints() {
      return truth.size(1);
    }

    void addTo(CrossSpectrum spectrum) {
      for (int joint = 0; joint < joints(); joint++) {
        for (int axis = 0; axis < 3; axis++) {
          spectrum.add(
              series(truth, TimeDifference.ACCELERATION, joint, axis),
              series(predicted, TimeDifference.ACCELERATION, joint, axis));
        }
      }
    }

    /** A difference of one coordinate over the run, in millimetres. */
    double[] series(FloatGrid metres, TimeDifference difference, int joint, int axis) {
      int first = from + difference.before();
      double[] values = new double[Math.max(0, to - difference.after() - first)];
      for (int i = 0; i < values.length; i++) {
        values[i] = MM_PER_M * difference.at(metres, first + i, joint, axis);
      }
      return values;
    }
  }
}
