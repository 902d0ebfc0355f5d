package hmrbench.run.parity;

import static org.assertj.core.api.Assertions.assertThat;

import hmrbench.record.Parity;
import hmrbench.tensor.ComputeDevice;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ParityChecksTest {

  @Test
  void the_program_agrees_with_the_independent_script_on_every_case() {
    Parity parity = ParityChecks.run(Optional.of(ComputeDevice.CPU));
    assertThat(parity.checks()).hasSize(10).allMatch(Parity.Check::passed);
    assertThat(parity.words()).isEqualTo("10 of 10 checks");
  }

  @Test
  void a_value_that_is_off_or_none_at_all_fails() {
    LargestDifference largest = new LargestDifference();
    largest.add(1, 1.5);
    largest.add(2, 2);
    assertThat(largest.largest()).isEqualTo(0.5);
    largest.add(Double.NaN, 2);
    assertThat(largest.largest()).isInfinite();
    assertThat(new Parity.Check("x", 2, 0.5, 0.4, "mm", "").passed()).isFalse();
    assertThat(new Parity.Check("x", 0, 0, 0.4, "mm", "").passed()).isFalse();
    assertThat(new Parity.Check("x", 2, 0, 0.4, "mm", "no such file").passed()).isFalse();
    assertThat(new Parity.Check("x", 2, 0.3, 0.4, "mm", ""))
        .hasToString("x: 2 values, largest difference 3.0e-01 mm (tolerance 4e-01)");
  }
}
