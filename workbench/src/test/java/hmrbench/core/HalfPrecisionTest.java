package hmrbench.core;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HalfPrecisionTest {

  @ParameterizedTest
  @CsvSource({
    // numpy.float16 of the same value
    "0, 0",
    "1, 1",
    "3.1415927, 3.140625",
    "-2.7182817, -2.71875",
    "4.001, 4.0",
    "2048.9, 2048",
    // ties go to the even neighbour
    "2049, 2048",
    "2051, 2052",
    "65519.996, 65504",
    // subnormal halves are multiples of 2^-24
    "0.00001, 0.000010013580322265625",
    "-0.000061, -0.00006097555160522461",
    "0.00000002, 0"
  })
  void rounds_to_the_nearest_half(float value, float expected) {
    assertThat(HalfPrecision.round(value)).isEqualTo(expected);
  }

  @Test
  void leaves_the_range_at_65520() {
    assertThat(HalfPrecision.round(65520f)).isEqualTo(Float.POSITIVE_INFINITY);
    assertThat(HalfPrecision.round(-1e9f)).isEqualTo(Float.NEGATIVE_INFINITY);
    assertThat(HalfPrecision.round(Float.NaN)).isNaN();
  }
}
