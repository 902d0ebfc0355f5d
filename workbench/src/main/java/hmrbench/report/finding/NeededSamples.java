package hmrbench.report.finding;

import hmrbench.metric.stats.ClusteredMean;
import hmrbench.metric.stats.PowerPlan;
import java.util.OptionalInt;

/** How many sequences or seeds a difference takes, as tables print it. */
final class NeededSamples {

  /** In the place of a number that does not exist. */
  static final String NO_NUMBER = "no number";

  /** Why no number of sequences is below it. */
  static final String FEWEST =
      "Never fewer than %d sequences, of a person each: fewer get no p."
          .formatted(ClusteredMean.LEAST_CLUSTERS);

  /** Why some rows have no number of seeds. */
  static final String NO_SEEDS =
      "No number of seeds: there is one seed, or seeds differ by rounding alone, or by no more than"
          + " chance explains.";

  private NeededSamples() {}

  /** Sequences, where a number of them is enough; never so few that no test would be made. */
  static OptionalInt sequences(PowerPlan plan, double difference) {
    OptionalInt count = plan.sequencesFor(difference);
    return count.isPresent()
        ? OptionalInt.of(Math.max(ClusteredMean.LEAST_CLUSTERS, count.getAsInt()))
        : count;
  }

  /** Whether seeds differ, so that more of them would narrow the interval. */
  static boolean hasSeeds(PowerPlan plan) {
    return plan.seedVariance() > 0;
  }
}
