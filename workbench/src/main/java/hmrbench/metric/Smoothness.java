package hmrbench.metric;

import hmrbench.core.FloatGrid;
import hmrbench.core.FrameMask;
import hmrbench.core.JointTrack;
import hmrbench.core.MetricId;
import hmrbench.core.Series;
import java.util.List;
import java.util.OptionalDouble;

/**
 * How smooth a whole movement is, whatever its size and duration: log dimensionless jerk, -ln(T^3 /
 * v^2 * integral of squared jerk), with duration T and peak speed v of a joint, averaged over
 * joints. 0 is smoothest; a minimum-jerk reach has -ln(204.8) = -5.32; jitter makes it fall.
 *
 * <p>Source: Balasubramanian, Melendez-Calderon, Roby-Brami and Burdet, On the analysis of movement
 * smoothness, JNER 2015 (after Hogan and Sternad 2009). It is one number per sequence; read that of
 * the prediction beside that of the truth, for neither end is good in itself.
 */
public final class Smoothness implements Metric {

  private static final MetricId ID =
      new MetricId("Log dimensionless jerk", "1", "log_dimensionless_jerk", false);

  @Override
  public MetricId id() {
    return ID;
  }

  @Override
  public Reduction reduction() {
    return Reduction.ONE_PER_SEQUENCE;
  }

  /** Of the prediction, where it has no gap. */
  @Override
  public Series evaluate(MetricInput input) {
    int[] counted = input.counted().indices();
    OptionalDouble value =
        counted.length > 0 && isWhole(input.frames())
            ? logDimensionlessJerk(input.predicted())
            : OptionalDouble.empty();
    boolean[] present = new boolean[input.frames().size()];
    if (value.isPresent()) {
      present[counted[0]] = true;
    }
    return Series.of(FrameMask.of(present), row -> value.orElseThrow());
  }

  /** Whether frames follow each other. */
  public static boolean isWhole(List<Integer> frames) {
    int rows = frames.size();
    return rows > 0 && frames.get(rows - 1) - frames.get(0) == rows - 1;
  }

  /**
   * The mean over the joints that move.
   *
   * @param track consecutive frames without gaps
   * @return nothing where no joint moves or there are fewer than four frames
   */
  public static OptionalDouble logDimensionlessJerk(JointTrack track) {
    double sum = 0;
    int moving = 0;
    for (int joint = 0; joint < track.joints().size(); joint++) {
      double peak = peakSquared(track.metres(), TimeDifference.VELOCITY, joint);
      double jerk = sumSquared(track.metres(), TimeDifference.JERK, joint);
      if (peak > 0 && jerk > 0) {
        // In frames: T^3 / v^2 * sum of squared third differences; the frame rate cancels.
        double duration = track.frames() - 1.0;
        sum += -Math.log(Math.pow(duration, 3) / peak * jerk);
        moving++;
      }
    }
    return moving == 0 ? OptionalDouble.empty() : OptionalDouble.of(sum / moving);
  }

  private static double peakSquared(FloatGrid metres, TimeDifference difference, int joint) {
    double peak = 0;
    for (int t : difference.within(metres.size(0)).indices()) {
      peak = Math.max(peak, squared(metres, difference, t, joint));
    }
    return peak;
  }

  private static double sumSquared(FloatGrid metres, TimeDifference difference, int joint) {
    double sum = 0;
    for (int t : difference.within(metres.size(0)).indices()) {
      sum += squared(metres, difference, t, joint);
    }
    return sum;
  }

  private static double squared(FloatGrid metres, TimeDifference difference, int t, int joint) {
    double sum = 0;
    for (int axis = 0; axis < 3; axis++) {
      double value = difference.at(metres, t, joint, axis);
      sum += value * value;
    }
    return sum;
  }
}
