package hmrbench.metric.stats;

/**
 * A number that is computed from sequences, each of which may stand in the sample several times.
 */
public interface SequenceStatistic {

  /** How many sequences there are, N. */
  int sequences();

  /**
   * The number for a sample.
   *
   * @param times how often each sequence stands in it, [N]; not all 0
   */
  double of(double[] times);
}
