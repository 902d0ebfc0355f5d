package hmrbench.train;

import static org.assertj.core.api.Assertions.assertThat;

import hmrbench.config.TrainingConfig;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PlateauTest {

  private static Plateau plateau(Optional<Double> most) {
    return new Plateau(new TrainingConfig.Plateau(5, 0.1, 1e-4, most), 5500, 5e-5);
  }

  /** Worked out with torch.optim.lr_scheduler.ReduceLROnPlateau. */
  @Test
  void the_rate_is_cut_after_six_validations_without_an_advance() {
    double[] paMpjpe = {60, 58, 57, 57.1, 57.2, 57, 56.9999, 57.3, 57.4, 57.1, 56};
    Plateau schedule = plateau(Optional.empty());
    List<Double> rates = new ArrayList<>();
    List<Boolean> best = new ArrayList<>();
    for (int i = 0; i < paMpjpe.length; i++) {
      best.add(schedule.look(0, paMpjpe[i]));
      rates.add(schedule.rate(500 * (i + 1)));
    }
    // 56.9999 is no advance: that would be below 56.9943. It is the best so far all the same.
    assertThat(rates.subList(0, 8)).containsOnly(5e-5);
    assertThat(rates.subList(8, 11)).allMatch(rate -> Math.abs(rate - 5e-6) < 1e-18);
    assertThat(best)
        .containsExactly(true, true, true, false, false, false, true, false, false, false, true);
    assertThat(schedule.isOver(5499)).isFalse();
    assertThat(schedule.isOver(5500)).isTrue();
    assertThat(schedule.end())
        .isEqualTo("number of steps fixed beforehand; the best validation is kept");
  }

  @Test
  void a_validation_above_the_most_ends_the_training() {
    Plateau schedule = plateau(Optional.of(80.0));
    assertThat(schedule.look(0, 80)).isTrue();
    assertThat(schedule.isOver(500)).isFalse();
    assertThat(schedule.look(0, 80.1)).isFalse();
    assertThat(schedule.isOver(1000)).isTrue();
    assertThat(schedule.end()).startsWith("PA-MPJPE above the most that the recipe allows");
  }
}
