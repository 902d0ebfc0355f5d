package hmrbench.metric;

import hmrbench.core.FrameMask;
import hmrbench.core.MetricId;
import hmrbench.core.Series;
import java.util.Set;
import java.util.function.Function;

/**
 * Errors that pay for people who were not found, after agora_evaluation at 8c9dece
 * (compute_average_error.py): MPJPE and MVE over F1, which is rounded to two decimals there. A
 * person is a frame of a sequence here, and found where it is predicted; AGORA matches people of a
 * picture by their points.
 */
final class AgoraMetrics {

  private static final double TWO_DECIMALS = 100;

  /** Of precision and recall of frames, the same in every row. */
  static final Metric F1 =
      new OfPeople(
          new MetricId("F1 of frames", "of 1", "f1_of_frames", false),
          Bounds.OF_ONE,
          Set.of(Need.PEOPLE),
          input -> constant(input, f1(input)));

  /** MPJPE over F1. */
  static final Metric NMJE =
      new OfPeople(
          new MetricId("NMJE", "mm", "nmje_mm", true),
          Bounds.FROM_ZERO,
          Set.of(Need.PEOPLE),
          input -> over(input.valuesOf(Metrics.MPJPE), f1(input)));

  /** The mesh error over F1. */
  static final Metric NMVE =
      new OfPeople(
          new MetricId("NMVE", "mm", "nmve_mm", true),
          Bounds.FROM_ZERO,
          Set.of(Need.PEOPLE, Need.VERTICES),
          input -> over(input.valuesOf(Metrics.MPVPE), f1(input)));

  private AgoraMetrics() {}

  private record OfPeople(
      MetricId id, Bounds bounds, Set<Need> needs, Function<MetricInput, Series> formula)
      implements Metric {

    @Override
    public boolean inMainTable() {
      return true;
    }

    @Override
    public Series evaluate(MetricInput input) {
      return formula.apply(input);
    }
  }

  private static double f1(MetricInput input) {
    FoundPeople people = input.people().orElseThrow();
    return Math.rint(people.f1() * TWO_DECIMALS) / TWO_DECIMALS;
  }

  private static Series constant(MetricInput input, double value) {
    return Series.of(FrameMask.all(input.truth().frames()), row -> value);
  }

  private static Series over(Series errors, double f1) {
    return f1 == 0
        ? Series.of(FrameMask.of(new boolean[errors.frames()]), row -> 0)
        : Series.of(errors.present(), row -> errors.get(row) / f1);
  }
}
