package hmrbench.metric.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class BootstrapTest {

  @Test
  void a_large_normal_sample_has_the_interval_of_the_textbook() {
    double[] values = new Random(5).doubles(400).map(Math::sqrt).toArray();
    double mean = java.util.Arrays.stream(values).average().orElseThrow();
    double squares = 0;
    for (double value : values) {
      squares += (value - mean) * (value - mean);
    }
    double error = Math.sqrt(squares / 399 / 400);
    Interval interval = Bootstrap.bca(CellSample.ofMeans(values)).orElseThrow();
    // Quantiles of 10,000 draws wobble by about 2 % of the width.
    assertThat(interval.low()).isCloseTo(mean - 1.96 * error, within(0.1 * error));
    assertThat(interval.high()).isCloseTo(mean + 1.96 * error, within(0.1 * error));
  }

  @Test
  void holds_the_true_mean_about_as_often_as_it_says() {
    Random random = new Random(6);
    int held = 0;
    for (int study = 0; study < 400; study++) {
      double[] values = new double[25];
      for (int i = 0; i < values.length; i++) {
        values[i] = -Math.log(1 - random.nextDouble());
      }
      held +=
          Bootstrap.bca(CellSample.ofMeans(values), 500, study, 0.95).orElseThrow().holds(1)
              ? 1
              : 0;
    }
    // 25 skewed values: BCa falls a little short of 95 %; 400 studies spread by 1.1 %.
    assertThat(held / 400.0).isBetween(0.88, 0.98);
  }

  @Test
  void is_the_same_for_the_same_seed_and_another_for_another() {
    CellSample sample = CellSample.ofMeans(1, 4, 2, 8, 5, 7);
    assertThat(Bootstrap.bca(sample)).isEqualTo(Bootstrap.bca(sample));
    assertThat(Bootstrap.bca(sample, 1000, 1, 0.95))
        .isNotEqualTo(Bootstrap.bca(sample, 1000, 2, 0.95));
  }

  @Test
  void one_sequence_has_no_interval_and_equal_ones_a_point() {
    assertThat(Bootstrap.bca(CellSample.ofMeans(3))).isEmpty();
    Interval point = Bootstrap.bca(CellSample.ofMeans(3, 3, 3)).orElseThrow();
    assertThat(point).isEqualTo(new Interval(3, 3, 3, 0.95));
  }

  @Test
  void weighs_sequences_by_their_frames_and_takes_the_median_over_seeds() {
    CellSample sample =
        new CellSample(
            List.of("long", "short"),
            new double[][] {{10, 20}, {12, 40}, {50, 10}},
            new double[] {90, 10});
    // 11, 14.8 and 46 per seed.
    assertThat(sample.value()).isCloseTo(14.8, within(1e-12));
    assertThat(sample.ofSequence(1)).isEqualTo(20);
  }

  @Test
  void a_sequence_without_frames_is_no_sequence() {
    assertThatThrownBy(() -> new CellSample(List.of("a"), new double[][] {{1}}, new double[] {0}))
        .hasMessage(
            "1 sequences need 1 weights above 0 and as many means per seed, got [0.0] and 1 seeds");
  }

  @Test
  void numbers_are_drawn_evenly() {
    SplitMix64 random = new SplitMix64(9);
    int[] counts = new int[7];
    for (int i = 0; i < 70_000; i++) {
      counts[random.nextInt(7)]++;
    }
    for (int count : counts) {
      assertThat(count).isBetween(9_700, 10_300);
    }
  }
}
