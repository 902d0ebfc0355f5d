package hmrbench.core;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HalfTest {

  // Values and bits of IEEE 754 binary16, as numpy.float16 gives them.
  @ParameterizedTest
  @CsvSource({
    "0x0p0, 0000",
    "-0x0p0, 8000",
    "0x1p0, 3c00",
    "-0x1p1, c000",
    "0x1.ffcp15, 7bff",
    "0x1.ffdffep15, 7bff",
    "0x1.ffep15, 7c00",
    "Infinity, 7c00",
    "-Infinity, fc00",
    "0x1p-14, 0400",
    "0x1.ff8p-15, 03ff",
    "0x1p-24, 0001",
    "0x1p-25, 0000",
    "0x1.000002p-25, 0001",
    "0x1.8p-24, 0002",
    "0x1.002p0, 3c00",
    "0x1.006p0, 3c02",
    "0x1.002002p0, 3c01",
    "0x1.ffep-1, 3c00"
  })
  void rounds_to_nearest_and_ties_to_even(String value, String bits) {
    short half = Half.fromFloat(Float.parseFloat(value));
    assertThat(Integer.toHexString(half & 0xffff)).isEqualTo(bits.replaceFirst("^0{1,3}", ""));
  }

  @Test
  void every_half_survives_the_way_to_float_and_back() {
    for (int bits = 0; bits <= 0xffff; bits++) {
      short half = (short) bits;
      assertThat(Half.fromFloat(Half.toFloat(half))).as("bits %x", bits).isEqualTo(half);
    }
  }

  @Test
  void rounds_a_grid_value_by_value() {
    FloatGrid grid = FloatGrid.copyOf(new float[] {0.1f, 1.23456f}, 2, 1);
    assertThat(Half.roundTrip(grid))
        .isEqualTo(FloatGrid.copyOf(new float[] {0x1.998p-4f, 0x1.3cp0f}, 2, 1));
  }
}
