package hmrbench.metric.diagnose;

import hmrbench.core.FloatGrid;
import hmrbench.metric.SequencePrediction;
import hmrbench.metric.stats.ClusteredMean;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * How the acceleration error of saved predictions changes when fewer of their frames are looked at.
 * At every k-th frame the error is that of x(t-k) - 2 x(t) + x(t+k), over all t, so that every
 * starting frame counts.
 *
 * <p>The slope of the error in mm/frame^2 against the frame rate, both as logarithms, tells kinds
 * of error apart:
 *
 * <ul>
 *   <li>0: errors of neighbouring frames have nothing to do with each other (jitter); each second
 *       difference sees the same noise
 *   <li>-2: an error that is smooth in time, as a lag or the loss of slow motion is: its second
 *       difference falls with the square of the time between frames
 *   <li>between: a mixture, or motion lost at frequencies near the frame rate, where the second
 *       difference stops growing
 * </ul>
 *
 * @param points from the highest rate to the lowest
 * @param slope least-squares slope, by leaving out people; nothing with fewer than two rates or
 *     people
 */
public record FrameRateFingerprint(List<Point> points, Optional<ClusteredMean> slope) {

  private static final double MM_PER_M = 1000;

  /**
   * One rate.
   *
   * @param framesPerSecond in hertz
   * @param errorMm acceleration error, in mm/frame^2
   * @param errorSi acceleration error, in m/s^2
   * @param truthMm size of the true acceleration, in mm/frame^2: what a frozen pose scores
   * @param values how many frames it is the mean of
   */
  public record Point(
      double framesPerSecond, double errorMm, double errorSi, double truthMm, int values) {}

  public FrameRateFingerprint {
    points = List.copyOf(points);
  }

