package hmrbench.data.sim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RandomStreamTest {

  private static final int MANY = 200_000;

  @Test
  void integers_are_those_of_the_jdks_splitmix64() {
    RandomStream draws = RandomStream.of(3, 1, 4);
    SplittableRandom reference = new SplittableRandom(RandomStream.key(3, 1, 4));

    for (int i = 0; i < 100; i++) {
      assertThat(draws.nextLong()).isEqualTo(reference.nextLong());
    }
  }

  @Test
  void keys_that_differ_in_any_part_or_order_name_different_streams() {
    assertThat(RandomStream.key(1, 2))
        .isNotEqualTo(RandomStream.key(2, 1))
        .isNotEqualTo(RandomStream.key(1, 2, 0));
    assertThat(
            IntStream.range(0, 100_000).mapToLong(i -> RandomStream.key(1, i)).distinct().count())
        .isEqualTo(100_000);
  }

  @Test
  void normal_draws_have_the_moments_of_the_normal_distribution() {
    RandomStream draws = RandomStream.of(1);
    double[] moments = new double[5];
    for (int i = 0; i < MANY; i++) {
      double value = draws.normal();
      for (int power = 1; power <= 4; power++) {
        moments[power] += Math.pow(value, power) / MANY;
      }
    }
    // Four standard errors of each moment: sqrt(var / MANY) with var 1, 2, 15, 96.
    assertThat(moments[1]).isCloseTo(0, within(0.009));
    assertThat(moments[2]).isCloseTo(1, within(0.013));
    assertThat(moments[3]).isCloseTo(0, within(0.035));
    assertThat(moments[4]).isCloseTo(3, within(0.088));
  }

  @Test
  void counts_and_lengths_have_the_means_asked_for() {
    RandomStream draws = RandomStream.of(2);
    double count = 0;
    double length = 0;
    for (int i = 0; i < MANY; i++) {
      count += (double) draws.poisson(1.5) / MANY;
      length += draws.exponential(0.07) / MANY;
    }
    // Four standard errors.
    assertThat(count).isCloseTo(1.5, within(0.011));
    assertThat(length).isCloseTo(0.07, within(0.0007));
  }

  @Test
  void uniform_draws_stay_in_their_range() {
    RandomStream draws = RandomStream.of(4);
    for (int i = 0; i < MANY; i++) {
      assertThat(draws.uniform(-2, 3)).isBetween(-2.0, 3.0);
      assertThat(draws.below(7)).isBetween(0, 6);
    }
  }
}
