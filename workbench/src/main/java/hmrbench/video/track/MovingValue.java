package hmrbench.video.track;

/**
 * A number that moves at a nearly constant speed, estimated from noisy readings: a Kalman filter of
 * value and speed (R. E. Kalman, 1960), with one step per frame.
 */
final class MovingValue {

  private final double readingVariance;
  private final double speedVariance;
  private double value;
  private double speed;

  // Covariance of value and speed.
  private double vv;
  private double vs;
  private double ss;

  /**
   * @param reading the first reading
   * @param readingDeviation standard deviation of a reading
   * @param startSpeedDeviation standard deviation of the unknown first speed, per frame
   * @param speedDeviation by how much the speed changes from frame to frame
   */
  MovingValue(
      double reading, double readingDeviation, double startSpeedDeviation, double speedDeviation) {
    this.readingVariance = readingDeviation * readingDeviation;
    this.speedVariance = speedDeviation * speedDeviation;
    this.value = reading;
    this.vv = readingVariance;
    this.ss = startSpeedDeviation * startSpeedDeviation;
  }

  /** Moves on by one frame. */
  void advance() {
    value += speed;
    vv += 2 * vs + ss;
    vs += ss;
    ss += speedVariance;
  }

  /** Takes a reading of the present frame. */
  void read(double reading) {
    double sum = vv + readingVariance;
    double gainValue = vv / sum;
    double gainSpeed = vs / sum;
    double surprise = reading - value;
    value += gainValue * surprise;
    speed += gainSpeed * surprise;
    ss -= gainSpeed * vs;
    vs *= 1 - gainValue;
    vv *= 1 - gainValue;
  }

  double value() {
    return value;
  }
}