  /**
   * The fingerprint of sequences of which each is of another person.
   *
   * @param sequences all of one frame rate
   * @param steps every how many frames to look, each at least 1; a step that leaves a sequence
   *     without a value leaves that sequence out, at all steps, so that the rates are compared on
   *     the same motion
   * @throws IllegalArgumentException if no sequence has values at all steps
   */
  public static FrameRateFingerprint of(List<SequencePrediction> sequences, int... steps) {
    Growing growing = new Growing(steps);
    sequences.forEach(sequence -> growing.add(sequence, sequence.sequence()));
    return growing
        .fingerprint()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "no sequence is long enough for every %d-th frame"
                        .formatted(Arrays.stream(steps).max().orElse(0))));
  }

  /** A fingerprint that grows sequence by sequence; a few numbers of each are kept. */
  public static final class Growing {

    private final int[] steps;
    private final List<Sums> sums = new ArrayList<>();
    private final List<String> people = new ArrayList<>();
    private double rate;

    /**
     * Of no sequence yet.
     *
     * @param steps as {@link #of} takes them
     */
    public Growing(int... steps) {
      this.steps = Arrays.stream(steps).distinct().sorted().toArray();
    }

    /**
     * Adds a sequence, of the frame rate of those before.
     *
     * @param person who moves in it; the name of the sequence where no one knows
     */
    public void add(SequencePrediction sequence, String person) {
      rate = sequence.truth().framesPerSecond();
      Sums own = new Sums(sequence, steps);
      if (own.complete()) {
        sums.add(own);
        people.add(person);
      }
    }

    /** The fingerprint; nothing where no sequence has values at all steps. */
    public Optional<FrameRateFingerprint> fingerprint() {
      if (sums.isEmpty() || steps[0] < 1) {
        return Optional.empty();
      }
      double[] once = new double[sums.size()];
      Arrays.fill(once, 1);
      List<Point> points = new ArrayList<>();
      for (int k = 0; k < steps.length; k++) {
        double fps = rate / steps[k];
        double error = mean(sums, once, k, it -> it.error);
        int step = k;
        points.add(
            new Point(
                fps,
                error,
                error * fps * fps / MM_PER_M,
                mean(sums, once, k, it -> it.truth),
                sums.stream().mapToInt(it -> it.count[step]).sum()));
      }
      return Optional.of(new FrameRateFingerprint(points, slope(sums, people, steps, rate)));
    }
  }

  /** The steps that divide a rate into rates from {@code lowest} hertz on. */
  public static int[] steps(double framesPerSecond, double lowest) {
    return IntStream.rangeClosed(1, Math.max(1, (int) Math.floor(framesPerSecond / lowest + 1e-9)))
        .toArray();
  }

  private static Optional<ClusteredMean> slope(
      List<Sums> sums, List<String> people, int[] steps, double rate) {
    if (steps.length < 2 || people.stream().distinct().count() < 2) {
      return Optional.empty();
    }
    double[] logRates = Arrays.stream(steps).mapToDouble(step -> Math.log(rate / step)).toArray();
    return Optional.of(
        ClusteredMean.jackknife(
            times -> {
              double[] logErrors = new double[steps.length];
              for (int k = 0; k < steps.length; k++) {
                // Below a thousandth of a millimetre is rounding; a perfect prediction has slope 0.
                logErrors[k] = Math.log(Math.max(1e-3, mean(sums, times, k, it -> it.error)));
              }
              return slope(logRates, logErrors);
            },
            people));
  }

  private static double slope(double[] x, double[] y) {
    double meanX = Arrays.stream(x).sum() / x.length;
    double meanY = Arrays.stream(y).sum() / y.length;
    double xy = 0;
    double xx = 0;
    for (int i = 0; i < x.length; i++) {
      xy += (x[i] - meanX) * (y[i] - meanY);
      xx += (x[i] - meanX) * (x[i] - meanX);
    }
    return xy / xx;
  }

  private interface Column {
    double[] of(Sums sums);
  }

  private static double mean(List<Sums> sums, double[] times, int step, Column column) {
    double sum = 0;
    double count = 0;
    for (int i = 0; i < times.length; i++) {
      sum += times[i] * column.of(sums.get(i))[step];
      count += times[i] * sums.get(i).count[step];
    }
    return sum / count;
  }

  /** Per step the sums of one sequence. */
  private static final class Sums {

    final double[] error;
    final double[] truth;
    final int[] count;

    Sums(SequencePrediction sequence, int[] steps) {
      error = new double[steps.length];
      truth = new double[steps.length];
      count = new int[steps.length];
      FloatGrid g = sequence.truth().relativeToRoot().metres();
      FloatGrid p = sequence.predicted().relativeToRoot().metres();
      for (int k = 0; k < steps.length; k++) {
        for (int t = steps[k]; t < g.size(0) - steps[k]; t++) {
          if (whole(sequence, t, steps[k])) {
            add(k, g, p, t, steps[k]);
          }
        }
      }
    }

    /** Whether the three frames are k apart with nothing missing between them, and all count. */
    private static boolean whole(SequencePrediction sequence, int t, int step) {
      List<Integer> frames = sequence.frames();
      return frames.get(t) - frames.get(t - step) == step
          && frames.get(t + step) - frames.get(t) == step
          && sequence.counted().get(t - step)
          && sequence.counted().get(t)
          && sequence.counted().get(t + step);
    }

    private void add(int k, FloatGrid g, FloatGrid p, int t, int step) {
      double errors = 0;
      double sizes = 0;
      int joints = g.size(1);
      for (int j = 0; j < joints; j++) {
        double squaredError = 0;
        double squaredSize = 0;
        for (int axis = 0; axis < 3; axis++) {
          double truly = second(g, t, step, j, axis);
          double off = second(p, t, step, j, axis) - truly;
          squaredError += off * off;
          squaredSize += truly * truly;
        }
        errors += Math.sqrt(squaredError);
        sizes += Math.sqrt(squaredSize);
      }
      error[k] += MM_PER_M * errors / joints;
      truth[k] += MM_PER_M * sizes / joints;
      count[k]++;
    }

    private static double second(FloatGrid grid, int t, int step, int joint, int axis) {
      return (double) grid.at(t - step, joint, axis)
          - 2.0 * grid.at(t, joint, axis)
          + grid.at(t + step, joint, axis);
    }

    boolean complete() {
      return Arrays.stream(count).allMatch(it -> it > 0);
    }
  }
}
