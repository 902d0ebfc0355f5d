package hmrbench.data.sim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Time constants are in seconds: what is seen after a time does not depend on the steps to it. */
class SlowNoiseTest {

  private static final int CHANNELS = 160_000;
  private static final double TAU = 0.3;

  /** Four standard errors of a mean product of two normal values, whose variance is at most 2. */
  private static final double TOLERANCE = 4 * Math.sqrt(2.0 / CHANNELS);

  private static double[] values(SlowNoise noise) {
    double[] values = new double[CHANNELS];
    for (int i = 0; i < CHANNELS; i++) {
      values[i] = noise.value(i);
    }
    return values;
  }

  private static double product(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < CHANNELS; i++) {
      sum += a[i] * b[i];
    }
    return sum / CHANNELS;
  }

  @ParameterizedTest
  @CsvSource({"1, true", "2, true", "10, true", "36, true", "1, false", "2, false", "36, false"})
  void correlation_over_a_time_does_not_depend_on_the_number_of_steps(int steps, boolean smooth) {
    SlowNoise noise = new SlowNoise(RandomStream.of(9, steps), CHANNELS, TAU, smooth);
    noise.advance(0);
    double[] before = values(noise);
    for (int i = 0; i < steps; i++) {
      noise.advance(TAU / steps);
    }
    double[] after = values(noise);

    assertThat(product(before, before)).isCloseTo(1, within(TOLERANCE));
    assertThat(product(after, after)).isCloseTo(1, within(TOLERANCE));
    // (1 + d/tau) exp(-d/tau) or exp(-d/tau), at d = tau.
    double expected = (smooth ? 2 : 1) * Math.exp(-1);
    assertThat(product(before, after)).isCloseTo(expected, within(TOLERANCE));
  }

  @Test
  void steps_of_different_lengths_may_follow_each_other() {
    SlowNoise noise = new SlowNoise(RandomStream.of(5), CHANNELS, TAU, true);
    noise.advance(0);
    double[] before = values(noise);
    noise.advance(0.1);
    noise.advance(0.15);
    noise.advance(0.05);

    assertThat(product(before, values(noise))).isCloseTo(2 * Math.exp(-1), within(TOLERANCE));
  }
}
