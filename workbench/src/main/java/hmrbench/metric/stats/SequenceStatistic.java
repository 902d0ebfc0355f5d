package hmrbench.metric.stats;

/** A number that is computed from a sample of sequences. */
@FunctionalInterface
public interface SequenceStatistic {

  /**
   * The number for a sample.
   *
   * @param times how often the sample holds each sequence, [N]; not all 0
   */
  double of(double[] times);
}
