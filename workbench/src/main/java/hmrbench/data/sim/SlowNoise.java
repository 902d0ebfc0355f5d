package hmrbench.data.sim;

/**
 * Gaussian noise of unit variance that is correlated over a time constant in seconds, drawn exactly
 * for any spacing of samples: its statistics at a sample do not depend on the spacing.
 *
 * <p>Order 1 is the Ornstein-Uhlenbeck process x, tau dx = -x dt + sqrt(2 tau) dW. Order 2 filters
 * it once more, tau dy = (x - y) dt, scaled by sqrt(2): the critically damped (Matern 3/2) process,
 * whose autocorrelation is (1 + d/tau) exp(-d/tau). Transitions follow from the stationary
 * covariance P of (x, y) and the decay F over the step: the step's noise has covariance P - F P F'.
 */
final class SlowNoise {

  private final RandomStream draws;
  private final double tau;
  private final boolean smooth;
  private final double[] x;
  private final double[] y;
  private boolean begun;

  // The transition over lastStep.
  private double lastStep = -1;
  private double decay;
  private double ratio;
  private double noiseX;
  private double noiseXy;
  private double noiseY;

  /**
   * @param channels independent copies
   * @param tau time constant, in seconds
   * @param smooth whether of order 2
   */
  SlowNoise(RandomStream draws, int channels, double tau, boolean smooth) {
    this.draws = draws;
    this.tau = tau;
    this.smooth = smooth;
    this.x = new double[channels];
    this.y = new double[channels];
  }

  /** Moves on by some seconds; the first call begins in the stationary state. */
  void advance(double seconds) {
    if (!begun) {
      begin();
      return;
    }
    if (seconds != lastStep) {
      prepare(seconds);
    }
    for (int i = 0; i < x.length; i++) {
      double forX = draws.normal();
      double before = x[i];
      x[i] = decay * before + noiseX * forX;
      if (smooth) {
        y[i] = decay * (y[i] + ratio * before) + noiseXy * forX + noiseY * draws.normal();
      }
    }
  }

  private void begin() {
    begun = true;
    for (int i = 0; i < x.length; i++) {
      x[i] = draws.normal();
      if (smooth) {
        // Var y = Cov(x, y) = 1/2.
        y[i] = 0.5 * x[i] + 0.5 * draws.normal();
      }
    }
  }

  private void prepare(double seconds) {
    lastStep = seconds;
    ratio = seconds / tau;
    decay = StrictMath.exp(-ratio);
    double square = decay * decay;
    noiseX = Math.sqrt(1 - square);
    noiseXy = (0.5 - square * (ratio + 0.5)) / noiseX;
    double varianceY = 0.5 - square * (ratio * ratio + ratio + 0.5);
    noiseY = Math.sqrt(Math.max(0, varianceY - noiseXy * noiseXy));
  }

  /** The present value of a channel. */
  double value(int channel) {
    return smooth ? Math.sqrt(2) * y[channel] : x[channel];
  }
}
