package hmrbench.record.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class SpreadTest {

  @Test
  void quartiles_lie_a_quarter_of_the_way_in() {
    Spread spread = Spread.of(List.of(5.0, 1.0, 3.0, 2.0, 4.0));
    assertThat(spread.median()).isEqualTo(3);
    assertThat(spread.lowerQuartile()).isEqualTo(2);
    assertThat(spread.upperQuartile()).isEqualTo(4);
    assertThat(spread.values()).as("in the order of measuring").startsWith(5.0, 1.0);
  }

  @Test
  void the_median_of_an_even_number_is_the_mean_of_the_middle_two() {
    assertThat(Spread.of(List.of(1.0, 2.0, 4.0, 10.0)).median()).isEqualTo(3);
    assertThatThrownBy(() -> Spread.of(List.of())).hasMessage("nothing was measured");
  }
}
