package hmrbench.executor.scaling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import hmrbench.record.bench.ScalingResult.Point;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Small cases that can be worked out on paper. */
class ScalingModelTest {

  private static final double EXACT = 1e-12;

  @Test
  void four_groups_on_two_workers_take_two_rounds_and_the_merge() {
    // 8 cells of 30 s in groups of a minute; 5 s to start; two rounds of 65 s, then 2 s and 8 x
    // 0.25 s.
    Point point =
        new ScalingModel(List.of(30.0), 5, 0, 2, 0.25).curve("", 8, 1, List.of(2)).points().get(0);
    assertThat(point.groups()).isEqualTo(4);
    assertThat(point.seconds()).isCloseTo(134, within(EXACT));
    assertThat(point.speedup()).isCloseTo(240.0 / 134, within(EXACT));
    assertThat(point.computing()).isCloseTo(240.0 / 260, within(EXACT));
    assertThat(point.starting()).isCloseTo(20.0 / 260, within(EXACT));
    assertThat(point.idle()).isCloseTo(0, within(EXACT));
    assertThat(point.limit()).isEqualTo("nothing yet");
  }

  @Test
  void workers_beyond_the_groups_are_idle() {
    Point point =
        new ScalingModel(List.of(60.0), 0, 0, 0, 0).curve("", 2, 1, List.of(8)).points().get(0);
    assertThat(point.idle()).isCloseTo(0.75, within(EXACT));
    assertThat(point.speedup()).isCloseTo(2, within(EXACT));
    assertThat(point.limit()).isEqualTo("fewer groups than workers");
  }

  @Test
  void a_scheduler_that_starts_slowly_makes_workers_wait() {
    // Starts at 0, 50 and 100 s; the third worker waits 100 s for a group of 60 s.
    Point point =
        new ScalingModel(List.of(60.0), 0, 50, 0, 0).curve("", 3, 1, List.of(3)).points().get(0);
    assertThat(point.seconds()).isCloseTo(160, within(EXACT));
    assertThat(point.queueing()).isCloseTo(150.0 / 480, within(EXACT));
    assertThat(point.idle()).isCloseTo(150.0 / 480, within(EXACT));
  }

  @Test
  void one_program_that_merges_bounds_what_many_workers_gain() {
    Point point =
        new ScalingModel(List.of(60.0), 0, 0, 0, 1).curve("", 64, 1, List.of(64)).points().get(0);
    assertThat(point.seconds()).isCloseTo(124, within(EXACT));
    assertThat(point.limit()).isEqualTo("merging by one program");
  }
}
