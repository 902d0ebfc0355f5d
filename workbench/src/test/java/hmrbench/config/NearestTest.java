package hmrbench.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NearestTest {

  @ParameterizedTest
  @CsvSource({"tcmr,tcmr,0", "tcrm,tcmr,1", "tcm,tcmr,1", "vibe,tcmr,4", "'',abc,3", "ab,ba,1"})
  void counts_typing_mistakes(String a, String b, int mistakes) {
    assertThat(Nearest.distance(a, b)).isEqualTo(mistakes);
  }

  @Test
  void a_name_that_is_far_from_all_has_no_nearest() {
    assertThat(Nearest.to("quick", List.of("residual", "hidden"))).isEmpty();
    assertThat(Nearest.to("Residul", List.of("residual", "hidden"))).contains("residual");
  }
}
