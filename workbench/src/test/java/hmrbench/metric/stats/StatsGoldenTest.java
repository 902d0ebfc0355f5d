package hmrbench.metric.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Collections;
import java.util.Objects;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Against scipy 1.10.1; golden/stats/make_stats.py made the values. */
class StatsGoldenTest {

  // Both in double; sums run in other orders.
  private static final double ROUNDING = 1e-12;

  @SuppressWarnings("NullAway.Init")
  private static JsonNode golden;

  @BeforeAll
  static void read() throws IOException {
    try (InputStream in = StatsGoldenTest.class.getResourceAsStream("/golden/stats/stats.json")) {
      golden = new ObjectMapper().readTree(Objects.requireNonNull(in));
    }
  }

  @Test
  void the_generator_gives_the_published_sequence() {
    SplitMix64 random = new SplitMix64(1234567);
    for (JsonNode expected : golden.get("split_mix_1234567")) {
      assertThat(Long.toUnsignedString(random.nextLong())).isEqualTo(expected.asText());
    }
    // Vigna's reference output for this seed.
    assertThat(golden.get("split_mix_1234567").get(0).asText()).isEqualTo("6457827717110365317");
  }

  @Test
  void the_normal_distribution_is_right_in_the_middle_and_in_the_tails() {
    for (JsonNode at : golden.get("normal")) {
      double expected = at.get("cdf").asDouble();
      assertThat(Normal.cdf(at.get("x").asDouble())).isCloseTo(expected, within(1e-12 * expected));
    }
    for (JsonNode at : golden.get("normal_quantile")) {
      assertThat(Normal.quantile(at.get("p").asDouble()))
          .isCloseTo(at.get("x").asDouble(), within(1e-11));
    }
  }

  @Test
  void the_interval_is_scipys_on_the_same_resamples() {
    for (JsonNode at : golden.get("bca")) {
      double[] values = values(at.get("values"));
      CellSample sample =
          new CellSample(
              Collections.nCopies(values.length, "s"),
              new double[][] {values},
              values(at.get("weights")));
      int draws = at.get("draws").asInt();
      long seed = at.get("seed").asLong();
      assertThat(Arrays.copyOf(Bootstrap.draws(sample, draws, seed), 5))
          .containsExactly(values(at.get("first_draws")), within(ROUNDING));
      Interval interval =
          Bootstrap.bca(sample, draws, seed, at.get("level").asDouble()).orElseThrow();
      assertThat(interval.estimate()).isCloseTo(at.get("estimate").asDouble(), within(ROUNDING));
      assertThat(interval.low()).isCloseTo(at.get("low").asDouble(), within(1e-9));
      assertThat(interval.high()).isCloseTo(at.get("high").asDouble(), within(1e-9));
    }
  }

  @Test
  void the_exact_sign_flip_test_is_scipys() {
    for (JsonNode at : golden.get("sign_flip")) {
      double[] differences = values(at.get("differences"));
      double[] weights = new double[differences.length];
      Arrays.fill(weights, 1);
      SignFlip test = SignFlip.of(differences, weights);
      assertThat(test.exact()).isTrue();
      assertThat(test.p()).isCloseTo(at.get("p").asDouble(), within(ROUNDING));
    }
  }

  @Test
  void holm_is_the_definition_spelled_out() {
    for (JsonNode at : golden.get("holm")) {
      assertThat(Holm.adjust(values(at.get("p"))))
          .containsExactly(values(at.get("adjusted")), within(ROUNDING));
    }
  }

  @Test
  void the_planned_number_of_sequences_is_that_of_the_noncentral_t_distribution() {
    // Two sequences at 1 and -1 around the mean have variance 2, so scale to variance 1.
    double unit = Math.sqrt(0.5);
    PowerPlan plan = PowerPlan.of(new double[][] {{unit, -unit}});
    for (JsonNode at : golden.get("paired_t_sample_size")) {
      assertThat(plan.sequencesFor(at.get("effect").asDouble())).hasValue(at.get("n").asInt());
    }
  }

  private static double[] values(JsonNode array) {
    double[] values = new double[array.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = array.get(i).asDouble();
    }
    return values;
  }
}
