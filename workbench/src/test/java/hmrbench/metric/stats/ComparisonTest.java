package hmrbench.metric.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ComparisonTest {

  @Test
  void pairs_sequences_by_name_and_says_which_have_no_partner() {
    CellSample model = cell(List.of("a", "b", "c", "d"), 1, 2, 3, 9);
    CellSample baseline = cell(List.of("c", "b", "e", "a"), 5, 2, 7, 2);
    Comparison comparison = Comparison.of(model, baseline, true).orElseThrow();
    assertThat(comparison.model()).isEqualTo(2);
    assertThat(comparison.baseline()).isEqualTo(3);
    assertThat(comparison.better()).isEqualTo(2);
    assertThat(comparison.worse()).isZero();
    assertThat(comparison.equal()).isEqualTo(1);
    assertThat(comparison.shareBetter()).isCloseTo(2 / 3.0, within(1e-12));
    assertThat(comparison.unmatched()).containsExactly("d", "e");
    assertThat(Comparison.of(model, cell(List.of("x"), 1), true)).isEmpty();
  }

  @Test
  void sees_a_small_difference_between_models_that_move_together() {
    // Sequences differ by 100, the models by 1: only a paired comparison sees it.
    Random random = new Random(11);
    double[] baseline = random.doubles(20, 50, 150).toArray();
    double[] model = baseline.clone();
    for (int i = 0; i < model.length; i++) {
      model[i] += -1 + 0.5 * random.nextGaussian();
    }
    Comparison comparison =
        Comparison.of(CellSample.ofMeans(model), CellSample.ofMeans(baseline), true).orElseThrow();
    Interval difference = comparison.difference().orElseThrow();
    assertThat(difference.high()).isNegative();
    assertThat(difference.high() - difference.low()).isLessThan(1);
    assertThat(comparison.test().p()).isLessThan(0.001);
    assertThat(comparison.test().exact()).isFalse();
    assertThat(Bootstrap.bca(CellSample.ofMeans(model)).orElseThrow().holds(comparison.baseline()))
        .isTrue();
  }

  @Test
  void finds_nothing_where_there_is_nothing_about_as_often_as_it_says() {
    Random random = new Random(12);
    int alarms = 0;
    for (int study = 0; study < 1000; study++) {
      double[] noise = new double[8];
      double[] weights = new double[8];
      Arrays.fill(weights, 1);
      for (int i = 0; i < noise.length; i++) {
        noise[i] = random.nextGaussian();
      }
      alarms += SignFlip.of(noise, weights).p() <= 0.05 ? 1 : 0;
    }
    // 12 of 256 patterns: 4.7 %, spread 0.7 %.
    assertThat(alarms / 1000.0).isBetween(0.025, 0.07);
  }

  @Test
  void no_difference_at_all_is_no_evidence() {
    assertThat(SignFlip.of(new double[5], new double[] {1, 1, 1, 1, 1}).p()).isEqualTo(1);
  }

  @Test
  void the_sampled_test_agrees_with_the_exact_one() {
    // 12 sequences are sampled; the same 11 and one that weighs next to nothing are not far off.
    double[] differences = new Random(13).doubles(12, -0.5, 1).toArray();
    differences[11] = 1e-9;
    double[] weights = new double[12];
    Arrays.fill(weights, 1);
    SignFlip sampled = SignFlip.of(differences, weights);
    SignFlip exact = SignFlip.of(Arrays.copyOf(differences, 11), Arrays.copyOf(weights, 11));
    assertThat(sampled.exact()).isFalse();
    assertThat(exact.exact()).isTrue();
    assertThat(sampled.p()).isCloseTo(exact.p(), within(0.02));
  }

  @Test
  void the_median_over_seeds_is_the_middle_and_not_the_best() {
    assertThat(Seeds.median(new double[] {9, 1, 4})).isEqualTo(4);
    assertThat(Seeds.median(new double[] {9, 1, 4, 6})).isEqualTo(5);
  }

  private static CellSample cell(List<String> names, double... means) {
    double[] weights = new double[means.length];
    Arrays.fill(weights, 1);
    return new CellSample(names, new double[][] {means}, weights);
  }
}
