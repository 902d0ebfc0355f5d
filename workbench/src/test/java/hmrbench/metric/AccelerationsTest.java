package hmrbench.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import hmrbench.core.CoordinateFrame;
import hmrbench.core.FloatGrid;
import hmrbench.core.FrameMask;
import hmrbench.core.JointSet;
import hmrbench.core.JointTrack;
import hmrbench.testing.GoldenArrays;
import hmrbench.testing.Shared;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class AccelerationsTest {

  // The reference has float64 positions of about 1 m, ours are float32: 4 roundings of 6e-8 m.
  private static final double ROUNDING_MM = 3e-4;

  @Test
  void agree_with_the_reference() {
    GoldenArrays golden = new GoldenArrays(Shared.golden("expected/accel.npz"));
    JointTrack truth = track(golden.grid("gt"));
    JointTrack predicted = track(golden.grid("pred"));
    assertThat(Accelerations.errorMm(truth, predicted).presentValues())
        .containsExactly(millimetres(golden.doubles("error_accel")), within(ROUNDING_MM));
    assertThat(Accelerations.sizeMm(predicted).presentValues())
        .containsExactly(millimetres(golden.doubles("compute_accel_pred")), within(ROUNDING_MM));
    assertThat(Accelerations.sizeMm(truth).presentValues())
        .containsExactly(millimetres(golden.doubles("compute_accel_gt")), within(ROUNDING_MM));
  }

  @Test
  void agree_with_the_reference_where_some_frames_are_not_visible() {
    GoldenArrays golden = new GoldenArrays(Shared.golden("expected/accel.npz"));
    double[] visible = golden.doubles("vis");
    boolean[] flags = new boolean[visible.length];
    for (int t = 0; t < flags.length; t++) {
      flags[t] = visible[t] != 0;
    }
    FrameMask where =
        RowMasks.withoutGaps(
            IntStream.range(0, flags.length).boxed().toList(), FrameMask.of(flags), 1, 1);
    assertThat(
            Accelerations.errorMm(track(golden.grid("gt")), track(golden.grid("pred")), where)
                .presentValues())
        .containsExactly(millimetres(golden.doubles("error_accel_vis")), within(ROUNDING_MM));
  }

  @Test
  void a_constant_drift_costs_nothing() {
    float[] still = new float[10 * 42];
    float[] drifting = new float[10 * 42];
    for (int t = 0; t < 10; t++) {
      for (int k = 0; k < 42; k++) {
        drifting[t * 42 + k] = 0.25f * t;
      }
    }
    assertThat(
            Accelerations.errorMm(
                    track(FloatGrid.copyOf(still, 10, 14, 3)),
                    track(FloatGrid.copyOf(drifting, 10, 14, 3)))
                .presentValues())
        .hasSize(8)
        .containsOnly(0.0);
  }

  @Test
  void stand_at_the_middle_of_their_three_frames() {
    float[] jump = new float[7 * 42];
    jump[3 * 42] = 1f;
    JointTrack truth = track(FloatGrid.zeros(7, 14, 3));
    var errors = Accelerations.errorMm(truth, track(FloatGrid.copyOf(jump, 7, 14, 3)));
    // One joint of 14 is 1 m off in frame 3: second differences 1, -2, 1 m around it.
    assertThat(errors.get(2)).isCloseTo(1000 / 14.0, within(1e-9));
    assertThat(errors.get(3)).isCloseTo(2000 / 14.0, within(1e-9));
    assertThat(errors.get(1)).isZero();
    assertThat(errors.has(0)).isFalse();
    assertThat(errors.has(6)).isFalse();
  }

  @Test
  void two_frames_have_none() {
    JointTrack two = track(FloatGrid.zeros(2, 14, 3));
    assertThat(Accelerations.errorMm(two, two).present().count()).isZero();
  }

  @Test
  void change_their_unit_with_the_square_of_the_rate() {
    JointTrack truth = track(FloatGrid.zeros(3, 14, 3));
    float[] bump = new float[3 * 42];
    for (int k = 42; k < 84; k += 3) {
      bump[k] = 0.0034f;
    }
    var mm = Accelerations.errorMm(truth, track(FloatGrid.copyOf(bump, 3, 14, 3)));
    // 6.8 mm/frame^2 at 30 fps is 6.12 m/s^2.
    assertThat(mm.get(1)).isCloseTo(6.8, within(1e-6));
    assertThat(Accelerations.toMetresPerSecond2(mm, 30).get(1)).isCloseTo(6.12, within(1e-6));
  }

  private static JointTrack track(FloatGrid metres) {
    return new JointTrack(JointSet.COMMON14, CoordinateFrame.ROOT, 30, metres);
  }

  private static double[] millimetres(double[] metres) {
    double[] values = new double[metres.length];
    for (int i = 0; i < values.length; i++) {
      values[i] = 1000 * metres[i];
    }
    return values;
  }
}
