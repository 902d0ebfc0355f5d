package hmrbench.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import hmrbench.core.CoordinateFrame;
import hmrbench.core.FloatGrid;
import hmrbench.core.FrameMask;
import hmrbench.core.JointSet;
import hmrbench.core.JointTrack;
import hmrbench.core.MetricId;
import hmrbench.core.Series;
import hmrbench.core.SmplTrack;
import hmrbench.metric.SequencePrediction.Extras;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class EmdbMetricsTest {

  private static final int FRAMES = 6;

  /** Angles of float32 matrices. */
  private static final double SINGLE_PRECISION = 1e-3;

  private static final double TEN_DEGREES = Math.toRadians(10);

  private static float[] turn(double a) {
    return new float[] {
      (float) Math.cos(a),
      0,
      (float) Math.sin(a),
      0,
      1,
      0,
      (float) -Math.sin(a),
      0,
      (float) Math.cos(a)
    };
  }

  /** Every joint turned by its own angle about y, the root by one more. */
  private static SmplTrack body(double rootMore) {
    float[] values = new float[FRAMES * 24 * 9];
    for (int i = 0; i < FRAMES * 24; i++) {
      int frame = i / 24;
      double own = 0.1 * (i % 24) + 0.05 * frame;
      System.arraycopy(turn(i % 24 == 0 ? own + rootMore : own), 0, values, i * 9, 9);
    }
    return new SmplTrack(
        FloatGrid.owning(values, FRAMES, 24, 3, 3),
        FloatGrid.zeros(FRAMES, 10),
        FloatGrid.zeros(FRAMES, 3));
  }

  /** Points of no symmetry, turned about y. */
  private static JointTrack joints(double angle) {
    float[] m = turn(angle);
    float[] metres = new float[FRAMES * 24 * 3];
    for (int i = 0; i < FRAMES * 24; i++) {
      double x = 0.1 * (i % 24 % 3);
      double y = 0.07 * (i % 24);
      double z = 0.05 * (i % 24 * 7 % 5);
      for (int row = 0; row < 3; row++) {
        metres[i * 3 + row] = (float) (m[row * 3] * x + m[row * 3 + 1] * y + m[row * 3 + 2] * z);
      }
    }
    return new JointTrack(
        JointSet.SMPL24_HIPS, CoordinateFrame.CAMERA, 30, FloatGrid.owning(metres, FRAMES, 24, 3));
  }

  private static double mean(String column) {
    SequencePrediction turned =
        new SequencePrediction(
            "turned",
            joints(0),
            joints(TEN_DEGREES),
            Extras.NONE.with(new BodyPair(body(0), body(TEN_DEGREES))),
            FrameMask.all(FRAMES),
            IntStream.range(0, FRAMES).boxed().toList());
    SequenceScore score = Protocols.named("emdb1").orElseThrow().score(List.of(turned)).get(0);
    Optional<MetricId> id =
        score.values().keySet().stream().filter(it -> it.column().equals(column)).findFirst();
    Series series = score.value(id.orElseThrow()).orElseThrow();
    return java.util.Arrays.stream(series.presentValues()).average().orElseThrow();
  }

  @Test
  void a_body_turned_by_ten_degrees_is_ten_degrees_off_and_none_once_aligned() {
    assertThat(mean("mpjae_degrees")).isEqualTo(10, within(SINGLE_PRECISION));
    assertThat(mean("mpjae_pa_degrees")).isEqualTo(0, within(SINGLE_PRECISION));
    assertThat(mean("pa_mpjpe_mm")).isEqualTo(0, within(SINGLE_PRECISION));
  }

  @Test
  void a_body_that_does_not_move_does_not_tremble() {
    assertThat(mean("emdb_jitter_10_m_per_s3")).isZero();
  }
}
