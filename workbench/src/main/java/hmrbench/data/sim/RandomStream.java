package hmrbench.data.sim;

/**
 * Random draws that have the same bits on every machine and in every Java.
 *
 * <p>Integers come from SplitMix64 (Steele, Lea and Flood, "Fast splittable pseudorandom number
 * generators", OOPSLA 2014): a counter that grows by a fixed odd number, mixed. Normal values come
 * from the polar method (Marsaglia and Bray 1964). Functions that are not plain arithmetic are
 * {@link StrictMath}'s.
 *
 * <p>A stream is named by a key of whole numbers, for example (seed, purpose, frame): what is drawn
 * for one purpose never moves what is drawn for another.
 */
public final class RandomStream {

  /** 2^64 divided by the golden ratio, odd: the counter's step. */
  private static final long STEP = 0x9E3779B97F4A7C15L;

  private static final double ULP_OF_53_BITS = 0x1.0p-53;

  private long counter;
  private double spare;
  private boolean hasSpare;

  private RandomStream(long counter) {
    this.counter = counter;
  }

  /** The stream with this key. */
  public static RandomStream of(long... key) {
    return new RandomStream(key(key));
  }

  /** One number for a key, to be used as a part of further keys. */
  public static long key(long... parts) {
    long state = STEP;
    for (long part : parts) {
      state = mix(state ^ mix(part + STEP));
    }
    return state;
  }

  /** 64 random bits that belong to a place under a seed, whatever was drawn before. */
  public static long bits(long seed, long place) {
    return mix(seed + place * STEP);
  }

  /** A whole number with its bits mixed. */
  public static long mix(long value) {
    long z = (value ^ (value >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }

  public long nextLong() {
    counter += STEP;
    return mix(counter);
  }

  /** Uniform in [0, 1): 53 random bits. */
  public double uniform() {
    return (nextLong() >>> 11) * ULP_OF_53_BITS;
  }

  /** Uniform in [low, high). */
  public double uniform(double low, double high) {
    return low + (high - low) * uniform();
  }

  /** Uniform among 0 to {@code count - 1}. */
  public int below(int count) {
    return (int) (uniform() * count);
  }

  /** Normal with mean 0 and variance 1. */
  public double normal() {
    if (hasSpare) {
      hasSpare = false;
      return spare;
    }
    double u;
    double v;
    double square;
    do {
      u = 2 * uniform() - 1;
      v = 2 * uniform() - 1;
      square = u * u + v * v;
    } while (square >= 1 || square == 0);
    double factor = Math.sqrt(-2 * StrictMath.log(square) / square);
    spare = v * factor;
    hasSpare = true;
    return u * factor;
  }

  /** Exponential with this mean. */
  public double exponential(double mean) {
    return -mean * StrictMath.log(1 - uniform());
  }

  /** How many events a Poisson process of this expected number has (Knuth's product method). */
  public int poisson(double expected) {
    double limit = StrictMath.exp(-expected);
    int count = 0;
    for (double product = uniform(); product > limit; product *= uniform()) {
      count++;
    }
    return count;
  }
}
