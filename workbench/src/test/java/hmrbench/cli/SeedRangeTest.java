package hmrbench.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hmrbench.core.Fault;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SeedRangeTest {

  @Test
  void ranges_and_numbers_are_seeds_in_their_order() {
    assertThat(SeedRange.parse("1-5")).isEqualTo(List.of(1L, 2L, 3L, 4L, 5L));
    assertThat(SeedRange.parse("7, 1-2,4")).isEqualTo(List.of(7L, 1L, 2L, 4L));
    assertThat(SeedRange.parse("0-99")).hasSize(100);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "1-", "-1", "3-1", "a", "1,,2", "0-100", "0-98,1,2", "1234567890"})
  void what_is_no_seed_is_refused(String typed) {
    assertThatThrownBy(() -> SeedRange.parse(typed))
        .isInstanceOf(Fault.class)
        .hasMessageStartingWith("--seeds " + typed + ": expected at most 100 numbers");
  }
}
