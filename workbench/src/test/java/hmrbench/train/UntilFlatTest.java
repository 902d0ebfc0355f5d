package hmrbench.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import hmrbench.config.TrainingConfig;
import org.junit.jupiter.api.Test;

class UntilFlatTest {

  /** Two looks without 1 % of the loss or 0.5 mm; one cut, to a tenth. */
  private static final TrainingConfig.UntilFlat RULE =
      new TrainingConfig.UntilFlat(2, 0.01, 0.5, 1, 0.1);

  private static UntilFlat after(double... lossAndPaMpjpe) {
    UntilFlat schedule = new UntilFlat(RULE, 1000, 0.02);
    for (int i = 0; i < lossAndPaMpjpe.length; i += 2) {
      schedule.look(lossAndPaMpjpe[i], lossAndPaMpjpe[i + 1]);
    }
    return schedule;
  }

  @Test
  void an_advance_of_either_keeps_the_rate() {
    UntilFlat byLoss = after(10, 60, 9.95, 60, 9.9, 60, 9.85, 60);
    UntilFlat byError = after(10, 60, 10, 59.8, 10, 59.5, 10, 59.2);

    assertThat(byLoss.rate(50)).isEqualTo(0.02);
    assertThat(byError.rate(50)).isEqualTo(0.02);
  }

  @Test
  void small_steps_add_up_since_the_last_advance() {
    UntilFlat creeping = after(10, 60, 9.94, 60, 9.89, 60, 9.84, 60, 9.78, 60);

    assertThat(creeping.rate(50)).isEqualTo(0.02);
  }

  @Test
  void two_looks_without_an_advance_cut_the_rate_and_two_more_end_it() {
    UntilFlat cut = after(10, 60, 10, 60, 10.5, 59.6);
    assertThat(cut.rate(50)).isCloseTo(0.002, within(1e-12));
    assertThat(cut.isOver(50)).isFalse();

    cut.look(9.95, 60);
    assertThat(cut.isOver(50)).isFalse();
    cut.look(9.95, 60);
    assertThat(cut.isOver(50)).isTrue();
    assertThat(cut.end()).isEqualTo("validation flat");
  }

  @Test
  void an_advance_after_a_cut_starts_the_count_again() {
    UntilFlat schedule = after(10, 60, 10, 60, 10, 60, 10, 60, 9, 60, 9, 60);

    assertThat(schedule.isOver(50)).isFalse();
  }

  @Test
  void the_cap_ends_a_training_that_still_advances_and_says_so() {
    UntilFlat schedule = after(10, 60, 8, 50);

    assertThat(schedule.isOver(999)).isFalse();
    assertThat(schedule.isOver(1000)).isTrue();
    assertThat(schedule.end()).isEqualTo("at the cap, validation not flat");
  }
}
