package hmrbench.metric.diagnose;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import hmrbench.core.JointTrack;
import hmrbench.metric.SequencePrediction;
import hmrbench.metric.Tracks;
import java.util.List;
import java.util.OptionalDouble;
import org.apache.commons.math3.stat.regression.SimpleRegression;
import org.junit.jupiter.api.Test;

/** Numbers of diagnoses, worked out by hand, in which every term of the formula counts. */
class DiagnosisNumbersTest {

  /** The hips, columns 2 and 3, stay; the others follow a path in the direction (2, 3, 6) / 7. */
  private static JointTrack along(int frames, java.util.function.IntToDoubleFunction millimetres) {
    double[] direction = {2 / 7.0, 3 / 7.0, 6 / 7.0};
    return Tracks.track(
        frames,
        30,
        (t, j, axis) ->
            j == 2 || j == 3 ? 0 : direction[axis] * millimetres.applyAsDouble(t) / 1000);
  }

  private static final double MOVING = 12 / 14.0;

  @Test
  void the_slope_of_a_fingerprint_is_that_of_the_means_over_all_frames() {
    // The second difference of t^2 over k frames is 2 k^2; that of (-1)^t is 4 at every odd k.
    JointTrack truth = along(20, t -> 3.0 * t * t);
    SequencePrediction growing = Tracks.sequence("a", truth, along(20, t -> 4.0 * t * t));
    JointTrack still = along(20, t -> 0);
    SequencePrediction jitter =
        Tracks.sequence("b", still, along(20, t -> t % 2 == 0 ? 0.5 : -0.5));
    FrameRateFingerprint fingerprint = FrameRateFingerprint.of(List.of(growing, jitter), 1, 3, 5);
    SimpleRegression line = new SimpleRegression();
    int at = 0;
    for (int k : new int[] {1, 3, 5}) {
      FrameRateFingerprint.Point point = fingerprint.points().get(at++);
      double error = MOVING * (2.0 * k * k + 2) / 2;
      double rate = 30.0 / k;
      assertThat(point.framesPerSecond()).isEqualTo(rate);
      assertThat(point.errorMm()).isCloseTo(error, within(1e-3));
      assertThat(point.errorSi()).isCloseTo(error * rate * rate / 1000, within(1e-3));
      assertThat(point.truthMm()).isCloseTo(MOVING * 6 * k * k / 2, within(1e-3));
      assertThat(point.values()).isEqualTo(2 * (20 - 2 * k));
      line.addData(Math.log(rate), Math.log(error));
    }
    assertThat(fingerprint.slope().orElseThrow().estimate())
        .isCloseTo(line.getSlope(), within(1e-4));
    assertThat(FrameRateFingerprint.of(List.of(growing), 1, 3).slope()).isEmpty();
    assertThat(FrameRateFingerprint.of(List.of(growing, jitter), 3).slope()).isEmpty();
  }

  /** An error of 3 + 2 cos(2 pi t / 16) mm/frame^2 in the inner frames. */
  private static SequencePrediction wave(String name, int frames) {
    double turn = 2 * Math.PI / 16;
    double gain = 2 / (2 + 2 * Math.cos(turn));
    JointTrack still = along(frames, t -> 0);
    JointTrack predicted =
        along(frames, t -> (t % 2 == 0 ? 1 : -1) * (3 / 4.0 + gain * Math.cos(turn * t)) / MOVING);
    return Tracks.sequence(name, still, predicted);
  }

  @Test
  void the_power_of_a_wave_is_a_quarter_of_its_squared_size_per_frame() {
    SeamSpectrum one = SeamSpectrum.of(List.of(wave("a", 66)), 16);
    assertThat(one.points()).hasSize(61);
    assertThat(one.points().get(0).cyclesPerFrame()).isEqualTo(1 / 32.0);
    assertThat(one.points().get(60).cyclesPerFrame()).isEqualTo(0.5);
    // Over 64 frames the Fourier sum has size 64 * 2 / 2; its mean is left out before.
    assertThat(power(one, 1 / 16.0)).isCloseTo(64, within(0.05));
    assertThat(power(one, 1 / 32.0)).isCloseTo(0, within(0.01));
    assertThat(power(one, 1 / 8.0)).isCloseTo(0, within(0.01));
    SeamSpectrum two = SeamSpectrum.of(List.of(wave("a", 66), wave("b", 66)), 16);
    assertThat(power(two, 1 / 16.0)).isCloseTo(64, within(0.05));
  }

  @Test
  void a_sequence_of_two_windows_is_long_enough_and_one_frame_less_is_not() {
    assertThat(SeamSpectrum.of(List.of(wave("a", 34)), 16).points()).isNotEmpty();
    assertThatThrownBy(() -> SeamSpectrum.of(List.of(wave("a", 33)), 16))
        .hasMessage("no sequence is as long as two windows of 16 frames");
    SeamSpectrum both = SeamSpectrum.of(List.of(wave("a", 66), wave("b", 33)), 16);
    assertThat(power(both, 1 / 16.0)).isCloseTo(64, within(0.05));
  }

  @Test
  void seams_are_visible_from_six_times_the_power_between_them() {
    assertThat(new SeamSpectrum(List.of(), 16, 6).seamsVisible()).isTrue();
    assertThat(new SeamSpectrum(List.of(), 16, 5.99).seamsVisible()).isFalse();
  }

  private static double power(SeamSpectrum spectrum, double cyclesPerFrame) {
    return spectrum.points().stream()
        .filter(it -> it.cyclesPerFrame() == cyclesPerFrame)
        .findFirst()
        .orElseThrow()
        .power();
  }

  @Test
  void a_printed_number_is_what_rounds_to_it_and_the_rest_comes_nearest_first() {
    Rosetta.Explanation explained =
        Rosetta.explain(
            "7.1",
            List.of(
                reading("far", 9),
                reading("above", 7.1501),
                reading("upper edge", 7.15),
                new Reading("none", "mm/frame^2", OptionalDouble.empty(), "", ""),
                reading("exact", 7.1),
                reading("lower edge", 7.05),
                reading("below", 7.04)));
    assertThat(explained.exact())
        .extracting(Reading::definition)
        .startsWith("exact")
        .containsExactlyInAnyOrder("exact", "upper edge", "lower edge");
    assertThat(explained.nearest())
        .extracting(Reading::definition)
        .containsExactly("above", "below", "far");
    assertThat(Rosetta.explain("7.10", List.of(reading("a", 7.104), reading("b", 7.106))).exact())
        .extracting(Reading::definition)
        .containsExactly("a");
  }

  private static Reading reading(String name, double value) {
    return new Reading(name, "mm/frame^2", OptionalDouble.of(value), "", "");
  }
}
