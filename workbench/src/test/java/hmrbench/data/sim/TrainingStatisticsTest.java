package hmrbench.data.sim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import hmrbench.core.SmplTrack;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The statistics by their definition: two passes over the clips that they are taken from. */
class TrainingStatisticsTest {

  private static final int CLIPS = 512;
  private static final int FRAMES = 20;
  private static final int FEATURES = 3;
  private static final double SMALLEST = 0.2;

  private static final FeatureMap MAP = new FeatureMap(FEATURES);
  private static final List<double[]> BELIEFS = new ArrayList<>();

  private final TrainingStatistics statistics = TrainingStatistics.of(MAP);

  @BeforeAll
  static void take() {
    BELIEFS.clear();
    Sampling sampling = Sampling.only(2, 10);
    for (int clip = 0; clip < CLIPS; clip++) {
      SequencePlan plan = SequencePlan.of(SimulatedSplit.TRAIN, 7, clip);
      SmplTrack truth = TrueMotion.of(plan, sampling, 10).smpl();
      assertThat(truth.frames()).isEqualTo(FRAMES);
      for (int t = 0; t < FRAMES; t++) {
        BELIEFS.add(belief(truth, t));
      }
    }
  }

  /** The first two columns of each rotation, row by row, then shape and camera. */
  private static double[] belief(SmplTrack truth, int t) {
    double[] belief = new double[24 * 6 + 10 + 3];
    for (int i = 0; i < 24 * 6; i++) {
      belief[i] = truth.rotations().at(t, i / 6, i % 6 / 2, i % 2);
    }
    for (int k = 0; k < 10; k++) {
      belief[144 + k] = truth.betas().at(t, k);
    }
    for (int k = 0; k < 3; k++) {
      belief[154 + k] = truth.camera().at(t, k);
    }
    return belief;
  }

  private static double[] means(List<double[]> rows) {
    double[] means = new double[rows.get(0).length];
    for (double[] row : rows) {
      for (int i = 0; i < means.length; i++) {
        means[i] += row[i] / rows.size();
      }
    }
    return means;
  }

  private static double[] deviations(List<double[]> rows) {
    double[] means = means(rows);
    double[] squares = new double[means.length];
    for (double[] row : rows) {
      for (int i = 0; i < means.length; i++) {
        squares[i] += (row[i] - means[i]) * (row[i] - means[i]);
      }
    }
    for (int i = 0; i < squares.length; i++) {
      squares[i] = Math.sqrt(squares[i] / rows.size());
    }
    return squares;
  }

  @Test
  void beliefs_are_centred_and_divided_by_a_deviation_of_at_least_a_fifth() {
    double[] means = means(BELIEFS);
    double[] deviations = deviations(BELIEFS);
    double[] off = means.clone();
    for (int i = 0; i < off.length; i++) {
      off[i] += (i + 1) * 0.01;
    }
    float[] standardised = new float[off.length];
    statistics.standardiseBelief(off, standardised);
    int small = 0;
    for (int i = 0; i < off.length; i++) {
      double divisor = Math.max(SMALLEST, deviations[i]);
      assertThat((double) standardised[i]).isCloseTo((i + 1) * 0.01 / divisor, within(1e-5));
      small += divisor == SMALLEST ? 1 : 0;
    }
    assertThat(small).isBetween(1, off.length - 1); // both cases occur
  }

  @Test
  void a_hidden_joint_is_taken_for_the_mean_rotation() {
    double[] means = means(BELIEFS);
    for (int joint = 0; joint < 24; joint++) {
      for (int k = 0; k < 6; k++) {
        assertThat(statistics.meanRotation(joint, k / 2, k % 2))
            .isCloseTo(means[joint * 6 + k], within(1e-12));
      }
    }
  }

  @Test
  void features_of_these_clips_have_mean_0_and_deviation_1() {
    FeatureMap.Worker worker = MAP.worker();
    float[] standardised = new float[FeatureMap.INPUTS];
    float[] features = new float[FEATURES];
    List<double[]> all = new ArrayList<>();
    for (double[] belief : BELIEFS) {
      statistics.standardiseBelief(belief, standardised);
      worker.map(standardised, features);
      statistics.standardiseFeatures(features);
      all.add(new double[] {features[0], features[1], features[2]});
    }
    assertThat(means(all)).containsExactly(new double[FEATURES], within(1e-5));
    assertThat(deviations(all)).containsExactly(new double[] {1, 1, 1}, within(1e-5));
  }
}
