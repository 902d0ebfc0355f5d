package hmrbench.metric.diagnose;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import hmrbench.metric.SequencePrediction;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ErrorPersistenceTest {

  private static ErrorPersistence of(List<SequencePrediction> sequences) {
    ErrorPersistence.Sums sums = new ErrorPersistence.Sums();
    sequences.forEach(sums::add);
    return sums.persistence().orElseThrow();
  }

  @Test
  void noise_that_is_new_in_each_frame_is_forgotten_after_one() {
    Random random = new Random(1);
    ErrorPersistence it =
        of(
            Motion.sequences(
                6, 300, 30, (t, wave) -> wave.at(t / 30.0) + 0.01 * random.nextGaussian()));
    assertThat(it.correlations().get(0)).isEqualTo(1);
    assertThat(it.correlations().get(1)).isCloseTo(0, within(0.02));
    assertThat(it.correlations().get(30)).isCloseTo(0, within(0.02));
    assertThat(it.steadyShare()).isLessThan(0.01);
  }

  /** An error of x(t) = r x(t - 1) + noise is r^k times itself after k frames. */
  @ParameterizedTest
  @ValueSource(doubles = {0.5, 0.9})
  void an_error_that_decays_is_found_to_decay_as_fast(double r) {
    Random random = new Random(2);
    IdentityHashMap<Motion.Wave, double[]> states = new IdentityHashMap<>();
    ErrorPersistence it =
        of(
            Motion.sequences(
                8,
                600,
                30,
                (t, wave) -> {
                  double[] state = states.computeIfAbsent(wave, none -> new double[1]);
                  state[0] = r * state[0] + 0.01 * random.nextGaussian();
                  return wave.at(t / 30.0) + state[0];
                }));
    assertThat(it.correlations().get(1)).isCloseTo(r, within(0.03));
    assertThat(it.correlations().get(3)).isCloseTo(r * r * r, within(0.05));
  }

  @Test
  void what_never_changes_in_a_sequence_is_the_steady_part() {
    Random random = new Random(3);
    IdentityHashMap<Motion.Wave, Double> offsets = new IdentityHashMap<>();
    ErrorPersistence it =
        of(
            Motion.sequences(
                40,
                100,
                30,
                (t, wave) ->
                    wave.at(t / 30.0)
                        + offsets.computeIfAbsent(wave, none -> 0.03 * random.nextGaussian())
                        + 0.03 * random.nextGaussian()));
    assertThat(it.steadyShare()).isCloseTo(0.5, within(0.03));
    assertThat(it.correlations().get(1)).isCloseTo(-0.01, within(0.02));
  }

  /** Powers sum to the mean square of a joint; a wave has its power where its frequency is. */
  @Test
  void a_wave_has_its_power_at_its_frequency() {
    double hertz = 30 * 8 / 64.0;
    ErrorPersistence it =
        of(
            Motion.sequences(
                2,
                640,
                30,
                (t, wave) ->
                    wave.at(t / 30.0)
                        + 0.02 * Math.sin(2 * Math.PI * hertz * t / 30.0 + wave.phases().get(0))));
    double near = 0;
    double whole = 0;
    for (ErrorPersistence.Frequency at : it.spectrum()) {
      whole += at.power();
      near += Math.abs(at.hertz() - hertz) < 1 ? at.power() : 0;
    }
    assertThat(near / whole).isGreaterThan(0.99);
    // Three coordinates, each a wave of 20 mm.
    assertThat(whole).isCloseTo(3 * 20 * 20 / 2.0, within(0.1));
    // Half a wave later the error is the other way round.
    assertThat(it.correlations().get(4)).isCloseTo(-1, within(0.02));
    assertThat(it.correlations().get(8)).isCloseTo(1, within(0.02));
  }

  @Test
  void a_sequence_without_64_frames_in_a_row_or_without_error_says_nothing() {
    ErrorPersistence.Sums sums = new ErrorPersistence.Sums();
    Random random = new Random(4);
    Motion.sequences(3, 63, 30, (t, wave) -> random.nextGaussian()).forEach(sums::add);
    assertThat(sums.persistence()).isEmpty();
    Motion.sequences(3, 64, 30, (t, wave) -> wave.at(t / 30.0)).forEach(sums::add);
    assertThat(sums.persistence()).isEmpty();
    Motion.sequences(1, 64, 30, (t, wave) -> random.nextGaussian()).forEach(sums::add);
    assertThat(sums.persistence()).isPresent();
  }
}
