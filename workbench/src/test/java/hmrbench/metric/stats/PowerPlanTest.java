package hmrbench.metric.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;

class PowerPlanTest {

  @Test
  void tells_sequences_seeds_and_rest_apart() {
    double[] bySequence = {-3, -1, 1, 3, 0};
    double[] bySeed = {-0.5, 0, 0.5};
    double[][] differences = new double[3][5];
    for (int s = 0; s < 3; s++) {
      for (int i = 0; i < 5; i++) {
        differences[s][i] = 2 + bySequence[i] + bySeed[s];
      }
    }
    PowerPlan plan = PowerPlan.of(differences);
    // Variances of the two lists, 20/4 and 0.5/2.
    assertThat(plan.sequenceVariance()).isCloseTo(5, within(1e-12));
    assertThat(plan.seedVariance()).isCloseTo(0.25, within(1e-12));
    assertThat(plan.restVariance()).isCloseTo(0, within(1e-12));
  }

  @Test
  void no_number_of_sequences_makes_up_for_seeds_that_disagree() {
    double[][] differences = new double[2][40];
    for (int i = 0; i < 40; i++) {
      differences[0][i] = 3 + 0.01 * i;
      differences[1][i] = -3 + 0.01 * i;
    }
    PowerPlan plan = PowerPlan.of(differences);
    assertThat(plan.sequencesFor(1)).isEmpty();
    assertThat(plan.seedsFor(1)).isPresent();
    // sigma^2 = 18 between seeds: 18 * 7.849 / 1 + 1.92 and a little for the sequences.
    assertThat(plan.seedsFor(1).orElseThrow()).isBetween(143, 145);
  }

  @Test
  void no_number_of_seeds_makes_up_for_too_few_sequences() {
    double[][] differences = {{-5, 5, 0, 2}, {-5.1, 5.1, 0, 2}, {-4.9, 4.9, 0, 2}};
    PowerPlan plan = PowerPlan.of(differences);
    assertThat(plan.seedsFor(0.5)).isEmpty();
    assertThat(plan.sequencesFor(0.5)).isPresent();
  }

  /** 0.1 + 0.2 is not 0.3: seeds that are alike differ by the rounding of their sums. */
  @Test
  void seeds_that_differ_by_rounding_alone_have_no_variance() {
    PowerPlan plan = PowerPlan.of(new double[][] {{0.1 + 0.2, 1, 2}, {0.3, 1, 2}, {0.3, 1, 2}});
    assertThat(plan.seedVariance()).isZero();
    assertThat(plan.restVariance()).isZero();
    // Of 0.3, 1 and 2: mean 1.1, squares 0.64 + 0.01 + 0.81.
    assertThat(plan.sequenceVariance()).isCloseTo(0.73, within(1e-12));
    assertThat(PowerPlan.of(new double[][] {{1, 2, 3}, {1.001, 2.001, 3.001}}).seedVariance())
        .isCloseTo(5e-7, within(1e-12));
  }

  @Test
  void one_seed_says_nothing_of_seeds() {
    PowerPlan plan = PowerPlan.of(new double[][] {{1, 2, 3, 4}});
    assertThat(plan.seedsFor(1)).isEmpty();
    assertThat(plan.sequencesFor(1)).isPresent();
  }

  @Test
  void the_smallest_visible_difference_is_seen_in_four_of_five_studies() {
    Random random = new Random(14);
    double[] pilot = new double[30];
    for (int i = 0; i < pilot.length; i++) {
      pilot[i] = random.nextGaussian();
    }
    double visible = PowerPlan.of(new double[][] {pilot}).smallestVisible();
    double deviation = visible * Math.sqrt(30) / 2.8016;
    int seen = 0;
    for (int study = 0; study < 400; study++) {
      double[] differences = new double[30];
      for (int i = 0; i < 30; i++) {
        differences[i] = visible + deviation * random.nextGaussian();
      }
      seen += CellSample.ofMeans(differences).meanOverSeeds().p().orElseThrow() <= 0.05 ? 1 : 0;
    }
    // 400 studies spread by 2 %; the formula leaves out the t distribution's tails, about 1 %.
    assertThat(seen / 400.0).isBetween(0.72, 0.86);
  }
}
