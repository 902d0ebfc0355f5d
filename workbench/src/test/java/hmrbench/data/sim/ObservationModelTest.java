package hmrbench.data.sim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import hmrbench.core.FloatGrid;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ObservationModelTest {

  private static final int F = 16;

  @Test
  void squash_follows_tanh() {
    for (float u = -5; u <= 5; u += 0.01f) {
      // The largest distance of this approximant from tanh is 0.0235, near 1.6.
      assertThat((double) FeatureMap.squash(u)).isCloseTo(Math.tanh(u), within(0.024));
    }
    assertThat(FeatureMap.squash(2.9999f)).isCloseTo(1, within(1e-6f));
  }

  @Test
  void the_exponential_is_a_turn_about_its_axis() {
    double[] matrix = new double[9];
    ObservationModel.exponential(0, 0, Math.PI / 2, matrix);
    assertThat(matrix[3]).isCloseTo(1, within(1e-15));
    assertThat(matrix[1]).isCloseTo(-1, within(1e-15));
    ObservationModel.exponential(0, 0, 0, matrix);
    assertThat(matrix).containsExactly(1, 0, 0, 0, 1, 0, 0, 0, 1);
  }

  @ParameterizedTest
  @ValueSource(ints = {10, 60})
  void occlusions_are_as_frequent_and_as_long_at_every_rate(int rate) {
    Sampling sampling = Sampling.only(10, rate);
    double occluded = 0;
    int clips = 400;
    double[] weights = new double[Skeleton.JOINTS];
    for (int clip = 0; clip < clips; clip++) {
      BeliefNoise noise = new BeliefNoise(RandomStream.key(77, clip), sampling);
      for (int t = 0; t < sampling.frames(); t++) {
        noise.weights(t, weights);
        occluded += (weights[4] > 0 ? 1.0 : 0.0) / sampling.frames() / clips;
      }
    }
    // 0.15 per second of 0.2 to 1 s: a limb is free with probability exp(-0.15 * 0.6).
    // Standard error over 4000 s with 600 events: about 0.0045.
    assertThat(occluded).isCloseTo(1 - Math.exp(-0.09), within(0.015));
  }

  @ParameterizedTest
  @ValueSource(ints = {10, 30, 120})
  void error_between_moments_a_tenth_of_a_second_apart_does_not_depend_on_the_rate(int rate) {
    Sampling sampling = Sampling.only(2, rate);
    int lag = rate / 10;
    double squares = 0;
    long count = 0;
    double[] weights = new double[Skeleton.JOINTS];
    double[] still = new double[Skeleton.JOINTS];
    double[][] errors = new double[sampling.frames()][Skeleton.JOINTS * 3];
    for (int clip = 0; clip < 300; clip++) {
      BeliefNoise noise = new BeliefNoise(RandomStream.key(78, clip), sampling);
      for (int t = 0; t < errors.length; t++) {
        noise.error(t, RandomStream.of(clip, t), still, weights, errors[t]);
      }
      for (int t = lag; t < errors.length; t += lag) {
        for (int i = 0; i < 3; i++) {
          double change = errors[t][i] - errors[t - lag][i];
          squares += change * change;
          count++;
        }
      }
    }
    // The pelvis has no occlusion and no flips: gain 0.7, slow 0.14 with correlation
    // (1 + 1/3) exp(-1/3) over 0.1 s, fast 0.016 anew in both.
    double slow = 2 * 0.14 * 0.14 * (1 - 4.0 / 3 * Math.exp(-1.0 / 3));
    double expected = 0.7 * 0.7 * (slow + 2 * 0.016 * 0.016);
    assertThat(squares / count).isCloseTo(expected, within(0.05 * expected));
  }

  @Test
  void features_of_training_clips_are_standardised() {
    SimulatedTraining training = new SimulatedTraining(4, 30, F);
    double sum = 0;
    double squares = 0;
    int count = 0;
    for (int clip = 0; clip < 90; clip++) {
      for (float value : training.clip(clip).features().toArray()) {
        sum += value;
        squares += value * value;
        count++;
      }
    }
    // Standardised with the statistics of clean clips. Noise adds to the deviation: 1.36 came out
    // of an independent program for the same model of the noise.
    assertThat(sum / count).isCloseTo(0, within(0.1));
    assertThat(Math.sqrt(squares / count)).isCloseTo(1.36, within(0.07));
  }

  @Test
  void another_seed_gives_other_noise_of_the_same_motion() {
    SequencePlan plan = SequencePlan.of(SimulatedSplit.TEST, 1, 0);
    Sampling sampling = Sampling.shared(10, 10);
    TrueMotion truth = TrueMotion.of(plan, sampling, 10);
    ObservationModel model = ObservationModel.of(F);
    FloatGrid once = model.observe(5, sampling, truth.smpl(), truth.speeds()).features();
    FloatGrid again = model.observe(5, sampling, truth.smpl(), truth.speeds()).features();
    FloatGrid other = model.observe(6, sampling, truth.smpl(), truth.speeds()).features();

    assertThat(again).isEqualTo(once);
    assertThat(Arrays.equals(other.toArray(), once.toArray())).isFalse();
  }
}
