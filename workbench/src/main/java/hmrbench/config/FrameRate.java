package hmrbench.config;

import hmrbench.core.Rates;
import java.util.Optional;

/**
 * A frame rate at which a data set is evaluated.
 *
 * @param hertz the rate; absent for the data set's own
 */
public record FrameRate(Optional<Double> hertz) {

  /** The data set's own rate. */
  public static final FrameRate NATIVE = new FrameRate(Optional.empty());

  /** What a lower frame rate means for a model. */
  public enum Mode {
    /** The model sees the clip at this rate. */
    INPUT,
    /** The model sees the clip at its own rate; its predictions are decimated. */
    SCORE
  }

  public FrameRate {
    hertz.ifPresent(
        rate -> {
          if (!(rate > 0) || Double.isInfinite(rate)) {
            throw new IllegalArgumentException("frame rate must be above 0, got " + rate);
          }
        });
    hertz = hertz.map(Rates::snapped);
  }

  /** A rate in hertz. */
  public static FrameRate of(double hertz) {
    return new FrameRate(Optional.of(hertz));
  }
}
