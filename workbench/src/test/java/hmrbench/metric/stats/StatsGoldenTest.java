package hmrbench.metric.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Against scipy 1.17.1; golden/stats/make_stats.py made the values. */
class StatsGoldenTest {

  // Both in double; sums run in other orders.
  private static final double ROUNDING = 1e-12;

  // The quantile of Student's distribution is found by a search to 1e-9.
  private static final Offset<Double> LOOSE = within(1e-7);

  @SuppressWarnings("NullAway.Init")
  private static JsonNode golden;

  @BeforeAll
  static void read() throws IOException {
    try (InputStream in = StatsGoldenTest.class.getResourceAsStream("/golden/stats/stats.json")) {
      golden = new ObjectMapper().readTree(Objects.requireNonNull(in));
    }
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
  void the_interval_and_the_test_of_one_seed_are_scipys() {
    for (JsonNode at : golden.get("one_sample_t")) {
      CellSample sample = CellSample.ofMeans(values(at.get("values")));
      ClusteredMean mean = sample.meanOverSeeds();
      assertThat(mean.interval().orElseThrow().low()).isCloseTo(at.get("low").asDouble(), LOOSE);
      assertThat(mean.interval().orElseThrow().high()).isCloseTo(at.get("high").asDouble(), LOOSE);
      assertThat(mean.p().orElseThrow()).isCloseTo(at.get("p").asDouble(), LOOSE);
    }
  }

  @Test
  void seeds_and_people_are_a_two_way_analysis_of_variance() {
    for (JsonNode at : golden.get("two_way")) {
      double[][] table = new double[at.get("values").size()][];
      for (int seed = 0; seed < table.length; seed++) {
        table[seed] = values(at.get("values").get(seed));
      }
      int each = at.get("per_person").asInt();
      List<String> people =
          IntStream.range(0, table[0].length).mapToObj(i -> "person " + i / each).toList();
      ClusteredMean mean = ClusteredMean.of(table, people);
      assertThat(mean.estimate()).isCloseTo(at.get("mean").asDouble(), LOOSE);
      assertThat(mean.standardError()).isCloseTo(at.get("error").asDouble(), LOOSE);
      assertThat(mean.degreesOfFreedom()).isCloseTo(at.get("degrees").asDouble(), LOOSE);
      assertThat(mean.interval().orElseThrow().low()).isCloseTo(at.get("low").asDouble(), LOOSE);
      assertThat(mean.interval().orElseThrow().high()).isCloseTo(at.get("high").asDouble(), LOOSE);
      assertThat(mean.p().orElseThrow()).isCloseTo(at.get("p").asDouble(), LOOSE);
    }
  }

  @Test
  void a_ratio_has_the_interval_of_its_linear_part() {
    for (JsonNode at : golden.get("ratio")) {
      Interval interval =
          CellSample.ofMeans(values(at.get("above")))
              .over(CellSample.ofMeans(values(at.get("below"))))
              .interval()
              .orElseThrow();
      assertThat(interval.estimate()).isCloseTo(at.get("ratio").asDouble(), LOOSE);
      assertThat(interval.low()).isCloseTo(at.get("low").asDouble(), LOOSE);
      assertThat(interval.high()).isCloseTo(at.get("high").asDouble(), LOOSE);
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
