package hmrbench.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RatesTest {

  /** 1 / 0.0083333, the rate of AMASS's files, 1001-th rates as fractions and as people write. */
  @ParameterizedTest
  @CsvSource({
    "120.00048000192, 120",
    "120.00004577636719, 120",
    "23.976023976023978, 23.976",
    "23.98, 23.976",
    "29.97002997002997, 29.97",
    "59.94005994005994, 59.94",
    "119.88011988011988, 119.88",
    "30, 30",
    "30.303, 30.303",
    "16.666666666666668, 16.666666666666668",
    "0.5, 0.5"
  })
  void a_rate_snaps_to_the_one_that_is_meant(double read, double meant) {
    assertThat(Rates.snapped(read)).isEqualTo(meant);
    assertThat(Rates.snapped(meant)).isEqualTo(meant);
  }

  @Test
  void nearly_equal_rates_count_as_one() {
    assertThat(Rates.same(29.97, 30)).isTrue();
    assertThat(Rates.same(30.303, 30)).isFalse();
    assertThat(Rates.same(25, 24)).isFalse();
  }

  @Test
  void of_several_rates_the_one_nearest_to_thirty_is_shown_where_one_counts_as_it() {
    assertThat(Rates.shown(List.of(15.0, 29.97, 59.94))).contains(29.97);
    assertThat(Rates.shown(List.of(29.97, 30.0, 60.0))).contains(30.0);
    assertThat(Rates.shown(List.of(10.0, 25.0))).contains(25.0);
    assertThat(Rates.shown(List.of())).isEmpty();
  }

  @Test
  void a_rate_is_shown_with_three_decimals_at_most() {
    assertThat(Rates.text(30)).isEqualTo("30");
    assertThat(Rates.text(100)).isEqualTo("100");
    assertThat(Rates.text(23.976)).isEqualTo("23.976");
    assertThat(Rates.text(16.66666)).isEqualTo("16.667");
  }
}
