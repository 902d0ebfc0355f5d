package hmrbench.metric.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

/** Numbers of small studies, worked out by hand from the textbook formulas. */
class StudyNumbersTest {

  private static final double SAME = 1e-9;

  private static final List<String> NAMES = List.of("a", "b", "c", "d", "e", "f");

  /** Two-way analysis of variance of three seeds and four sequences. */
  @Test
  void a_plan_has_the_variances_of_a_two_way_analysis() {
    PowerPlan plan =
        PowerPlan.of(new double[][] {{1, 2.5, -0.5, 4}, {2, 5, 1.5, 3.5}, {0, -1, -0.5, 1}});
    assertThat(plan.sequenceVariance()).isCloseTo(0.9583333333333334, within(SAME));
    assertThat(plan.seedVariance()).isCloseTo(2.131944444444444, within(SAME));
    assertThat(plan.restVariance()).isCloseTo(1.3680555555555556, within(SAME));
    // (1.95996 + 0.84162) * sqrt(0.9583 / 4 + 2.1319 / 3 + 1.3681 / 12)
    assertThat(plan.smallestVisible()).isCloseTo(2.890166300589377, within(1e-6));
    // (0.9583 + 1.3681 / 3) / ((2.4 / 2.80159)^2 - 2.1319 / 3) + 1.92 = 62.8
    assertThat(plan.sequencesFor(2.4)).hasValue(63);
    // (2.1319 + 1.3681 / 4) / ((1.6 / 2.80159)^2 - 0.9583 / 4) + 1.92 = 30.4
    assertThat(plan.seedsFor(1.6)).hasValue(31);
    assertThatThrownBy(() -> PowerPlan.of(new double[][] {{1}}))
        .hasMessage("a plan needs 2 sequences, got 1");
  }

  /** The seeds vary less than chance would have it: a variance is not below 0. */
  @Test
  void a_variance_is_never_below_zero() {
    PowerPlan plan =
        PowerPlan.of(new double[][] {{1, 2.5, -0.5, 4}, {0.5, 3.5, 0, 2}, {2, 1, 1.5, 3}});
    assertThat(plan.seedVariance()).isZero();
    assertThat(plan.sequenceVariance()).isCloseTo(0.958333333333333, within(SAME));
  }

  private static CellSample weighted() {
    return new CellSample(
        NAMES,
        new double[][] {{1, 2, 3, 4, 5, 7}, {2, 2, 4, 3, 6, 9}},
        new double[] {10, 20, 30, 40, 50, 60});
  }

  @Test
  void a_mean_over_frames_has_the_standard_error_of_its_influences() {
    ClusteredMean mean = weighted().meanOverSeeds();
    assertThat(mean.estimate()).isCloseTo(5.023809523809524, within(SAME));
    assertThat(mean.standardError()).isCloseTo(1.124822269371529, within(SAME));
  }

  @Test
  void a_ratio_has_the_standard_error_of_its_linear_part() {
    CellSample other =
        new CellSample(
            NAMES,
            new double[][] {{3, 4, 4, 6, 9, 9}, {4, 3, 5, 6, 8, 12}},
            new double[] {10, 20, 30, 40, 50, 60});
    ClusteredMean ratio = weighted().over(other);
    assertThat(ratio.estimate()).isCloseTo(48 / 73.0, within(SAME));
    assertThat(ratio.standardError()).isCloseTo(0.04681242712943578, within(SAME));
  }

  @Test
  void every_sequence_alike_is_the_plain_mean() {
    CellSample alike = weighted().bySequence();
    assertThat(alike.weight(0)).isEqualTo(1);
    assertThat(weighted().weight(5)).isEqualTo(60);
    assertThat(alike.meanOverSeeds().estimate()).isCloseTo(4, within(SAME));
    assertThat(alike.ofSequence(5)).isEqualTo(8);
  }

  @Test
  void a_sample_without_weights_or_with_parts_missing_is_refused() {
    double[][] means = {{1, 2}};
    List<String> names = List.of("a", "b");
    assertThatThrownBy(() -> new CellSample(names, means, new double[] {1, 0}))
        .hasMessage(
            "2 sequences need 2 weights above 0 and as many means per seed, got [1.0, 0.0] and 1"
                + " seeds");
    assertThatThrownBy(() -> new CellSample(names, means, new double[] {1}))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new CellSample(names, new double[][] {{1}}, new double[] {1, 1}))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(
            () -> new CellSample(names, List.of("a"), List.of("1"), means, new double[] {1, 1}))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(
            () -> new CellSample(names, names, List.of("1", "2"), means, new double[] {1, 1}))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void a_comparison_tells_the_baseline_and_how_many_sequences_it_is_of() {
    CellSample baseline =
        new CellSample(
            NAMES,
            new double[][] {{2, 2, 3, 3, 5, 8}, {2, 2, 4, 4, 6, 9}},
            new double[] {10, 20, 30, 40, 50, 60});
    Comparison comparison = Comparison.of(weighted(), baseline, true).orElseThrow();
    assertThat(comparison.baseline()).isCloseTo(50 / 12.0, within(SAME));
    assertThat(comparison.model()).isCloseTo(4, within(SAME));
    // Sums over seeds: -1, 0, 0, 0, 0, -1.
    assertThat(comparison.better()).isEqualTo(2);
    assertThat(comparison.worse()).isZero();
    assertThat(comparison.equal()).isEqualTo(4);
    assertThat(comparison.sequences()).isEqualTo(6);
    assertThat(comparison.shareBetter()).isCloseTo(2 / 6.0, within(SAME));
    Comparison higher = Comparison.of(weighted(), baseline, false).orElseThrow();
    assertThat(higher.worse()).isEqualTo(2);
  }

  @Test
  void tests_without_a_value_are_not_counted_in_a_correction() {
    assertThat(
            Holm.adjust(
                List.of(
                    OptionalDouble.of(0.01),
                    OptionalDouble.empty(),
                    OptionalDouble.of(0.04),
                    OptionalDouble.of(0.03))))
        .containsExactly(
            OptionalDouble.of(0.03),
            OptionalDouble.empty(),
            OptionalDouble.of(0.06),
            OptionalDouble.of(0.06));
  }

  @Test
  void an_interval_holds_its_ends_and_nothing_outside() {
    Interval interval = new Interval(2, 1, 3, 0.95);
    assertThat(interval.holds(1)).isTrue();
    assertThat(interval.holds(3)).isTrue();
    assertThat(interval.holds(0.999)).isFalse();
    assertThat(interval.holds(3.001)).isFalse();
  }
}
