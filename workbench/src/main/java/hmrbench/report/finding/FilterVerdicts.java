package hmrbench.report.finding;

import hmrbench.core.MetricId;
import hmrbench.metric.Metrics;
import hmrbench.metric.stats.CellSample;
import hmrbench.metric.stats.ClusteredMean;
import hmrbench.metric.stats.Comparison;
import hmrbench.metric.stats.Holm;
import hmrbench.report.view.RunView;
import hmrbench.report.view.Setting;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;

/** A temporal network against filters on a model that sees each frame alone. */
public final class FilterVerdicts {

  private FilterVerdicts() {}

  /**
   * Who is better where, as far as tests say that are corrected for all filters and both errors.
   */
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
  public record Duel(
      String filter, ClusteredMean acceleration, ClusteredMean position, Verdict verdict) {}

  /**
   * The network without a filter against each filter on the other model.
   *
   * @param perFrame the model that is filtered
   * @return one per filter that both metrics have a difference for
   */
  public static List<Duel> of(RunView run, Setting setting, String network, String perFrame) {
    List<Duel> undecided = new ArrayList<>();
    for (String filter : run.filters(setting)) {
      if (run.isFitted(filter)) {
        continue; // It looks at 2D joints, which no network here does.
      }
      Optional<ClusteredMean> acceleration =
          difference(run, setting, network, perFrame, filter, Metrics.ACCEL_ERR.id());
      Optional<ClusteredMean> position =
          difference(run, setting, network, perFrame, filter, Metrics.MPJPE.id());
      if (acceleration.isPresent() && position.isPresent()) {
        undecided.add(new Duel(filter, acceleration.get(), position.get(), Verdict.UNDECIDED));
      }
    }
    return judged(undecided);
  }

  private static Optional<ClusteredMean> difference(
      RunView run,
      Setting setting,
      String network,
      String perFrame,
      String filter,
      MetricId metric) {
    Optional<CellSample> a = run.sample(setting, network, RunView.NO_FILTER, metric.column());
    Optional<CellSample> b = run.sample(setting, perFrame, filter, metric.column());
    return a.isPresent() && b.isPresent()
        ? Comparison.of(a.get(), b.get(), metric.lowerIsBetter()).map(Comparison::change)
        : Optional.empty();
  }

  /** Two tests per filter: of so many, one in twenty would find something where nothing is. */
  static List<Duel> judged(List<Duel> duels) {
    List<OptionalDouble> p =
        Holm.adjust(
            duels.stream()
                .flatMap(it -> Stream.of(it.acceleration().p(), it.position().p()))
                .toList());
    List<Duel> judged = new ArrayList<>();
    for (int i = 0; i < duels.size(); i++) {
      Duel it = duels.get(i);
      Verdict verdict =
          verdict(sign(it.acceleration(), p.get(2 * i)), sign(it.position(), p.get(2 * i + 1)));
      judged.add(new Duel(it.filter(), it.acceleration(), it.position(), verdict));
    }
    return judged;
  }

  /** From signs of differences: below 0 the network is better, above 0 the filter. */
  private static Verdict verdict(int smoother, int closer) {
    if (smoother == 0 || closer == 0) {
      return Verdict.UNDECIDED;
    }
    if (smoother == closer) {
      return smoother < 0 ? Verdict.NETWORK : Verdict.FILTER;
    }
    return smoother < 0 ? Verdict.NETWORK_SMOOTHER : Verdict.NETWORK_ACCURATE;
  }

  private static int sign(ClusteredMean difference, OptionalDouble corrected) {
    return corrected.orElse(1) < Finding.LEVEL ? (int) Math.signum(difference.estimate()) : 0;
  }
}
