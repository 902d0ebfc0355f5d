package hmrbench.core;

import java.util.Arrays;
import java.util.function.IntToDoubleFunction;

/**
 * One number per frame, where a frame may have none. A value that does not exist is absent: never
 * 0, never NaN.
 */
public final class Series {

  private final double[] values;
  private final FrameMask present;

  private Series(double[] values, FrameMask present) {
    this.values = values;
    this.present = present;
  }

  /** A value for every frame. */
  public static Series of(double... values) {
    return of(values, FrameMask.all(values.length));
  }

  /**
   * Values for the frames of {@code present}; what {@code values} holds elsewhere is not looked at.
   *
   * @throws IllegalArgumentException if a present value is NaN or infinite
   */
  public static Series of(double[] values, FrameMask present) {
    if (values.length != present.frames()) {
      throw new IllegalArgumentException(
          "%d values for %d frames".formatted(values.length, present.frames()));
    }
    double[] kept = new double[values.length];
    for (int t : present.indices()) {
      if (!Double.isFinite(values[t])) {
        throw new IllegalArgumentException("the value of frame %d is %s".formatted(t, values[t]));
      }
      kept[t] = values[t];
    }
    return new Series(kept, present);
  }

  /** The values of {@code value} at the frames of {@code present}. */
  public static Series of(FrameMask present, IntToDoubleFunction value) {
    double[] values = new double[present.frames()];
    for (int t : present.indices()) {
      values[t] = value.applyAsDouble(t);
    }
    return of(values, present);
  }

  public int frames() {
    return values.length;
  }

  public boolean has(int frame) {
    return present.get(frame);
  }

  /** Which frames have a value. */
  public FrameMask present() {
    return present;
  }

  /**
   * The value of a frame.
   *
   * @throws IllegalStateException if the frame has none
   */
  public double get(int frame) {
    if (!present.get(frame)) {
      throw new IllegalStateException("frame %d has no value".formatted(frame));
    }
    return values[frame];
  }

  /** The present values, in the order of the frames. */
  public double[] presentValues() {
    return Arrays.stream(present.indices()).mapToDouble(t -> values[t]).toArray();
  }

  /** The same values, but only at frames that {@code mask} also holds for. */
  public Series where(FrameMask mask) {
    boolean[] both = new boolean[values.length];
    for (int t = 0; t < both.length; t++) {
      both[t] = present.get(t) && mask.get(t);
    }
    return of(values, FrameMask.of(both));
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Series that
        && present.equals(that.present)
        && Arrays.equals(values, that.values);
  }

  @Override
  public int hashCode() {
    return 31 * present.hashCode() + Arrays.hashCode(values);
  }

  @Override
  public String toString() {
    return "Series[%d of %d]".formatted(present.count(), values.length);
  }
}
