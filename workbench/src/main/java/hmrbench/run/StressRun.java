package hmrbench.run;

import hmrbench.core.JointTrack;
import hmrbench.data.sim.SimulatedDataset;
import hmrbench.data.sim.SimulatedSplit;
import hmrbench.metric.stress.MetricStress;
import java.util.List;
import java.util.stream.IntStream;

/** The stress test of metrics on simulated motion, which needs no data. */
public final class StressRun {

  private static final int SEQUENCES = 8;
  private static final long SEED = 8;
  private static final double SECONDS = 10;
  private static final double RATE = 30;

  private StressRun() {}

  /**
   * Puts metrics under stress.
   *
   * @param names of {@link MetricStress#metrics}
   */
  public static MetricStress.Table of(List<String> names) {
    try (SimulatedDataset data =
        new SimulatedDataset(
            "stress",
            SimulatedSplit.TEST,
            SEQUENCES,
            SEED,
            SECONDS,
            RATE,
            SimulatedDataset.FEATURES)) {
      List<JointTrack> truth =
          IntStream.range(0, SEQUENCES).mapToObj(i -> data.clip(i, RATE).truth()).toList();
      return MetricStress.of(truth, names);
    }
  }
}
