package hmrbench.core;

/**
 * IEEE 754 half precision (float16: 1 sign, 5 exponent and 10 fraction bits), which Java 17 lacks.
 *
 * <p>Targets of VIBE's evaluator pass through it (VIBE lib/dataset/dataset_3d.py at 851f779), and
 * weights may be stored in it.
 */
public final class Half {

  private static final int FLOAT_FRACTION_BITS = 23;
  private static final int HALF_FRACTION_BITS = 10;
  private static final int DROPPED_BITS = FLOAT_FRACTION_BITS - HALF_FRACTION_BITS;
  private static final int FLOAT_BIAS = 127;
  private static final int HALF_BIAS = 15;
  private static final int HALF_INFINITY = 0x7c00;
  private static final int FLOAT_FRACTION_MASK = (1 << FLOAT_FRACTION_BITS) - 1;
  private static final int FLOAT_INFINITY_BITS = 0x7f800000;

  private Half() {}

  /** The float32 of the same value as half precision {@code bits}; exact. */
  public static float toFloat(short bits) {
    int sign = (bits & 0x8000) << 16;
    int exponent = (bits >> HALF_FRACTION_BITS) & 0x1f;
    int fraction = bits & 0x3ff;
    if (exponent == 0x1f) {
      return Float.intBitsToFloat(sign | FLOAT_INFINITY_BITS | (fraction << DROPPED_BITS));
    }
    if (exponent == 0) {
      float magnitude = fraction * 0x1p-24f;
      return sign == 0 ? magnitude : -magnitude;
    }
    return Float.intBitsToFloat(
        sign
            | ((exponent - HALF_BIAS + FLOAT_BIAS) << FLOAT_FRACTION_BITS)
            | (fraction << DROPPED_BITS));
  }

  /**
   * The half precision bits nearest to {@code value}; a tie goes to the even one, and what is too
   * large becomes infinite.
   */
  public static short fromFloat(float value) {
    int bits = Float.floatToRawIntBits(value);
    int sign = (bits >>> 16) & 0x8000;
    int magnitude = bits & 0x7fffffff;
    if (magnitude > FLOAT_INFINITY_BITS) {
      int payload = (magnitude >> DROPPED_BITS) & 0x3ff;
      return (short) (sign | HALF_INFINITY | Math.max(1, payload)); // stays not a number
    }
    int exponent = (magnitude >> FLOAT_FRACTION_BITS) - FLOAT_BIAS + HALF_BIAS;
    if (exponent >= 0x1f) {
      return (short) (sign | HALF_INFINITY);
    }
    if (exponent <= 0) {
      return (short) (sign | subnormal(magnitude, exponent));
    }
    int rebased = magnitude - ((FLOAT_BIAS - HALF_BIAS) << FLOAT_FRACTION_BITS);
    return (short) (sign | roundedShift(rebased, DROPPED_BITS));
  }

  /** What is left of {@code value} after it was stored in half precision. */
  public static float roundTrip(float value) {
    return toFloat(fromFloat(value));
  }

  /** What is left of every value after it was stored in half precision. */
  public static FloatGrid roundTrip(FloatGrid grid) {
    float[] values = grid.toArray();
    for (int i = 0; i < values.length; i++) {
      values[i] = roundTrip(values[i]);
    }
    return FloatGrid.owning(values, grid.shape());
  }

  private static int subnormal(int magnitude, int exponent) {
    int shift = DROPPED_BITS + 1 - exponent;
    if (shift > FLOAT_FRACTION_BITS + 1) {
      return 0; // below half of the smallest subnormal
    }
    int fraction = (magnitude & FLOAT_FRACTION_MASK) | (1 << FLOAT_FRACTION_BITS);
    return roundedShift(fraction, shift);
  }

  /** {@code value >> shift}, rounded to nearest, ties to even; a carry runs into the exponent. */
  private static int roundedShift(int value, int shift) {
    int kept = value >> shift;
    int rest = value & ((1 << shift) - 1);
    int half = 1 << (shift - 1);
    boolean up = rest > half || (rest == half && (kept & 1) == 1);
    return up ? kept + 1 : kept;
  }
}
