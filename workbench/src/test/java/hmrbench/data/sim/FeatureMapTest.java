package hmrbench.data.sim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.function.IntToDoubleFunction;
import org.junit.jupiter.api.Test;

/**
 * The map from beliefs to features against numpy: its matrices drawn and multiplied by a program of
 * 30 lines in Python, in float64.
 */
class FeatureMapTest {

  private static double[] mapped(IntToDoubleFunction belief) {
    FeatureMap map = new FeatureMap(3);
    float[] standardised = new float[FeatureMap.INPUTS];
    for (int i = 0; i < standardised.length; i++) {
      standardised[i] = (float) belief.applyAsDouble(i);
    }
    float[] features = new float[map.features()];
    FeatureMap.Worker worker = map.worker();
    worker.map(new float[FeatureMap.INPUTS], features);
    worker.map(standardised, features); // what was there before is gone
    return new double[] {features[0], features[1], features[2]};
  }

  @Test
  void features_are_those_of_numpy() {
    assertThat(mapped(i -> 0))
        .containsExactly(new double[] {-0.05675145, -0.07408637, 0.16789586}, within(1e-6));
    assertThat(mapped(i -> (i % 7 - 3) * 0.5))
        .containsExactly(new double[] {1.14250584, 0.40890508, -0.54705878}, within(3e-6));
    // Here some of the squashed values are beyond 3.
    assertThat(mapped(i -> 2))
        .containsExactly(new double[] {-1.66139831, -2.07728477, 1.79715611}, within(3e-6));
  }

  @Test
  void squash_is_one_from_three_on() {
    assertThat(FeatureMap.squash(3)).isEqualTo(1);
    assertThat(FeatureMap.squash(-3)).isEqualTo(-1);
    assertThat(FeatureMap.squash(100)).isEqualTo(1);
    assertThat(FeatureMap.squash(-100)).isEqualTo(-1);
    assertThat(FeatureMap.squash(1)).isCloseTo(28f / 36, within(1e-7f));
  }
}
