package hmrbench.train;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class EstimateTest {

  private Instant now = Instant.EPOCH;

  private final Clock clock =
      new Clock() {
        @Override
        public Instant instant() {
          return now;
        }

        @Override
        public ZoneId getZone() {
          return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
          return this;
        }
      };

  @Test
  void finished_trainings_count_as_done_and_the_speed_is_that_of_this_start() {
    Estimate estimate = new Estimate(clock);
    estimate.add("temporal", 1000, 1000, true);
    Estimate.Training resumed = estimate.add("temporal", 1000, 500, false);
    estimate.add("temporal", 1000, 0, false);
    assertThat(estimate.words())
        .isEqualTo("1 of 3 trainings done, 50 % of all steps, time left unknown");

    // 250 steps in 2 minutes: the other 1250 take ten more, whatever earlier starts did.
    now = now.plusSeconds(120);
    resumed.reached(750);
    assertThat(estimate.words())
        .isEqualTo("1 of 3 trainings done, 58 % of all steps, about 10 min left");
  }

  @Test
  void the_estimate_falls_as_a_resumed_training_goes_on() {
    Estimate estimate = new Estimate(clock);
    Estimate.Training resumed = estimate.add("temporal", 2000, 1000, false);
    for (int minute = 1; minute <= 5; minute++) {
      now = now.plusSeconds(60);
      resumed.reached(1000 + 100 * minute);
      assertThat(estimate.words()).endsWith("about %d min left".formatted(10 - minute));
    }
  }

  @Test
  void trainings_that_a_rule_ends_are_expected_to_be_as_long_as_those_before_them() {
    Estimate estimate = new Estimate(clock);
    estimate.add("temporal", 24000, 12000, true);
    estimate.add("temporal", 24000, 14000, true);
    Estimate.Training third = estimate.add("temporal", 24000, 0, false);
    now = now.plusSeconds(60);
    third.reached(1000);
    assertThat(estimate.words())
        .isEqualTo("2 of 3 trainings done, 69 % of all steps, about 12 min left");
    third.reached(15000);
    assertThat(estimate.words())
        .isEqualTo("2 of 3 trainings done, 100 % of all steps, about 0 min left");
    third.end();
    assertThat(estimate.words()).startsWith("3 of 3 trainings done");
  }
}
