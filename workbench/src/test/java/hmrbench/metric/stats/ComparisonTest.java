package hmrbench.metric.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
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
    assertThat(comparison.p().orElseThrow()).isLessThan(0.001);
    assertThat(CellSample.ofMeans(model).interval().orElseThrow().holds(comparison.baseline()))
        .isTrue();
  }

  @Test
  void finds_nothing_where_there_is_nothing_about_as_often_as_it_says() {
    Random random = new Random(12);
    int alarms = 0;
    for (int study = 0; study < 1000; study++) {
      double[] noise = random.doubles(8).map(it -> random.nextGaussian()).toArray();
      alarms += CellSample.ofMeans(noise).meanOverSeeds().p().orElseThrow() <= 0.05 ? 1 : 0;
    }
    // 5 %, spread 0.7 %.
    assertThat(alarms / 1000.0).isBetween(0.03, 0.07);
  }

  @Test
  void every_number_is_of_the_mean_difference_of_a_sequence_under_a_seed() {
    List<String> names = List.of("a", "b", "c", "d", "e", "f");
    // Long sequences weigh in the model's value, not in the difference.
    double[] frames = {1000, 10, 10, 10, 10, 10};
    CellSample model = seeds(names, List.of("1", "2", "3"), frames, 5, 1, 1, 1, 1, 1);
    CellSample baseline = seeds(names, List.of("3", "2", "9"), frames, 4, 3, 3, 3, 3, 3);
    Comparison comparison = Comparison.of(model, baseline, true).orElseThrow();
    // Seeds 2 and 3 are common: 2 + (0, 1) against 0 + (1, 0) more than the values above.
    assertThat(comparison.change().estimate())
        .isCloseTo((1 - 5 * 2) / 6.0 + 1.5 - 0.5, within(1e-12));
    assertThat(comparison.model() - comparison.baseline())
        .isCloseTo(comparison.change().estimate(), within(1e-12));
    assertThat(comparison.better()).isEqualTo(5);
    assertThat(comparison.worse()).isEqualTo(1);
  }

  @Test
  void a_model_of_one_seed_stands_against_every_seed_of_the_other() {
    List<String> names = List.of("a", "b");
    double[] frames = {1, 1};
    CellSample one = seeds(names, List.of("1"), frames, 1, 2);
    CellSample three = seeds(names, List.of("1", "2", "3"), frames, 3, 3);
    assertThat(Comparison.of(one, three, true).orElseThrow().change().estimate())
        .isCloseTo(1.5 - 4, within(1e-12));
    assertThat(Comparison.of(three, seeds(names, List.of("7", "8"), frames, 1, 1), true)).isEmpty();
  }

  @Test
  void five_people_say_too_little_of_others_however_many_sequences_they_have() {
    double[] values = new Random(4).doubles(20).toArray();
    List<String> names = IntStream.range(0, 20).mapToObj(i -> "s" + i).toList();
    for (int people : new int[] {5, 6}) {
      CellSample sample =
          new CellSample(
              names,
              IntStream.range(0, 20).mapToObj(i -> "p" + i % people).toList(),
              List.of("1"),
              new double[][] {values},
              new double[] {1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1});
      assertThat(sample.interval().isPresent()).isEqualTo(people == 6);
      assertThat(sample.meanOverSeeds().p().isPresent()).isEqualTo(people == 6);
    }
  }

  @Test
  void sequences_that_are_the_same_person_twice_say_no_more_than_once() {
    double[] once = {1, 2, 4, 3, 7, 5, 2, 6};
    double[] twice = new double[16];
    Arrays.setAll(twice, i -> once[i % 8]);
    List<String> people = IntStream.range(0, 16).mapToObj(i -> "p" + i % 8).toList();
    ClusteredMean doubled = ClusteredMean.of(new double[][] {twice}, people);
    ClusteredMean plain = CellSample.ofMeans(once).meanOverSeeds();
    assertThat(doubled.standardError()).isCloseTo(plain.standardError(), within(1e-12));
    assertThat(doubled.degreesOfFreedom()).isEqualTo(7);
  }

  @Test
  void a_jackknife_leaves_out_people_and_not_sequences() {
    double[] once = {1, 2, 4, 3, 7, 5, 2, 6};
    double[] twice = new double[16];
    Arrays.setAll(twice, i -> once[i % 8]);
    List<String> people = IntStream.range(0, 16).mapToObj(i -> "p" + i % 8).toList();
    SequenceStatistic mean =
        times -> {
          double sum = 0;
          for (int i = 0; i < times.length; i++) {
            sum += times[i] * twice[i];
          }
          return sum / Arrays.stream(times).sum();
        };
    ClusteredMean slope = ClusteredMean.jackknife(mean, people);
    // Of a mean it is the standard error of a mean over people.
    ClusteredMean plain = ClusteredMean.of(new double[][] {once}, people.subList(0, 8));
    assertThat(slope.estimate()).isCloseTo(30 / 8.0, within(1e-12));
    assertThat(slope.standardError()).isCloseTo(plain.standardError(), within(1e-12));
    assertThat(slope.clusters()).isEqualTo(8);
    assertThat(slope.degreesOfFreedom()).isEqualTo(7);
    assertThat(ClusteredMean.jackknife(mean, Collections.nCopies(16, "p")).interval()).isEmpty();
  }

  @Test
  void the_median_of_three_seeds_varies_more_than_their_mean() {
    List<String> names = List.of("a", "b", "c", "d", "e", "f");
    double[][] means = new double[3][6];
    for (int seed = 0; seed < 3; seed++) {
      for (int i = 0; i < 6; i++) {
        means[seed][i] = 10 * seed + 0.001 * i;
      }
    }
    CellSample sample = new CellSample(names, means, new double[] {1, 1, 1, 1, 1, 1});
    Interval median = sample.interval().orElseThrow();
    Interval mean = sample.meanOverSeeds().interval().orElseThrow();
    // Between seeds alone: sqrt(1.3463) as wide.
    assertThat((median.high() - median.low()) / (mean.high() - mean.low()))
        .isCloseTo(Math.sqrt(1.3463), within(1e-4));
  }

  @Test
  void a_difference_without_spread_is_sure_and_none_is_no_evidence() {
    ClusteredMean same = CellSample.ofMeans(0, 0, 0, 0, 0, 0).meanOverSeeds();
    assertThat(same.p()).hasValue(1);
    ClusteredMean other = CellSample.ofMeans(2, 2, 2, 2, 2, 2).meanOverSeeds();
    assertThat(other.p().orElseThrow()).isLessThan(1e-9);
    assertThat(other.interval().orElseThrow().low()).isCloseTo(2, within(1e-9));
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

  /** Under each seed s, counted from 0, every mean is larger by s. */
  private static CellSample seeds(
      List<String> names, List<String> seeds, double[] frames, double... means) {
    double[][] all = new double[seeds.size()][means.length];
    for (int seed = 0; seed < all.length; seed++) {
      for (int i = 0; i < means.length; i++) {
        all[seed][i] = means[i] + seed;
      }
    }
    return new CellSample(names, names, seeds, all, frames);
  }
}
