package hmrbench.data.sim;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hmrbench.config.BadValue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MadeClipsTest {

  @ParameterizedTest
  @ValueSource(doubles = {0, -1, 0.0001, 1e9, Double.NaN, Double.POSITIVE_INFINITY})
  void a_length_without_a_frame_or_without_end_is_refused(double seconds) {
    assertThatThrownBy(() -> MadeClips.requireSeconds(seconds))
        .isInstanceOf(BadValue.class)
        .hasMessageContaining("must be from 0.01 to 36000, got " + BadValue.shown(seconds));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, -1, 2_000_000_000})
  void a_number_that_cannot_be_listed_is_refused(int sequences) {
    assertThatThrownBy(() -> MadeClips.requireSequences(sequences))
        .isInstanceOf(BadValue.class)
        .hasMessageContaining("must be from 1 to 1000000, got " + sequences);
  }

  @Test
  void ends_are_taken() {
    assertThatCode(
            () -> {
              MadeClips.requireSeconds(0.01);
              MadeClips.requireSeconds(36_000);
              MadeClips.requireSequences(1);
              MadeClips.requireSequences(1_000_000);
            })
        .doesNotThrowAnyException();
  }
}
