package hmrbench.model.filter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import hmrbench.core.Fault;
import hmrbench.core.FloatGrid;
import hmrbench.core.Rotations;
import hmrbench.core.SmplTrack;
import hmrbench.model.Filter;
import hmrbench.model.KeypointFilter;
import hmrbench.testing.GoldenArrays;
import hmrbench.testing.Shared;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class FiltersTest {

  static List<String> examples() {
    return Filters.all().families().stream()
        .map(FilterFamily::example)
        .filter(name -> !(Filters.all().parse(name) instanceof KeypointFilter))
        .toList();
  }

  static List<String> smoothing() {
    return examples().stream().filter(name -> !name.equals("none")).toList();
  }

  @ParameterizedTest
  @CsvSource({"slerp-0.3, rotmat_smoothed_03", "slerp-0.7, rotmat_smoothed_07"})
  void slerp_agrees_with_the_official_filter(String name, String expected) {
    GoldenArrays golden = new GoldenArrays(Shared.golden("expected/slerp_smoothing.npz"));
    FloatGrid smoothed =
        Filters.all().parse(name).apply(track(golden.grid("rotmat")), 30).rotations();
    // The program hands float32 on; entries are at most 1.
    assertClose(smoothed, golden.doubles(expected), 1.2e-7);
  }

  @Test
  void one_euro_agrees_with_the_official_filter() {
    GoldenArrays golden = new GoldenArrays(Shared.golden("expected/one_euro.npz"));
    FloatGrid signal = golden.grid("signal");
    SmplTrack smoothed =
        Filters.all().parse("one-euro").apply(track(Rotations.fromAxisAngle(signal)), 30);
    // Angles up to 1.5 rad through float32 matrices and back.
    assertClose(
        Rotations.toAxisAngle(smoothed.rotations()), golden.doubles("smooth_pose_pose"), 3e-6);
  }

  @ParameterizedTest
  @CsvSource({
    "min004_beta07_64, 0.004, 0.7, 1, signal64, 1e-15",
    "default_parameters, 1, 0, 1, signal, 2e-7",
    "min1_beta01_dc05, 1, 0.1, 0.5, signal, 2e-7"
  })
  void one_euro_agrees_for(
      String expected,
      double minCutoff,
      double beta,
      double cutoff,
      String signal,
      double rounding) {
    GoldenArrays golden = new GoldenArrays(Shared.golden("expected/one_euro.npz"));
    double[] values = golden.doubles(signal);
    double[] smoothed = golden.doubles(expected);
    for (int column = 0; column < 72; column++) {
      double[] series = new double[30];
      double[] target = new double[30];
      for (int t = 0; t < 30; t++) {
        series[t] = values[t * 72 + column];
        target[t] = smoothed[t * 72 + column];
      }
      assertThat(OneEuroFilter.smooth(series, minCutoff, beta, cutoff))
          .containsExactly(target, within(rounding));
    }
  }

  @ParameterizedTest
  @MethodSource("examples")
  void is_known_by_the_name_that_made_it(String name) {
    assertThat(Filters.all().parse(name).name()).isEqualTo(name);
  }

  @ParameterizedTest
  @MethodSource("smoothing")
  void calms_noise_and_keeps_rotations_rotations(String name) {
    FloatGrid noisy = noisy(60, 0.05, 3);
    FloatGrid smooth = Filters.all().parse(name).apply(track(noisy), 30).rotations();
    assertThat(roughness(smooth)).isLessThan(0.6 * roughness(noisy));
    for (int i = 0; i < smooth.length(); i += 9) {
      double determinant =
          smooth.get(i)
                  * ((double) smooth.get(i + 4) * smooth.get(i + 8)
                      - (double) smooth.get(i + 5) * smooth.get(i + 7))
              - smooth.get(i + 1)
                  * ((double) smooth.get(i + 3) * smooth.get(i + 8)
                      - (double) smooth.get(i + 5) * smooth.get(i + 6))
              + smooth.get(i + 2)
                  * ((double) smooth.get(i + 3) * smooth.get(i + 7)
                      - (double) smooth.get(i + 4) * smooth.get(i + 6));
      assertThat(determinant).isCloseTo(1, within(1e-5));
    }
  }

  @ParameterizedTest
  @CsvSource({"slerp-0.5", "gaussian-1", "savgol-7-2", "butterworth-6hz", "average-3"})
  void does_not_stumble_over_half_a_turn(String name) {
    // A body that turns evenly about y through the angle where axis-angle jumps.
    float[] turn = new float[40 * 24 * 9];
    double[] matrix = new double[9];
    for (int t = 0; t < 40; t++) {
      Rotations.fromAxisAngle(0, Math.PI - 0.2 + 0.01 * t, 0, matrix);
      for (int joint = 0; joint < 24; joint++) {
        Matrices.write(matrix, turn, (t * 24 + joint) * 9);
      }
    }
    FloatGrid even = FloatGrid.owning(turn, 40, 24, 3, 3);
    FloatGrid smooth = Filters.all().parse(name).apply(track(even), 30).rotations();
    // Steps of 0.01 rad at most, but for the lag of a causal filter.
    for (int t = 1; t < 40; t++) {
      for (int k = 0; k < 9; k++) {
        assertThat(smooth.get(t * 216 + k) - smooth.get((t - 1) * 216 + k))
            .isCloseTo(0f, within(0.0101f));
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    "none, 0",
    "slerp-0.3, 0",
    "one-euro, 0",
    "savgol-7-2, 3",
    "gaussian-2, 8",
    "average-5, 2",
    "butterworth-6hz, 2147483647"
  })
  void looks_ahead_as_far_as_it_says(String name, int frames) {
    Filter filter = Filters.all().parse(name);
    assertThat(filter.lookaheadFrames()).isEqualTo(frames);
    if (frames > 20) {
      return;
    }
    FloatGrid noisy = noisy(40, 0.05, 4);
    FloatGrid cut = noisy.rows(0, 20 + frames);
    FloatGrid whole = filter.apply(track(noisy), 30).rotations();
    FloatGrid early = filter.apply(track(cut), 30).rotations();
    for (int i = 0; i < 20 * 216; i++) {
      assertThat(early.get(i)).isEqualTo(whole.get(i));
    }
  }

  @ParameterizedTest
  @MethodSource("examples")
  void takes_a_single_frame(String name) {
    FloatGrid one = noisy(1, 0.5, 5);
    assertClose(Filters.all().parse(name).apply(track(one), 30).rotations(), one, 1e-6);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "guassian-2|unknown filter guassian-2; did you mean gaussian-2? Filters are: none,"
            + " slerp-RATIO, one-euro[-MIN_CUTOFF-BETA], savgol-WINDOW-DEGREE, gaussian-SIGMA,"
            + " butterworth-HERTZhz, average-WINDOW,"
            + " fitting[-PIXELSpx[-seedSEED]]",
        "slerp-1.5|filter slerp-1.5: the ratio must be above 0 and at most 1",
        "savgol-6-2|filter savgol-6-2: the window must be an odd number of frames",
        "savgol-5-5|filter savgol-5-5: the degree must be below the window",
        "average-4|filter average-4: the window must be an odd number of frames",
        "butterworth-0hz|filter butterworth-0hz: the cutoff must be above 0 Hz",
        "gaussian-0|filter gaussian-0: sigma must be above 0 and at most 1000 frames",
        "gaussian-1000.5|filter gaussian-1000.5: sigma must be above 0 and at most 1000 frames",
        "slerp-0|filter slerp-0: the ratio must be above 0 and at most 1",
        "one-euro-0-0.7|filter one-euro-0-0.7: the lowest cutoff must be above 0"
      })
  void says_what_is_wrong_with_a_name(String name, String message) {
    assertThatThrownBy(() -> Filters.all().parse(name))
        .isInstanceOf(Fault.class)
        .hasMessage(message);
  }

  @Test
  void a_name_may_reach_the_bounds_of_its_parameters() {
    for (String name : List.of("slerp-1", "gaussian-1000", "savgol-5-4", "savgol-1-0")) {
      assertThat(Filters.all().parse(name).name()).isEqualTo(name);
    }
    FloatGrid noisy = noisy(30, 0.1, 6);
    assertClose(Filters.all().parse("slerp-1").apply(track(noisy), 30).rotations(), noisy, 1e-6);
  }

  @ParameterizedTest
  @CsvSource({"slerp, slerp-0.3", "one-euro, one-euro-0.004-0.7"})
  void a_name_alone_has_the_parameters_of_the_official_programs(String name, String spelt) {
    FloatGrid noisy = noisy(30, 0.1, 6);
    assertThat(Filters.all().parse(name).apply(track(noisy), 30).rotations())
        .isEqualTo(Filters.all().parse(spelt).apply(track(noisy), 30).rotations());
  }

  @Test
  void what_is_chosen_on_validation_data_is_chosen_among_filters_of_its_family() {
    assertThat(Filters.all().chosen())
        .containsExactly(
            "best-average",
            "best-butterworth",
            "best-gaussian",
            "best-one-euro",
            "best-savgol",
            "best-slerp");
    for (String chosen : Filters.all().chosen()) {
      String family = chosen.substring("best-".length());
      List<String> candidates = Filters.all().candidates(chosen).orElseThrow();
      assertThat(candidates).hasSizeGreaterThan(5).allMatch(it -> it.startsWith(family + "-"));
      candidates.forEach(it -> assertThat(Filters.all().parse(it).name()).isEqualTo(it));
    }
    assertThat(Filters.all().candidates("best-none")).isEmpty();
    assertThat(Filters.all().candidates("best-median")).isEmpty();
    assertThat(Filters.all().candidates("gaussian")).isEmpty();
  }

  private static FloatGrid noisy(int frames, double size, long seed) {
    Random random = new Random(seed);
    float[] vectors = new float[frames * 72];
    for (int t = 0; t < frames; t++) {
      for (int k = 0; k < 72; k++) {
        vectors[t * 72 + k] = (float) (0.4 * Math.sin(0.05 * t + k) + size * random.nextGaussian());
      }
    }
    return Rotations.fromAxisAngle(FloatGrid.owning(vectors, frames, 72));
  }

  private static double roughness(FloatGrid rotations) {
    double sum = 0;
    for (int i = 216; i < rotations.length() - 216; i++) {
      double second = rotations.get(i - 216) - 2.0 * rotations.get(i) + rotations.get(i + 216);
      sum += second * second;
    }
    return Math.sqrt(sum);
  }

  private static SmplTrack track(FloatGrid rotations) {
    int frames = rotations.size(0);
    return new SmplTrack(rotations, FloatGrid.zeros(frames, 10), FloatGrid.zeros(frames, 3));
  }

  private static void assertClose(FloatGrid actual, FloatGrid expected, double tolerance) {
    double[] values = new double[expected.length()];
    for (int i = 0; i < values.length; i++) {
      values[i] = expected.get(i);
    }
    assertClose(actual, values, tolerance);
  }

  private static void assertClose(FloatGrid actual, double[] expected, double tolerance) {
    assertThat(actual.length()).isEqualTo(expected.length);
    for (int i = 0; i < expected.length; i++) {
      assertThat((double) actual.get(i))
          .as("value %d", i)
          .isCloseTo(expected[i], within(tolerance));
    }
  }
}
