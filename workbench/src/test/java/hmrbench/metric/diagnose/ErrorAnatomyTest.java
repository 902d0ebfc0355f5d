package hmrbench.metric.diagnose;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import hmrbench.metric.SequencePrediction;
import hmrbench.metric.TimeDifference;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ErrorAnatomyTest {

  @Test
  void jitter_is_found_as_jitter_of_its_size() {
    Random random = new Random(1);
    ErrorAnatomy anatomy =
        ErrorAnatomy.of(
            Motion.sequences(
                6, 200, 30, (t, wave) -> wave.at(t / 30.0) + 0.004 * random.nextGaussian()));
    assertThat(anatomy.jitterShare()).isGreaterThan(0.97);
    assertThat(anatomy.jitterMm()).isCloseTo(4, within(0.15));
    assertThat(anatomy.lagFrames().orElseThrow()).isCloseTo(0, within(0.1));
    assertThat(anatomy.gain()).isCloseTo(1, within(0.05));
  }

  @ParameterizedTest
  @ValueSource(ints = {-2, 0, 1, 3, 7})
  void a_lag_is_found_to_the_frame(int frames) {
    ErrorAnatomy anatomy =
        ErrorAnatomy.of(Motion.sequences(6, 200, 30, (t, wave) -> wave.at((t - frames) / 30.0)));
    assertThat(anatomy.lagFrames().orElseThrow()).isCloseTo(frames, within(0.05));
    assertThat(anatomy.lagMilliseconds().orElseThrow())
        .isCloseTo(1000 * frames / 30.0, within(2.0));
    assertThat(anatomy.gain()).isCloseTo(1, within(0.01));
  }

  @Test
  void a_lag_of_half_a_frame_is_found_between_frames() {
    ErrorAnatomy anatomy =
        ErrorAnatomy.of(Motion.sequences(6, 200, 30, (t, wave) -> wave.at((t - 0.5) / 30.0)));
    assertThat(anatomy.lagFrames().orElseThrow()).isCloseTo(0.5, within(0.05));
  }

  @Test
  void a_lag_is_an_error_of_timing() {
    ErrorAnatomy anatomy =
        ErrorAnatomy.of(Motion.sequences(6, 200, 30, (t, wave) -> wave.at((t - 1) / 30.0)));
    assertThat(anatomy.timingShare()).isGreaterThan(0.9);
    assertThat(anatomy.amplitudeShare()).isLessThan(0.05);
  }

  @Test
  void smoothing_is_an_error_of_amplitude_that_grows_with_frequency() {
    ErrorAnatomy anatomy =
        ErrorAnatomy.of(Motion.sequences(6, 400, 30, (t, wave) -> wave.damped(t / 30.0, 1.5)));
    assertThat(anatomy.amplitudeShare()).isGreaterThan(0.9);
    assertThat(anatomy.lagFrames().orElseThrow()).isCloseTo(0, within(0.01));
    assertThat(anatomy.gain()).isBetween(0.2, 0.4);
    // 1 / (1 + (f / 1.5)^2) at the lines of 0.9 and 3.1 Hz, seen through bins of 0.47 Hz.
    assertThat(gainNear(anatomy, 0.9)).isCloseTo(0.735, within(0.1));
    assertThat(gainNear(anatomy, 3.1)).isCloseTo(0.19, within(0.04));
  }

  @Test
  void the_parts_add_up_to_the_whole() {
    Random random = new Random(3);
    List<SequencePrediction> sequences =
        Motion.sequences(
            4, 34, 30, (t, wave) -> wave.damped((t - 1) / 30.0, 2) + 0.003 * random.nextGaussian());
    ErrorAnatomy anatomy = ErrorAnatomy.of(sequences);
    assertThat(anatomy.jitterShare() + anatomy.amplitudeShare() + anatomy.timingShare())
        .isCloseTo(1, within(1e-12));
    double power =
        anatomy.spectrum().stream().mapToDouble(ErrorAnatomy.Frequency::errorPower).sum();
    assertThat(Math.sqrt(power)).isCloseTo(anatomy.errorMm(), within(1e-9));
    // The window weighs frames unevenly, and jitter is much the same in all of them.
    assertThat(anatomy.errorMm()).isCloseTo(rootMeanSquare(sequences), within(1.5));
  }

  @Test
  void a_perfect_prediction_has_no_error_to_take_apart() {
    ErrorAnatomy anatomy =
        ErrorAnatomy.of(Motion.sequences(2, 60, 30, (t, wave) -> wave.at(t / 30.0)));
    assertThat(anatomy.errorMm()).isCloseTo(0, within(1e-3));
    assertThat(anatomy.lagFrames().orElseThrow()).isCloseTo(0, within(1e-6));
  }

  @Test
  void a_frozen_pose_is_all_amplitude() {
    ErrorAnatomy anatomy = ErrorAnatomy.of(Motion.sequences(2, 60, 30, (t, wave) -> 0.1));
    assertThat(anatomy.amplitudeShare()).isCloseTo(1, within(1e-9));
    assertThat(anatomy.gain()).isZero();
    assertThat(anatomy.lagFrames()).isEmpty();
    assertThat(anatomy.lagMilliseconds()).isEmpty();
  }

  @Test
  void says_how_long_a_run_it_needs() {
    assertThatThrownBy(() -> ErrorAnatomy.of(Motion.sequences(1, 12, 30, (t, wave) -> 0)))
        .hasMessage(
            "needs a run of 18 frames that follow each other and count, the longest has 12");
  }

  private static double gainNear(ErrorAnatomy anatomy, double hertz) {
    return anatomy.spectrum().stream()
        .min(java.util.Comparator.comparingDouble(it -> Math.abs(it.hertz() - hertz)))
        .orElseThrow()
        .gain();
  }

  private static double rootMeanSquare(List<SequencePrediction> sequences) {
    double sum = 0;
    int count = 0;
    for (SequencePrediction sequence : sequences) {
      var truth = sequence.truth();
      var predicted = sequence.predicted();
      for (int t : TimeDifference.ACCELERATION.within(truth.frames()).indices()) {
        for (int joint = 0; joint < 14; joint++) {
          for (int axis = 0; axis < 3; axis++) {
            double off = 0;
            double[] weights = {1, -2, 1};
            for (int k = -1; k <= 1; k++) {
              off +=
                  weights[k + 1]
                      * (predicted.metres().at(t + k, joint, axis)
                          - truth.metres().at(t + k, joint, axis));
            }
            sum += 1e6 * off * off;
          }
          count++;
        }
      }
    }
    return Math.sqrt(sum / count);
  }
}
