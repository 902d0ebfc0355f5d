package hmrbench.metric.stats;

/**
 * Test of no difference between two paired models: if there is none, each sequence's difference is
 * as likely to have the other sign. The p-value is two-sided: how often a mean at least as far from
 * 0 comes about (Fisher's randomisation test).
 *
 * @param p probability, above 0
 * @param exact whether all sign patterns were tried, not a sample of them
 */
public record SignFlip(double p, boolean exact) {

  /** From this many sequences on the patterns are sampled. */
  public static final int SAMPLED_FROM = 12;

  /** Relative difference below which two means count as equal, so that rounding breaks no tie. */
  private static final double TIE = 1e-12;

  /**
   * Tests differences.
   *
   * @param differences one per sequence
   * @param weights what each sequence weighs in the mean
   * @param draws how many patterns to sample where there are too many to try all
   * @param seed of {@link SplitMix64}
   */
  public static SignFlip of(double[] differences, double[] weights, int draws, long seed) {
    double[] terms = new double[differences.length];
    double observed = 0;
    for (int i = 0; i < terms.length; i++) {
      terms[i] = differences[i] * weights[i];
      observed += terms[i];
    }
    double least = Math.abs(observed) * (1 - TIE);
    return terms.length < SAMPLED_FROM ? exact(terms, least) : sampled(terms, least, draws, seed);
  }

  /** {@link #of(double[], double[], int, long)} with the settings of a report. */
  public static SignFlip of(double[] differences, double[] weights) {
    return of(differences, weights, Bootstrap.DRAWS, Bootstrap.SEED);
  }

  private static SignFlip exact(double[] terms, double least) {
    int patterns = 1 << terms.length;
    int far = 0;
    for (int pattern = 0; pattern < patterns; pattern++) {
      double sum = 0;
      for (int i = 0; i < terms.length; i++) {
        sum += (pattern >> i & 1) == 0 ? terms[i] : -terms[i];
      }
      far += Math.abs(sum) >= least ? 1 : 0;
    }
    return new SignFlip((double) far / patterns, true);
  }

  /**
   * The pattern at hand counts as one of the sample, so that p is never 0 (Phipson, Smyth 2010).
   */
  private static SignFlip sampled(double[] terms, double least, int draws, long seed) {
    SplitMix64 random = new SplitMix64(seed);
    int far = 1;
    for (int draw = 0; draw < draws; draw++) {
      double sum = 0;
      for (double term : terms) {
        sum += random.nextBoolean() ? term : -term;
      }
      far += Math.abs(sum) >= least ? 1 : 0;
    }
    return new SignFlip((double) far / (draws + 1), false);
  }
}
