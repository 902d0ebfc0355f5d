package hmrbench.model.filter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Objects;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LinearFilterTest {

  // Both in double; scipy solves for the weights of its kernels in another order.
  private static final double ROUNDING = 1e-12;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "gaussian_2",
        "gaussian_0.8",
        "average_5",
        "savgol_7_2",
        "savgol_11_4",
        "butterworth_6hz_at_30",
        "butterworth_3hz_at_25"
      })
  void agrees_with_scipy_on(String name) throws IOException {
    JsonNode golden = golden();
    Smoother smoother =
        switch (name) {
          case "gaussian_2" -> KernelSmoother.gaussian(2);
          case "gaussian_0.8" -> KernelSmoother.gaussian(0.8);
          case "average_5" -> KernelSmoother.average(5);
          case "savgol_7_2" -> new SavitzkyGolay(7, 2);
          case "savgol_11_4" -> new SavitzkyGolay(11, 4);
          case "butterworth_6hz_at_30" -> new Butterworth(6);
          default -> new Butterworth(3);
        };
    double rate = name.endsWith("25") ? 25 : 30;
    assertThat(smoother.smooth(values(golden, "series"), rate))
        .containsExactly(values(golden, name), within(ROUNDING));
  }

  @Test
  void extends_a_short_clip_by_what_it_has() throws IOException {
    JsonNode golden = golden();
    double[] first = Arrays.copyOf(values(golden, "series"), 6);
    assertThat(new Butterworth(6).smooth(first, 30))
        .containsExactly(values(golden, "butterworth_6hz_at_30_first_6"), within(ROUNDING));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 6})
  void leaves_a_constant_alone_however_short(int frames) {
    double[] constant = DoubleStream.generate(() -> 0.7).limit(frames).toArray();
    for (Smoother smoother :
        new Smoother[] {
          KernelSmoother.average(5),
          KernelSmoother.gaussian(2),
          new SavitzkyGolay(7, 2),
          new Butterworth(6)
        }) {
      assertThat(smoother.smooth(constant, 30)).containsExactly(constant, within(1e-12));
    }
  }

  @Test
  void lets_everything_pass_where_the_cutoff_is_above_half_the_rate() {
    double[] zigzag = {1, -1, 1, -1, 1, -1};
    assertThat(new Butterworth(6).smooth(zigzag, 12)).containsExactly(zigzag);
    assertThat(new Butterworth(6).smooth(zigzag, 30)).isNotEqualTo(zigzag);
  }

  private static JsonNode golden() throws IOException {
    try (InputStream in =
        LinearFilterTest.class.getResourceAsStream("/golden/filters/linear_filters.json")) {
      return new ObjectMapper().readTree(Objects.requireNonNull(in));
    }
  }

  private static double[] values(JsonNode golden, String name) {
    double[] values = new double[golden.get(name).size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = golden.get(name).get(i).asDouble();
    }
    return values;
  }
}
