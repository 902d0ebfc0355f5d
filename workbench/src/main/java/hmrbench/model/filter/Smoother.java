package hmrbench.model.filter;

/** A linear smoother of one number over time. */
interface Smoother {

  /**
   * Smooths one series.
   *
   * @param values one value per frame
   * @param framesPerSecond sampling rate, in hertz
   * @return as many values
   */
  double[] smooth(double[] values, double framesPerSecond);
}
