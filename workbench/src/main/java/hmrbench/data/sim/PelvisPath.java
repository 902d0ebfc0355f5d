package hmrbench.data.sim;

/**
 * Where a pelvis is in a world with y up, at moments that follow each other at one rate.
 *
 * <p>The first moment has a number that may be below 0, so that the moment 0 has number 0.
 */
public final class PelvisPath {

  private final int first;
  private final double perSecond;
  private final double[] metres;

  /**
   * @param first number of the first moment
   * @param perSecond moments per second
   * @param metres places [N * 3], which the path owns from now on
   */
  public PelvisPath(int first, double perSecond, double... metres) {
    this.first = first;
    this.perSecond = perSecond;
    this.metres = metres;
  }

  /** Number of the first moment. */
  int first() {
    return first;
  }

  /** One past the number of the last moment. */
  int end() {
    return first + metres.length / 3;
  }

  double perSecond() {
    return perSecond;
  }

  /** A coordinate at the moment of a number, in metres. */
  public double at(int moment, int axis) {
    return metres[(moment - first) * 3 + axis];
  }

  /** The same path with the pelvis above the origin at the moment 0. */
  PelvisPath fromOrigin() {
    double[] moved = metres.clone();
    for (int i = 0; i < moved.length; i++) {
      moved[i] -= i % 3 == 1 ? 0 : at(0, i % 3);
    }
    return new PelvisPath(first, perSecond, moved);
  }

  /** The part between two numbers, the first of which is in it. */
  PelvisPath between(int from, int to) {
    double[] part = new double[(to - from) * 3];
    System.arraycopy(metres, (from - first) * 3, part, 0, part.length);
    return new PelvisPath(from, perSecond, part);
  }

  /**
   * The mean over so long before and after, with weights that fall evenly to 0: a running mean
   * taken twice. Beyond its ends the path goes on as it came, turned about the end point.
   */
  PelvisPath smoothed(double seconds) {
    int half = (int) Math.rint(seconds * perSecond / 2);
    return runningMean(half).runningMean(half);
  }

  private PelvisPath runningMean(int half) {
    int moments = metres.length / 3;
    double[] means = new double[metres.length];
    for (int axis = 0; axis < 3; axis++) {
      double[] sums = new double[moments + 2 * half + 1];
      for (int i = 0; i < moments + 2 * half; i++) {
        sums[i + 1] = sums[i] + beyond(i - half, axis);
      }
      for (int i = 0; i < moments; i++) {
        means[i * 3 + axis] = (sums[i + 2 * half + 1] - sums[i]) / (2 * half + 1);
      }
    }
    return new PelvisPath(first, perSecond, means);
  }

  private double beyond(int place, int axis) {
    int last = metres.length / 3 - 1;
    if (place < 0) {
      return 2 * metres[axis] - metres[Math.min(-place, last) * 3 + axis];
    }
    return place <= last
        ? metres[place * 3 + axis]
        : 2 * metres[last * 3 + axis] - metres[Math.max(2 * last - place, 0) * 3 + axis];
  }
}
