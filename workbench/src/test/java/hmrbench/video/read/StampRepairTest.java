package hmrbench.video.read;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StampRepairTest {

  private static final long NONE = FrameStamp.NONE;

  private static long[] stamps(String text) {
    return Arrays.stream(text.split(" "))
        .mapToLong(word -> word.equals("-") ? NONE : Long.parseLong(word))
        .toArray();
  }

  @ParameterizedTest
  @CsvSource({
    "10 20 30 40, 10 20 30 40",
    // Uneven, but rising: as the container has it.
    "10 11 35 90, 10 11 35 90",
    // An AVI with B-frames: only they have stamps.
    "- 20 30 - 50 60 - 80 90 -, 10 20 30 40 50 60 70 80 90 100",
    "- - 30 40 50, 10 20 30 40 50",
    // Equal, and out of order.
    "10 20 20 40 50, 10 20 30 40 50",
    "10 20 30 30 50 60, 10 20 30 40 50 60",
    "10 40 20 30 50 60 70 80, 10 20 30 40 50 60 70 80",
    "10 20 90 40 50 60, 10 20 30 40 50 60",
    "10 20 30 -70 50 60, 10 20 30 40 50 60",
    // A clock that starts again, with and without stamps at the joint.
    "10 20 30 40 10 20 30 40, 10 20 30 40 50 60 70 80",
    "10 20 30 - - 20 30 40, 10 20 30 40 50 60 70 80",
    "500 510 520 10 20 30 900 910, 500 510 520 530 540 550 1420 1430",
  })
  void times_rise_and_sound_stamps_stay(String given, String expected) {
    assertThat(StampRepair.of(stamps(given), 10).ticks()).hasValue(stamps(expected));
  }

  @Test
  void what_was_done_is_reported() {
    StampRepair.Repaired repaired =
        StampRepair.of(stamps("- 20 30 40 40 60 70 10 20 30 40 50"), 10);
    assertThat(repaired.missing()).isEqualTo(1);
    assertThat(repaired.disordered()).containsExactly(4);
    assertThat(repaired.joins()).containsExactly(new StampRepair.Join(7, 60));
  }

  @ParameterizedTest
  @CsvSource({"- - - -", "10 - - 40 -", "10 10 10 10 10", "50 40 30 20 10 0 -10"})
  void stamps_without_sense_are_not_used(String given) {
    assertThat(StampRepair.of(stamps(given), 10).ticks()).isEmpty();
  }

  @Test
  void any_stamps_rise_afterwards_or_are_not_used() {
    SplittableRandom random = new SplittableRandom(5);
    for (int round = 0; round < 5000; round++) {
      long[] stamps = new long[1 + random.nextInt(60)];
      for (int t = 0; t < stamps.length; t++) {
        stamps[t] =
            switch (random.nextInt(8)) {
              case 0 -> NONE;
              case 1 -> random.nextLong(-500, 500);
              default -> 10L * t;
            };
      }
      long[] before = stamps.clone();
      StampRepair.of(stamps, 10)
          .ticks()
          .ifPresent(
              ticks -> {
                assertThat(ticks).hasSameSizeAs(before);
                for (int t = 1; t < ticks.length; t++) {
                  assertThat(ticks[t]).as(Arrays.toString(before)).isGreaterThan(ticks[t - 1]);
                }
              });
      assertThat(stamps).isEqualTo(before);
    }
  }

  @Test
  void a_million_frames_that_fall_are_given_up_at_once() {
    long[] falling = new long[1_000_000];
    Arrays.setAll(falling, t -> -t * 100L);
    assertThat(StampRepair.of(falling, 10).ticks()).isEmpty();
    assertThat(List.of(StampRepair.of(new long[] {7}, 10).ticks().orElseThrow()))
        .containsExactly(new long[] {7});
  }
}
