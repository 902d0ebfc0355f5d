package hmrbench.record.bench;

import static org.assertj.core.api.Assertions.assertThat;

import hmrbench.record.bench.BenchResult.Measure;
import hmrbench.record.bench.BenchResult.Ratio;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class BenchResultTest {

  private static BenchResult of(Map<String, String> setup, Measure... speeds) {
    return of("abc", setup, speeds);
  }

  private static BenchResult of(String commit, Map<String, String> setup, Measure... speeds) {
    return new BenchResult(
        BenchResult.SCHEMA_VERSION,
        "2026-11-22T00:00:00Z",
        commit,
        Map.of(),
        setup,
        List.of(),
        List.of(speeds),
        List.of(),
        List.of(),
        List.of());
  }

  private static Measure speed(String name, double value) {
    return new Measure(name, "frames/s", Spread.of(List.of(value)));
  }

  @Test
  void keeps_of_an_earlier_measurement_what_was_not_measured_again() {
    BenchResult earlier = of(Map.of("frames", "5000"), speed("pipeline", 170), speed("film", 45));
    BenchResult later = of(Map.of("rounds", "5"), speed("film", 64));
    assertThat(later.over(earlier).speeds())
        .containsExactly(speed("film", 64), speed("pipeline", 170));
    assertThat(later.over(earlier).setup())
        .containsOnly(Map.entry("frames", "5000"), Map.entry("rounds", "5"));
  }

  @Test
  void tells_which_program_the_earlier_parts_were_measured_with() {
    BenchResult earlier = of("abc", Map.of(), speed("pipeline", 170));
    BenchResult later = of("def", Map.of(), speed("film", 64));
    assertThat(later.over(earlier).commit()).isEqualTo("def");
    assertThat(later.over(earlier).setup())
        .containsExactly(
            Map.entry("parts not measured again are of", "2026-11-22T00:00:00Z, commit abc"));
    BenchResult last = of("ghi", Map.of(), speed("report", 7)).over(later.over(earlier));
    assertThat(last.setup())
        .containsExactly(
            Map.entry(
                "parts not measured again are of",
                "2026-11-22T00:00:00Z, commit def; 2026-11-22T00:00:00Z, commit abc"));
  }

  @Test
  void names_no_earlier_program_where_all_was_measured_again() {
    BenchResult first = of("abc", Map.of(), speed("film", 45));
    BenchResult second = of("def", Map.of(), speed("pipeline", 170)).over(first);
    BenchResult last = of("ghi", Map.of(), speed("film", 64), speed("pipeline", 180)).over(second);
    assertThat(second.setup()).containsKey("parts not measured again are of");
    assertThat(last.setup()).isEmpty();
  }

  @Test
  void a_ratio_divides_run_by_run() {
    Ratio ratio = Ratio.of("one to the other", 1.5, List.of(3.0, 8.0), List.of(2.0, 4.0));
    assertThat(ratio.name()).isEqualTo("one to the other");
    assertThat(ratio.goal()).isEqualTo(1.5);
    assertThat(ratio.spread().values()).containsExactly(1.5, 2.0);
  }
}
