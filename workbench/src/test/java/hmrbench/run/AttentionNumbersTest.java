package hmrbench.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import hmrbench.config.Intervention;
import hmrbench.core.FloatGrid;
import hmrbench.record.InterventionFile;
import java.util.Map;
import java.util.Random;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Numbers on attention that can be worked out by hand. */
class AttentionNumbersTest {

  private static final float NONE = Float.NaN;

  private static FloatGrid rows(float... values) {
    return FloatGrid.copyOf(values, values.length / 3, 3);
  }

  @Test
  void two_frames_have_mean_spread_entropy_and_moves() {
    FloatGrid own = rows(0.5f, 0.25f, 0.25f, 0.5f, 0.25f, 0.25f);
    FloatGrid used = rows(0.4f, 0.3f, 0.3f, 0.8f, 0.1f, 0.1f);
    Map<String, Double> values =
        AttentionValues.of(used, own, rows(0.96f, -0.96f, 0, 0.94f, 0.5f, -1));
    assertThat(values.get("attention_past")).isCloseTo(0.6, within(1e-6));
    assertThat(values.get("attention_current")).isCloseTo(0.2, within(1e-6));
    // Past varies most: 0.4 and 0.8 about 0.6.
    assertThat(values.get(InterventionFile.SPREAD)).isCloseTo(0.2, within(1e-6));
    assertThat(values.get(InterventionFile.MOVED)).isCloseTo((0.1 + 0.3) / 2, within(1e-6));
    assertThat(values.get(InterventionFile.MOVED_MOST)).isCloseTo(0.3, within(1e-6));
    // Three of six lie beyond the square root of 0.9.
    assertThat(values.get(InterventionFile.AT_BOUND)).isCloseTo(0.5, within(1e-12));
    FloatGrid equal = rows(1 / 3f, 1 / 3f, 1 / 3f);
    assertThat(AttentionValues.of(equal, equal, rows(0, 0, 0)).get(InterventionFile.ENTROPY))
        .isCloseTo(1, within(1e-6));
    FloatGrid corner = rows(1, 0, 0);
    assertThat(AttentionValues.of(corner, equal, rows(0, 0, 0)).get(InterventionFile.ENTROPY))
        .isZero();
  }

  @Test
  void a_branch_that_is_not_there_has_no_weight_and_counts_for_nothing() {
    FloatGrid own = rows(0.5f, NONE, 0.5f);
    Map<String, Double> values = AttentionValues.of(own, own, rows(1, NONE, 0));
    assertThat(values).doesNotContainKey("attention_current");
    assertThat(values.get(InterventionFile.ENTROPY)).isCloseTo(1, within(1e-6));
    assertThat(values.get(InterventionFile.AT_BOUND)).isEqualTo(0.5);
    assertThat(values.get(InterventionFile.MOVED)).isZero();
    assertThat(AttentionValues.unbounded(rows(0.5f, NONE, 0.5f)).toArray())
        .containsExactly(0.5f, 0, 0.5f);
  }

  @Test
  void unbounded_weights_are_the_softmax_of_what_the_tangent_is_taken_of() {
    double[] before = {1.2, -0.3, 0.4};
    float[] scores = new float[3];
    double sum = 0;
    for (int k = 0; k < 3; k++) {
      scores[k] = (float) Math.tanh(before[k]);
      sum += Math.exp(before[k]);
    }
    FloatGrid weights = AttentionValues.unbounded(rows(scores));
    for (int k = 0; k < 3; k++) {
      assertThat((double) weights.get(k)).isCloseTo(Math.exp(before[k]) / sum, within(1e-6));
    }
    assertThat(AttentionValues.unbounded(rows(1, -1, 0)).isFinite()).isTrue();
  }

  @Test
  void least_squares_find_what_made_the_values() {
    Random random = new Random(3);
    double[] truth = {0.4, -2, 7};
    LeastSquares first = new LeastSquares(3);
    LeastSquares second = new LeastSquares(3);
    for (int i = 0; i < 40; i++) {
      double[] x = {1, random.nextGaussian(), 100 * random.nextGaussian()};
      double y = truth[0] * x[0] + truth[1] * x[1] + truth[2] * x[2];
      (i % 2 == 0 ? first : second).add(x, y);
    }
    first.add(second);
    assertThat(first.solve()).containsExactly(truth, within(1e-9));
    // The mean of 1, 2 and 6 is what lies nearest to them.
    LeastSquares mean = new LeastSquares(1);
    for (double y : new double[] {1, 2, 6}) {
      mean.add(new double[] {1}, y);
    }
    assertThat(mean.solve()).containsExactly(new double[] {3}, within(1e-12));
    LeastSquares nothing = new LeastSquares(2);
    nothing.add(new double[] {1, 0}, 5);
    assertThat(nothing.solve()).containsExactly(5, 0);
  }

  @ParameterizedTest
  @EnumSource(
      value = Intervention.class,
      names = {"HIDDEN_10", "HIDDEN_17", "HIDDEN_33", "HIDDEN_50", "NOISY_17", "NOISY_33"})
  void bursts_hit_the_share_that_the_name_says(Intervention kind) {
    boolean[] hit =
        Disturbance.bursts(300, 30, kind.share().orElseThrow(), new SplittableRandom(5));
    int count = 0;
    int runs = 0;
    for (int t = 0; t < hit.length; t++) {
      count += hit[t] ? 1 : 0;
      runs += hit[t] && (t == 0 || !hit[t - 1]) ? 1 : 0;
    }
    assertThat(kind.key()).endsWith("-" + Math.round(100 * count / 300.0));
    // Bursts are of 6 to 30 frames; the last one is cut short.
    assertThat(runs).isLessThanOrEqualTo(count / 6 + 1);
    assertThat(kind.hides()).isEqualTo(kind.key().startsWith("hidden"));
    assertThat(kind.learns()).isFalse();
  }

  @Test
  void hidden_frames_are_the_mean_of_the_clip_and_the_others_stay() {
    float[] values = new float[20];
    for (int i = 0; i < 20; i++) {
      values[i] = i;
    }
    boolean[] hit = new boolean[10];
    hit[3] = true;
    FloatGrid features = FloatGrid.copyOf(values, 10, 2);
    FloatGrid hidden = Disturbance.changed(features, hit, true, new SplittableRandom(1));
    assertThat(hidden.at(3, 0)).isEqualTo(9);
    assertThat(hidden.at(3, 1)).isEqualTo(10);
    assertThat(hidden.at(4, 0)).isEqualTo(8);
    FloatGrid noisy = Disturbance.changed(features, hit, false, new SplittableRandom(1));
    assertThat(noisy.at(3, 0)).isNotEqualTo(6);
    assertThat(noisy.at(4, 0)).isEqualTo(8);
  }
}
