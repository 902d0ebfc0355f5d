package hmrbench.report.finding;

import hmrbench.metric.stats.ClusteredMean;

/** What a page says of the people behind an interval. */
final class People {

  private People() {}

  /**
   * One sentence.
   *
   * @param clusters people, or sequences whose people no one knows
   */
  static String words(int clusters, int sequences) {
    String who =
        clusters == sequences
            ? "Each of the %s sequences counts as a person of its own: no two are known to be of one."
                .formatted(sequences)
            : "%s sequences of %s people: those of one person are not independent."
                .formatted(sequences, clusters);
    return clusters < ClusteredMean.LEAST_CLUSTERS
        ? who + " No interval and no p: %s.".formatted(tooFew(clusters))
        : who;
  }

  /** Why there is no interval. */
  static String tooFew(int clusters) {
    return "%s of them say too little of others; it takes %s"
        .formatted(clusters, ClusteredMean.LEAST_CLUSTERS);
  }
}
