package hmrbench.metric;

import hmrbench.core.JointTrack;
import hmrbench.core.MetricId;
import hmrbench.core.Series;
import hmrbench.core.world.Positions;
import hmrbench.metric.world.WorldErrors;
import java.util.Set;
import java.util.function.Function;

/**
 * What the evaluation code of EMDB measures beside joint errors: evaluation_metrics.py at 9a4eab6.
 */
final class EmdbMetrics {

  /** Joints that the code sets to zero before it takes the mean over all 24. */
  private static final Set<Integer> ZEROED = Set.of(0, 7, 8, 10, 11, 20, 21, 22, 23);

  private static final int JOINTS = 24;

  private static final Set<Need> ANGLES = Set.of(Need.ANGLES, Need.BODIES);

  /** Mean angle of nine joints. */
  static final Metric MPJAE =
      new OfBodies(
          new MetricId("MPJAE", "degrees", "mpjae_degrees", true),
          ANGLES,
          input -> JointAngles.meanDegrees(input.bodies().orElseThrow()));

  /** The same after the rotation of PA-MPJPE. */
  static final Metric MPJAE_PA =
      new OfBodies(
          new MetricId("MPJAE-PA", "degrees", "mpjae_pa_degrees", true),
          ANGLES,
          input ->
              JointAngles.alignedMeanDegrees(
                  input.bodies().orElseThrow(), input.predicted(), input.truth()));

  /** Mean vertex distance after the similarity of PA-MPJPE, which is that of the joints: MVE-PA. */
  static final Metric PA_MPVPE =
      new OfBodies(
          new MetricId("PA-MPVPE", "mm", "pa_mpvpe_mm", true),
          Set.of(Need.ALIGNED_VERTICES),
          input -> input.alignedVertexErrorMm().orElseThrow());

  /**
   * Jitter of 15 joints, divided by 24, of a body whose translation is 0; a mean over sequences. It
   * is 0.625 times what other codes call jitter, where the joints tremble alike.
   */
  static final Metric JITTER = new Jitter();

  private EmdbMetrics() {}

  private record OfBodies(MetricId id, Set<Need> needs, Function<MetricInput, Series> formula)
      implements Metric {

    @Override
    public Bounds bounds() {
      return Bounds.FROM_ZERO;
    }

    @Override
    public boolean inMainTable() {
      return true;
    }

    @Override
    public Series evaluate(MetricInput input) {
      return formula.apply(input);
    }
  }

  private record Jitter() implements Metric {

    @Override
    public Bounds bounds() {
      return Bounds.FROM_ZERO;
    }

    @Override
    public boolean inMainTable() {
      return true;
    }

    @Override
    public MetricId id() {
      return new MetricId("Jitter by EMDB", "10 m/s^3", "emdb_jitter_10_m_per_s3", false);
    }

    @Override
    public Reduction reduction() {
      return Reduction.MEAN_OF_SEQUENCES;
    }

    @Override
    public Set<Need> needs() {
      return Set.of(Need.EMDB_CODE, Need.FRAME_RATE);
    }

    @Override
    public Series evaluate(MetricInput input) {
      JointTrack track = input.given().predicted();
      return WorldErrors.jitter(
          Positions.of(track),
          track.framesPerSecond(),
          joint -> !ZEROED.contains(joint),
          JOINTS,
          TimeDifference.JERK.within(track.frames()));
    }
  }
}
