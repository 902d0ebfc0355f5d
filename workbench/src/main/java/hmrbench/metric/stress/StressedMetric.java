package hmrbench.metric.stress;

import hmrbench.core.FrameMask;
import hmrbench.core.Series;
import hmrbench.metric.JointErrors;
import hmrbench.metric.TimeDifference;
import hmrbench.metric.world.Chunks;
import hmrbench.metric.world.WorldErrors;
import hmrbench.metric.world.WorldErrors.AlignedBy;
import hmrbench.metric.world.WorldRules.Tail;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A metric under stress.
 *
 * @param name on the command line
 * @param title on pages
 * @param unit of its values
 * @param formula one value per row; rows that have none are absent
 */
record StressedMetric(String name, String title, String unit, Formula formula) {

  /** How it is computed. */
  interface Formula {
    Series of(WalkedMotion truth, WalkedMotion predicted);
  }

  /** All, in the order of their columns: first those about the root, then those of the world. */
  static final List<StressedMetric> ALL =
      List.of(
          new StressedMetric(
              "mpjpe",
              "MPJPE",
              "mm",
              (truth, predicted) -> JointErrors.meanMm(truth.aboutRoot(), predicted.aboutRoot())),
          new StressedMetric(
              "pa-mpjpe",
              "PA-MPJPE",
              "mm",
              (truth, predicted) ->
                  JointErrors.alignedMeanMm(predicted.aboutRoot(), truth.aboutRoot())),
          new StressedMetric(
              "accel", "Accel error", "mm/frame²", error(TimeDifference.ACCELERATION)),
          new StressedMetric(
              "velocity", "Velocity error", "mm/frame", error(TimeDifference.VELOCITY)),
          new StressedMetric("w-mpjpe", "W-MPJPE", "mm", chunks(AlignedBy.FIRST_TWO_FRAMES)),
          new StressedMetric("wa-mpjpe", "WA-MPJPE", "mm", chunks(AlignedBy.ALL_FRAMES)),
          new StressedMetric(
              "rte",
              "RTE",
              "%",
              (truth, predicted) ->
                  WorldErrors.rootErrorPercent(truth.root(), predicted.root()).orElseThrow()),
          new StressedMetric(
              "jitter",
              "World jitter",
              "10 m/s³",
              (truth, predicted) ->
                  WorldErrors.jitter(
                      predicted.metres(),
                      predicted.rate(),
                      point -> true,
                      predicted.points(),
                      TimeDifference.JERK.within(predicted.frames()))),
          new StressedMetric(
              "foot-sliding",
              "Foot sliding",
              "mm/frame",
              (truth, predicted) ->
                  WorldErrors.slidingMm(
                      truth.ankles(),
                      predicted.ankles(),
                      WorldErrors.STANDING_METRES,
                      TimeDifference.VELOCITY.within(truth.frames()))));

  private static Formula error(TimeDifference difference) {
    return (truth, predicted) ->
        difference.errorMm(
            truth.aboutRoot(), predicted.aboutRoot(), difference.within(truth.frames()));
  }

  private static Formula chunks(AlignedBy by) {
    return (truth, predicted) ->
        WorldErrors.chunkAlignedMm(
            truth.metres(), predicted.metres(), Chunks.of(truth.frames(), Tail.SHORT_CHUNK), by);
  }

  /** Mean over all rows of several motions. */
  double mean(List<WalkedMotion> truth, List<WalkedMotion> predicted) {
    double sum = 0;
    int count = 0;
    for (int m = 0; m < truth.size(); m++) {
      Series series = formula.of(truth.get(m), predicted.get(m));
      FrameMask present = series.present();
      sum += IntStream.of(present.indices()).mapToDouble(series::get).sum();
      count += present.count();
    }
    return sum / count;
  }
}
