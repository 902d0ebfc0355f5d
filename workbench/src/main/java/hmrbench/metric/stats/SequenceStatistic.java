package hmrbench.metric.stats;

/** A number that is computed from a sample of sequences, drawn with repetition. */
public interface SequenceStatistic {

  /** How many sequences there are, N. */
  int sequences();

  /**
   * The number for a sample.
   *
   * @param times how often the sample holds each sequence, [N]; not all 0
   */
  double of(double[] times);
}
