package hmrbench.train;

/** A number of steps that is fixed beforehand; half a cosine leads the rate down to its last. */
final class FixedLength implements Schedule {

  /** Why a training of this kind ends, for its card. */
  static final String END = "number of steps fixed beforehand";

  private final int steps;
  private final double rate;
  private final double finalRate;

  /**
   * @param finalRate what is left of {@code rate} at the last step, from 0 to 1
   */
  FixedLength(int steps, double rate, double finalRate) {
    this.steps = steps;
    this.rate = rate;
    this.finalRate = finalRate;
  }

  @Override
  public double rate(int stepsDone) {
    return Descent.cosineRate(rate, finalRate, stepsDone, steps);
  }

  @Override
  public boolean isOver(int stepsDone) {
    return stepsDone >= steps;
  }

  @Override
  public int mostSteps() {
    return steps;
  }

  @Override
  public boolean look(double loss, double paMpjpe) {
    return false; // The length does not depend on it.
  }

  @Override
  public String end() {
    return END;
  }
}
