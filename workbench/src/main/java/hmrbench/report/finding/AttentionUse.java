package hmrbench.report.finding;

import hmrbench.core.MetricId;
import hmrbench.core.NetworkFacts.GridPlace;
import hmrbench.metric.Metrics;
import hmrbench.metric.stats.Comparison;
import hmrbench.metric.stats.Holm;
import hmrbench.report.finding.Finding.Evidence;
import hmrbench.report.finding.Finding.Verdict;
import hmrbench.report.table.Numbers;
import hmrbench.report.view.InterventionView;
import hmrbench.report.view.InterventionView.Choice;
import hmrbench.report.view.RunView;
import hmrbench.report.view.Setting;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Collectors;

/** The claim that weights which differ from frame to frame do better than their mean. */
final class AttentionUse {

  private static final String CLAIM =
      "Attention weights that differ from frame to frame give lower errors than their mean.";

  private static final String SOURCE = "reading notes on the TCMR paper; no figure is known";

  private static final List<MetricId> JUDGED =
      List.of(Metrics.PA_MPJPE.id(), Metrics.MPJPE.id(), Metrics.ACCEL_ERR.id());

  private AttentionUse() {}

  /**
   * Judges it by TCMR as published, or by every network with attention where the run has none;
   * other networks are mentioned too. Nothing where the run puts no mean in the place of weights.
   */
  static Optional<Finding> judge(String name, RunView run, Setting setting) {
    InterventionView view = InterventionView.of(run, setting);
    List<String> networks =
        view.models().stream().filter(model -> choice(view, model, "mean").isPresent()).toList();
    if (networks.isEmpty()) {
      return Optional.empty();
    }
    List<String> tcmr = networks.stream().filter(model -> published(run, model)).toList();
    List<String> judged = tcmr.isEmpty() ? networks : tcmr;
    List<Evidence> evidence = new ArrayList<>(evidence(view, judged));
    Verdict verdict = Finding.together(evidence);
    String because = because(verdict, evidence);
    evidence.addAll(
        evidence(view, networks.stream().filter(model -> !judged.contains(model)).toList()));
    return Optional.of(new Finding(name, CLAIM, SOURCE, verdict, because, evidence));
  }

  private static boolean published(RunView run, String model) {
    return run.model(model).gridPlace().equals(Optional.of(GridPlace.TCMR));
  }

  private static Optional<Choice> choice(InterventionView view, String model, String kind) {
    return view.choices(model).stream().filter(it -> it.kind().equals(kind)).findFirst();
  }

  /** One error of one network: its own weights against their mean. */
  private record Case(String model, MetricId metric, Comparison comparison) {}

  /** Every error of every network may be a counterexample, which is corrected for. */
  private static List<Evidence> evidence(InterventionView view, List<String> networks) {
    List<Case> cases = new ArrayList<>();
    for (String model : networks) {
      for (MetricId metric : JUDGED) {
        comparison(view, model, metric).ifPresent(it -> cases.add(new Case(model, metric, it)));
      }
    }
    List<OptionalDouble> corrected =
        Holm.adjust(cases.stream().map(it -> it.comparison().p()).toList());
    List<Evidence> evidence = new ArrayList<>();
    for (int i = 0; i < cases.size(); i++) {
      evidence.add(evidence(cases.get(i), corrected.get(i)));
    }
    return evidence;
  }

  private static Optional<Comparison> comparison(
      InterventionView view, String model, MetricId metric) {
    return view.sample(model, choice(view, model, "own").orElseThrow(), metric.column())
        .flatMap(
            own ->
                view.sample(model, choice(view, model, "mean").orElseThrow(), metric.column())
                    .flatMap(mean -> Comparison.of(own, mean, true)));
  }

  private static Evidence evidence(Case it, OptionalDouble corrected) {
    String unit = Numbers.unit(it.metric().unit());
    String values =
        "%s %s to %s %s"
            .formatted(
                it.metric().name(),
                Numbers.fixed(it.comparison().baseline(), 2),
                Numbers.fixed(it.comparison().model(), 2),
                unit);
    return new Evidence(
        "mean weights → own weights, %s of %s".formatted(it.metric().name(), it.model()),
        values,
        it.comparison().difference(),
        unit,
        "better in %s of %s sequences"
            .formatted(it.comparison().better(), it.comparison().sequences()),
        Finding.below(it.comparison().change(), corrected));
  }

  private static String because(Verdict verdict, List<Evidence> evidence) {
    String told =
        evidence.stream()
            .map(
                it ->
                    "%s, change %s"
                        .formatted(
                            it.values(),
                            it.change()
                                .map(change -> told(change.low(), change.high()))
                                .orElse("without an interval")))
            .collect(Collectors.joining("; "));
    String why =
        switch (verdict) {
          case HOLDS -> "every error is lower with the network's own weights (%s)";
          case DOES_NOT_HOLD -> "an error is higher with the network's own weights (%s)";
          case CANNOT_BE_DECIDED ->
              "not every error is lower with the network's own weights, and none is clearly higher after Holm's correction (%s)";
        };
    return why.formatted(told);
  }

  private static String told(double low, double high) {
    return "%s to %s".formatted(Numbers.fixed(low, 2), Numbers.fixed(high, 2));
  }
}
