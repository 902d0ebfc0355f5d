package hmrbench.core;

/** IEEE 754 binary16, which some evaluators pass their targets through. */
public final class HalfPrecision {

  /** The smallest value that rounds to infinity: the largest half is 65504, its ulp is 32. */
  private static final float OVERFLOW = 65520f;

  /** Smallest normal half, 2^-14. */
  private static final float SMALLEST_NORMAL = 0x1p-14f;

  /** Adding and taking away this rounds to multiples of 2^-24, the step of subnormal halves. */
  private static final float SUBNORMAL_ANCHOR = 0x1p-1f;

  private HalfPrecision() {}

  /** The nearest half, ties to even, as a float; NaN stays NaN. */
  public static float round(float value) {
    float size = Math.abs(value);
    if (Float.isNaN(value)) {
      return value;
    }
    if (size >= OVERFLOW) {
      return Math.copySign(Float.POSITIVE_INFINITY, value);
    }
    if (size < SMALLEST_NORMAL) {
      return Math.copySign(size + SUBNORMAL_ANCHOR - SUBNORMAL_ANCHOR, value);
    }
    // A float has 13 bits more than a half: round them off, ties to even.
    int bits = Float.floatToRawIntBits(size);
    int lastKept = (bits >>> 13) & 1;
    int rounded = (bits + 0xFFF + lastKept) & ~0x1FFF;
    return Math.copySign(Float.intBitsToFloat(rounded), value);
  }

  /** {@link #round(float)} of every value. */
  public static FloatGrid round(FloatGrid grid) {
    float[] values = grid.toArray();
    for (int i = 0; i < values.length; i++) {
      values[i] = round(values[i]);
    }
    return FloatGrid.owning(values, grid.shape());
  }
}
