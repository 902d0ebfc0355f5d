package hmrbench.tensor;

import static org.assertj.core.api.Assertions.assertThat;

import hmrbench.tensor.ProductWays.Found;
import hmrbench.tensor.ProductWays.Way;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each way multiplies, as exactly as its numbers are. */
class ProductWaysTest {

  // Sums of 64 products, as a share of the largest: a few units in the last place, of 24 bits in
  // float32 and of 8 in bfloat16. Without a mode of its own, oneDNN computes in float32.
  @ParameterizedTest
  @CsvSource({
    "FLOAT32, 0, 1e-6",
    "ONEDNN, 0, 1e-6",
    "BFLOAT16, 1e-4, 2e-2",
    "HALVES, 1e-9, 1e-4",
  })
  void a_way_is_as_exact_as_its_numbers(Way way, double least, double most) {
    Found found = ProductWays.measure(way, 8, 64, 32, 0.01);
    assertThat(found.error()).as(way.words()).isBetween(least, most);
    assertThat(found.gigaflops()).isPositive();
  }
}
