package hmrbench.record;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DecimalTest {

  @ParameterizedTest
  @CsvSource({
    "0,0",
    "-0.0,0",
    "1,1",
    "-2.5,-2.5",
    "123.45678901234,123.456789",
    "0.1,0.1",
    "0.033366700033366703,0.03336670003",
    "0.00012345678901234,0.000123456789",
    "1e-7,0.0000001",
    "999999999.96,1000000000",
    "99999999999,100000000000",
    "9.99999999996,10",
    "1234567890123,1234567890000"
  })
  void has_ten_significant_digits(double value, String text) {
    assertThat(Decimal.text(value)).isEqualTo(text);
  }

  @Test
  void what_is_read_back_is_the_rounded_value() {
    SplittableRandom random = new SplittableRandom(1);
    for (int i = 0; i < 5_000; i++) {
      double value = (random.nextDouble() - 0.5) * Math.pow(10, random.nextInt(-7, 12));
      double rounded = Decimal.rounded(value);
      assertThat(Double.parseDouble(Decimal.text(value))).isEqualTo(rounded);
      assertThat(Decimal.text(rounded)).isEqualTo(Decimal.text(value));
      double error = new BigDecimal(rounded).subtract(new BigDecimal(value)).abs().doubleValue();
      assertThat(error).isLessThanOrEqualTo(Math.abs(value) * 5.1e-10);
    }
  }
}
