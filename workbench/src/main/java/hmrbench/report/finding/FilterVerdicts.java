package hmrbench.report.finding;

import hmrbench.core.MetricId;
import hmrbench.metric.Metrics;
import hmrbench.metric.stats.CellSample;
import hmrbench.metric.stats.Comparison;
import hmrbench.metric.stats.Interval;
import hmrbench.report.view.RunView;
import hmrbench.report.view.Setting;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A temporal network against filters on a model that sees each frame alone. */
public final class FilterVerdicts {

  private FilterVerdicts() {}

  /** Who is better where, as far as 95 % intervals say. */
  public enum Verdict {
    NETWORK("the network is better in both"),
    FILTER("the filter is better in both"),
    NETWORK_SMOOTHER("the network is smoother, the filter more accurate"),
    NETWORK_ACCURATE("the network is more accurate, the filter smoother"),
    UNDECIDED("not decided in one or both");

    private final String words;

    Verdict(String words) {
      this.words = words;
    }

    public String words() {
      return words;
    }
  }

  /**
   * One filter.
   *
   * @param acceleration network minus filter, in acceleration error
   * @param position network minus filter, in MPJPE
   */
  public record Duel(String filter, Interval acceleration, Interval position, Verdict verdict) {}

  /**
   * The network without a filter against each filter on the other model.
   *
   * @param perFrame the model that is filtered
   * @return one per filter that both metrics have an interval for
   */
  public static List<Duel> of(RunView run, Setting setting, String network, String perFrame) {
    List<Duel> duels = new ArrayList<>();
    for (String filter : run.filters(setting)) {
      Optional<Interval> acceleration =
          difference(run, setting, network, perFrame, filter, Metrics.ACCEL_ERR.id());
      Optional<Interval> position =
          difference(run, setting, network, perFrame, filter, Metrics.MPJPE.id());
      if (acceleration.isPresent() && position.isPresent()) {
        duels.add(
            new Duel(
                filter,
                acceleration.get(),
                position.get(),
                verdict(acceleration.get(), position.get())));
      }
    }
    return duels;
  }

  private static Optional<Interval> difference(
      RunView run,
      Setting setting,
      String network,
      String perFrame,
      String filter,
      MetricId metric) {
    Optional<CellSample> a = run.sample(setting, network, RunView.NO_FILTER, metric.column());
    Optional<CellSample> b = run.sample(setting, perFrame, filter, metric.column());
    return a.isPresent() && b.isPresent()
        ? Comparison.of(a.get(), b.get(), metric.lowerIsBetter()).flatMap(Comparison::difference)
        : Optional.empty();
  }

  /** From intervals of differences: below 0 the network is better, above 0 the filter. */
  static Verdict verdict(Interval acceleration, Interval position) {
    int smoother = sign(acceleration);
    int closer = sign(position);
    if (smoother == 0 || closer == 0) {
      return Verdict.UNDECIDED;
    }
    if (smoother == closer) {
      return smoother < 0 ? Verdict.NETWORK : Verdict.FILTER;
    }
    return smoother < 0 ? Verdict.NETWORK_SMOOTHER : Verdict.NETWORK_ACCURATE;
  }

  private static int sign(Interval interval) {
    return interval.high() < 0 ? -1 : interval.low() > 0 ? 1 : 0;
  }
}
