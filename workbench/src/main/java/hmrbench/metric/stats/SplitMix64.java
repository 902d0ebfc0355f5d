package hmrbench.metric.stats;

/**
 * A generator of 64-bit numbers that is the same on every machine and in every version: Steele, Lea
 * and Flood, Fast splittable pseudorandom number generators, OOPSLA 2014. State s steps by
 * 0x9E3779B97F4A7C15; the output is s, mixed by two xor-shift-multiply rounds (30, 27, 31).
 */
public final class SplitMix64 {

  private static final long STEP = 0x9E3779B97F4A7C15L;

  private long state;

  public SplitMix64(long seed) {
    this.state = seed;
  }

  /** The next 64 bits. */
  public long nextLong() {
    state += STEP;
    long z = state;
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }

  /**
   * A number from 0 to {@code bound - 1}: the high half of the product of the next 64 bits, taken
   * as unsigned, and the bound. For bounds below 2^20 no number is favoured by more than 2^-44.
   */
  public int nextInt(int bound) {
    long bits = nextLong();
    long low = ((bits & 0xFFFF_FFFFL) * bound) >>> 32;
    return (int) (((bits >>> 32) * bound + low) >>> 32);
  }

  /** The next bit. */
  public boolean nextBoolean() {
    return nextLong() < 0;
  }
}
