package hmrbench.metric.diagnose;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import hmrbench.core.FrameMask;
import hmrbench.metric.Averages;
import hmrbench.metric.Metrics;
import hmrbench.metric.Protocols;
import hmrbench.metric.SequencePrediction;
import hmrbench.metric.Tracks;
import hmrbench.metric.stats.Interval;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class FrameRateFingerprintTest {

  private static final int[] STEPS = {1, 2, 3, 4, 6};

  @Test
  void pure_jitter_has_slope_0() {
    List<Interval> slopes = new ArrayList<>();
    for (int seed = 0; seed < 10; seed++) {
      Random random = new Random(seed);
      slopes.add(
          slope(
              Motion.sequences(
                  8, 120, 60, (t, wave) -> wave.at(t / 60.0) + 0.004 * random.nextGaussian())));
    }
    assertThat(slopes).allSatisfy(it -> assertThat(it.estimate()).isCloseTo(0, within(0.03)));
    assertThat(slopes.stream().mapToDouble(Interval::estimate).average().orElseThrow())
        .isCloseTo(0, within(0.005));

    assertThat(slopes.stream().filter(it -> it.holds(0)).count()).isGreaterThanOrEqualTo(7);
  }

  @Test
  void a_constant_lag_has_slope_minus_2_while_the_motion_is_slow_against_the_frame_rate() {
    Interval slope = slope(Motion.sequences(8, 240, 60, (t, wave) -> wave.at((t - 1) / 60.0)));
    // At 10 fps the 3.1 Hz wave turns 112 degrees per frame: a little below 2.
    assertThat(slope.estimate()).isBetween(-2.0, -1.7);
    assertThat(slope.high()).isLessThan(-1.7);
  }

  @Test
  void pure_smoothing_falls_steeper_than_minus_1() {
    Interval slope = slope(Motion.sequences(8, 240, 60, (t, wave) -> wave.damped(t / 60.0, 1.5)));
    assertThat(slope.estimate()).isBetween(-2.0, -1.5);
  }

  @Test
  void a_mixture_lies_between() {
    Random random = new Random(2);
    Interval slope =
        slope(
            Motion.sequences(
                8,
                240,
                60,
                (t, wave) -> wave.damped(t / 60.0, 1.5) + 0.002 * random.nextGaussian()));
    assertThat(slope.estimate()).isBetween(-1.5, -0.2);
  }

  @Test
  void the_full_rate_is_the_protocols_number_and_a_lower_one_that_of_every_kth_frame() {
    List<SequencePrediction> sequences =
        Motion.sequences(2, 61, 30, (t, wave) -> wave.damped(t / 30.0, 1));
    FrameRateFingerprint fingerprint = FrameRateFingerprint.of(sequences, 2, 1);
    assertThat(fingerprint.points().get(0).framesPerSecond()).isEqualTo(30);
    assertThat(fingerprint.points().get(0).errorMm()).isCloseTo(accel(sequences), within(1e-9));
    assertThat(fingerprint.points().get(0).errorSi())
        .isCloseTo(0.9 * accel(sequences), within(1e-9));
    // Even and odd starts: the mean of both, weighted by their 29 and 28 values.
    double even = accel(everySecond(sequences, 0));
    double odd = accel(everySecond(sequences, 1));
    assertThat(fingerprint.points().get(1).errorMm())
        .isCloseTo((29 * even + 28 * odd) / 57, within(1e-6));
    assertThat(fingerprint.points().get(1).values()).isEqualTo(2 * 57);
  }

  @Test
  void no_difference_reaches_across_a_gap() {
    SequencePrediction whole = Motion.sequences(1, 20, 30, (t, wave) -> 0).get(0);
    SequencePrediction broken =
        Tracks.sequence(
            "a",
            whole.truth(),
            whole.predicted(),
            IntStream.range(0, 20).map(t -> t < 10 ? t : t + 5).boxed().toList(),
            FrameMask.all(20));
    // Two runs of 10: 8 values each at every frame, 6 at every second.
    assertThat(FrameRateFingerprint.of(List.of(broken), 1, 2).points())
        .extracting(FrameRateFingerprint.Point::values)
        .containsExactly(16, 12);
    assertThatThrownBy(() -> FrameRateFingerprint.of(List.of(broken), 1, 5))
        .hasMessage("no sequence is long enough for every 5-th frame");
  }

  @Test
  void steps_go_down_to_the_lowest_rate() {
    assertThat(FrameRateFingerprint.steps(30, 10)).containsExactly(1, 2, 3);
    assertThat(FrameRateFingerprint.steps(120, 10)).hasSize(12);
  }

  private static Interval slope(List<SequencePrediction> sequences) {
    return FrameRateFingerprint.of(sequences, STEPS).slope().orElseThrow().interval().orElseThrow();
  }

  private static double accel(List<SequencePrediction> sequences) {
    return Averages.overFrames(Protocols.all().get(0).score(sequences), Metrics.ACCEL_ERR)
        .orElseThrow();
  }

  private static List<SequencePrediction> everySecond(
      List<SequencePrediction> sequences, int start) {
    int[] rows = IntStream.iterate(start, t -> t < 61, t -> t + 2).toArray();
    return sequences.stream()
        .map(
            it ->
                Tracks.sequence(
                    it.sequence(), it.truth().frames(rows), it.predicted().frames(rows)))
        .toList();
  }
}
