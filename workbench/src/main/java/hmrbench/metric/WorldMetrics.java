package hmrbench.metric;

import hmrbench.core.MetricId;
import hmrbench.core.Series;
import hmrbench.metric.world.PublishedAlignment;
import hmrbench.metric.world.WorldErrors.AlignedBy;
import hmrbench.metric.world.WorldRules.Gaps;
import hmrbench.metric.world.WorldValues;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * What is measured of motion through the world. Chunks, smoothing and points are those of the
 * protocol. Where frames are missing, the number as published spans the gap; beside it is the one
 * that does not.
 */
final class WorldMetrics {

  /** Each chunk aligned by its first two frames, with scale. */
  static final Metric W_MPJPE =
      of(
          new MetricId("W-MPJPE", "mm", "w_mpjpe_mm", true),
          world -> world.chunkAlignedMm(AlignedBy.FIRST_TWO_FRAMES));

  /** Each chunk aligned by all its frames, with scale. */
  static final Metric WA_MPJPE =
      of(
          new MetricId("WA-MPJPE", "mm", "wa_mpjpe_mm", true),
          world -> world.chunkAlignedMm(AlignedBy.ALL_FRAMES));

  /** Path of the root after a rigid alignment. */
  static final Metric RTE =
      of(new MetricId("RTE", "%", "rte_percent", true), WorldValues::rootErrorPercent);

  /** Step of the root in the axes of the body. */
  static final Metric ERVE =
      of(
          new MetricId("ERVE", "mm/frame", "erve_mm_per_frame", true),
          world -> world.velocityErrorMm(world.gaps()));

  /** The same where no frame is missing. */
  static final Metric ERVE_WITHOUT_GAPS =
      of(
          new MetricId("ERVE without gaps", "mm/frame", "erve_without_gaps_mm_per_frame", true),
          world -> world.velocityErrorMm(Gaps.SPLIT));

  /** A good prediction has that of the truth, not 0. */
  static final Metric JITTER =
      of(
          new MetricId("World jitter", "10 m/s^3", "world_jitter_10_m_per_s3", false),
          world -> world.jitter(world.gaps()));

  /** The same where no frame is missing. */
  static final Metric JITTER_WITHOUT_GAPS =
      of(
          new MetricId(
              "World jitter without gaps",
              "10 m/s^3",
              "world_jitter_without_gaps_10_m_per_s3",
              false),
          world -> world.jitter(Gaps.SPLIT));

  /** What the prediction's should be. */
  static final Metric TRUE_JITTER =
      of(
          new MetricId("World jitter of truth", "10 m/s^3", "world_jitter_gt_10_m_per_s3", false),
          world -> world.trueJitter(world.gaps()));

  /** How many of the four true points are at rest; the weight of a frame in foot sliding. */
  static final Metric STANDING_SOLES =
      ofSoles(
          new MetricId("Standing soles", "of 4", "standing_soles", false),
          world -> world.contacts(world.gaps()),
          Optional.empty());

  /** Steps of predicted soles whose true ones are at rest. */
  static final Metric SLIDING =
      ofSoles(
          new MetricId("World foot sliding", "mm/frame", "world_foot_sliding_mm_per_frame", true),
          world -> world.slidingMm(world.gaps()),
          Optional.of(STANDING_SOLES));

  /** The same where no frame is missing. */
  static final Metric SLIDING_WITHOUT_GAPS =
      ofSoles(
          new MetricId(
              "World foot sliding without gaps",
              "mm/frame",
              "world_foot_sliding_without_gaps_mm_per_frame",
              true),
          world -> world.slidingMm(Gaps.SPLIT),
          Optional.of(STANDING_SOLES));

  /** PA-MPJPE with the fault that the evaluator has for sequences of two or three frames. */
  static final Metric PA_MPJPE_AS_PUBLISHED =
      FormulaMetric.further(
              new MetricId("PA-MPJPE as published", "mm", "pa_mpjpe_as_published_mm", true),
              input -> PublishedAlignment.meanMm(input.predicted(), input.truth()))
          .needing(Need.MISALIGNED_FEW_FRAMES, Need.WORLD);

  private static final Set<String> MAIN =
      Set.of(
          "w_mpjpe_mm",
          "wa_mpjpe_mm",
          "rte_percent",
          "erve_mm_per_frame",
          "world_jitter_10_m_per_s3",
          "world_foot_sliding_mm_per_frame");

  private WorldMetrics() {}

  private record WorldMetric(
      MetricId id, Set<Need> needs, Function<WorldValues, Series> formula, Optional<Metric> weight)
      implements Metric {

    @Override
    public Bounds bounds() {
      return Bounds.FROM_ZERO;
    }

    /** Numbers as published are in the main table, those beside them among the further metrics. */
    @Override
    public boolean inMainTable() {
      return MAIN.contains(id.column());
    }

    @Override
    public Series evaluate(MetricInput input) {
      return formula.apply(input.world().orElseThrow());
    }
  }

  private static Metric of(MetricId id, Function<WorldValues, Series> formula) {
    return new WorldMetric(id, Set.of(Need.WORLD), formula, Optional.empty());
  }

  private static Metric ofSoles(
      MetricId id, Function<WorldValues, Series> formula, Optional<Metric> weight) {
    return new WorldMetric(id, Set.of(Need.WORLD, Need.SOLES), formula, weight);
  }
}
