package hmrbench.data.sim;

/**
 * Where the pelvis goes when a person walks as their legs move.
 *
 * <p>Let q_k(t) be the places of heels and toes relative to the pelvis in axes with y up ({@link
 * Soles}), h_k their heights and b_k their speeds backwards, against the heading. How much a point
 * stands is w_k = exp(e_k) / sum_j exp(e_j) with
 *
 * <pre>
 * e_k = -(1 - g) h_k / {@link #LOW} + g (b_k / {@link #BACKWARDS} - h_k / {@link #LOW_IN_GAIT})
 * </pre>
 *
 * <p>where g is 1 in a walk or a run, 0 in all else, and between where one fades into the other. So
 * the lowest point stands, and in a gait the one that is pushed back. The pelvis moves over the
 * ground against what stands,
 *
 * <pre>dp/dt = -sum_k w_k dq_k/dt,</pre>
 *
 * <p>and is as high as the lowest point asks for, p_y = {@link #LOW} ln sum_k exp(-h_k / {@link
 * #LOW}). This is integrated by the trapezoidal rule over every tick of the simulated clock (1/600
 * s), whatever the frame rate, so that a lower rate is exactly every k-th frame of a higher one.
 * Then the path is its mean over {@link #MASS_SECONDS} before and after, with weights that fall
 * evenly to 0: legs that were made to swing in place push unevenly, and a body with a mass does not
 * follow each push. At the moment 0 the pelvis is above the origin.
 *
 * <p>The pose is not changed, so feet hold the ground only as still as these legs allow, and those
 * of a runner dip some centimetres below it.
 */
final class WalkedPath {

  /** How much higher a point is that stands 1/e as much, in metres. */
  private static final double LOW = 0.01;

  /** The same in a gait, where the foot that swings may be the lower one. */
  private static final double LOW_IN_GAIT = 0.05;

  /** How much slower a point goes back that stands 1/e as much, in metres per second. */
  private static final double BACKWARDS = 0.2;

  /** Half the time over which the path is a mean. */
  private static final double MASS_SECONDS = 0.2;

  private final SimulatedMotion motion;
  private final Soles soles;
  private final double[] pose = new double[Skeleton.JOINTS * 9];
  private Standing before = new Standing();
  private Standing now = new Standing();

  private WalkedPath(SimulatedMotion motion, double[] offsets) {
    this.motion = motion;
    this.soles = new Soles(offsets);
  }

  /**
   * Walks.
   *
   * @param offsets of the joints from their parents [24 * 3], in metres
   * @param firstTick at or before 0
   * @param endTick one past the last, above 0
   */
  static PelvisPath of(SimulatedMotion motion, double[] offsets, int firstTick, int endTick) {
    int margin = (int) (MASS_SECONDS * Sampling.TICKS);
    return new WalkedPath(motion, offsets)
        .pushed(firstTick - margin, endTick + margin)
        .smoothed(MASS_SECONDS)
        .between(firstTick, endTick)
        .fromOrigin();
  }

  private PelvisPath pushed(int from, int to) {
    double[] metres = new double[(to - from) * 3];
    stand(from - 1);
    for (int i = 0; i < to - from; i++) {
      stand(from + i);
      metres[i * 3 + 1] = now.height;
      for (int axis = 0; axis < 3 && i > 0; axis += 2) {
        metres[i * 3 + axis] = metres[i * 3 - 3 + axis] - now.stepSince(before, axis);
      }
    }
    return new PelvisPath(from, Sampling.TICKS, metres);
  }

  /** Goes on to a tick. */
  private void stand(int tick) {
    Standing free = before;
    before = now;
    now = free;
    double seconds = tick / (double) Sampling.TICKS;
    motion.upright(seconds, pose);
    soles.of(pose, now.points);
    now.weigh(before, motion.gait(seconds), motion.view().heading(seconds));
  }

  /** The four points at one moment, and how much each stands. */
  private static final class Standing {
    private final double[] points = new double[Soles.POINTS * 3];
    private final double[] weights = new double[Soles.POINTS];
    private double height;

    void weigh(Standing before, double gait, double heading) {
      double[] lows = new double[Soles.POINTS];
      for (int k = 0; k < Soles.POINTS; k++) {
        double low = -points[k * 3 + 1];
        lows[k] = low / LOW;
        double backwards =
            (before.points[k * 3] - points[k * 3]) * StrictMath.sin(heading)
                + (before.points[k * 3 + 2] - points[k * 3 + 2]) * StrictMath.cos(heading);
        weights[k] =
            (1 - gait) * lows[k]
                + gait * (backwards * Sampling.TICKS / BACKWARDS + low / LOW_IN_GAIT);
      }
      height = LOW * shares(lows);
      shares(weights);
    }

    /** Makes exponents shares of 1, and gives the logarithm of the sum of their powers. */
    private static double shares(double[] exponents) {
      double most = Double.NEGATIVE_INFINITY;
      for (double exponent : exponents) {
        most = Math.max(most, exponent);
      }
      double sum = 0;
      for (int k = 0; k < exponents.length; k++) {
        exponents[k] = StrictMath.exp(exponents[k] - most);
        sum += exponents[k];
      }
      for (int k = 0; k < exponents.length; k++) {
        exponents[k] /= sum;
      }
      return most + StrictMath.log(sum);
    }

    double stepSince(Standing before, int axis) {
      double step = 0;
      for (int k = 0; k < Soles.POINTS; k++) {
        double weight = (weights[k] + before.weights[k]) / 2;
        step += weight * (points[k * 3 + axis] - before.points[k * 3 + axis]);
      }
      return step;
    }
  }
}
