package hmrbench.report.finding;

import hmrbench.core.MetricId;
import hmrbench.metric.stats.CellSample;
import hmrbench.metric.stats.ClusteredMean;
import hmrbench.metric.stats.Comparison;
import hmrbench.metric.stats.Holm;
import hmrbench.metric.stats.Interval;
import hmrbench.record.ModelFacts;
import hmrbench.report.finding.Finding.Evidence;
import hmrbench.report.finding.Finding.Verdict;
import hmrbench.report.table.Numbers;
import hmrbench.report.view.RunView;
import hmrbench.report.view.Setting;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.BiPredicate;
import java.util.stream.Collectors;

/** Claims of the form "this change to the network lowers this error". */
final class PairClaim {

  private final RunView run;
  private final Setting setting;

  PairClaim(RunView run, Setting setting) {
    this.run = run;
    this.setting = setting;
  }

  /** Two networks that differ in one thing: without the change, and with it. */
  private record Pair(ModelFacts before, ModelFacts after) {}

  /**
   * Judges a claim by every pair of networks that the change turns into each other.
   *
   * @param turns whether the second model is the first one with the change
   * @param column of the error that the change is said to lower
   * @param missing what the run would need where it has no such pair
   */
  Finding judge(
      String name,
      String claim,
      String source,
      BiPredicate<ModelFacts, ModelFacts> turns,
      String column,
      String missing) {
    List<Evidence> evidence = evidence(pairs(turns), column);
    if (evidence.isEmpty()) {
      return new Finding(name, claim, source, Verdict.CANNOT_BE_DECIDED, missing, evidence);
    }
    Verdict verdict = Finding.together(evidence);
    return new Finding(name, claim, source, verdict, because(verdict, evidence), evidence);
  }

  private List<Pair> pairs(BiPredicate<ModelFacts, ModelFacts> turns) {
    return run.models().stream()
        .flatMap(
            before ->
                run.models().stream()
                    .filter(after -> turns.test(before, after) && before.trainedAsLongAs(after))
                    .map(after -> new Pair(before, after)))
        .toList();
  }

  private List<Evidence> evidence(List<Pair> pairs, String column) {
    Optional<MetricId> metric = run.metric(column);
    List<Pair> compared = new ArrayList<>();
    List<Comparison> comparisons = new ArrayList<>();
    for (Pair pair : metric.isPresent() ? pairs : List.<Pair>of()) {
      comparison(pair, metric.get())
          .ifPresent(
              comparison -> {
                compared.add(pair);
                comparisons.add(comparison);
              });
    }
    List<OptionalDouble> corrected = Holm.adjust(comparisons.stream().map(Comparison::p).toList());
    List<Evidence> evidence = new ArrayList<>();
    for (int i = 0; i < compared.size(); i++) {
      evidence.add(
          evidence(compared.get(i), metric.orElseThrow(), comparisons.get(i), corrected.get(i)));
    }
    return evidence;
  }

  private Optional<Comparison> comparison(Pair pair, MetricId metric) {
    Optional<CellSample> before = sample(pair.before(), metric.column());
    Optional<CellSample> after = sample(pair.after(), metric.column());
    return before.isEmpty() || after.isEmpty()
        ? Optional.empty()
        : Comparison.of(after.get(), before.get(), metric.lowerIsBetter());
  }

  private Optional<CellSample> sample(ModelFacts model, String column) {
    return run.sample(setting, model.name(), RunView.NO_FILTER, column);
  }

  private static Evidence evidence(
      Pair pair, MetricId metric, Comparison comparison, OptionalDouble corrected) {
    double change = 100 * (comparison.model() / comparison.baseline() - 1);
    String values =
        "%s %s to %s %s (%s %%)"
            .formatted(
                metric.name(),
                Numbers.fixed(comparison.baseline(), 1),
                Numbers.fixed(comparison.model(), 1),
                Numbers.unit(metric.unit()),
                Numbers.signed(change, 0));
    String test =
        "%s, better in %s of %s sequences"
            .formatted(inWords(comparison.change()), comparison.better(), comparison.sequences());
    return new Evidence(
        pair.before().name() + " → " + pair.after().name(),
        values,
        comparison.difference(),
        Numbers.unit(metric.unit()),
        test,
        Finding.below(comparison.change(), corrected));
  }

  private static String inWords(ClusteredMean change) {
    if (change.p().isEmpty()) {
      return "no p: " + People.tooFew(change.clusters());
    }
    String p = Numbers.probability(change.p().getAsDouble());
    return p.startsWith("<") ? "p " + p : "p = " + p;
  }

  private static String because(Verdict verdict, List<Evidence> evidence) {
    String intervals =
        evidence.stream()
            .map(e -> "%s: %s".formatted(e.what(), e.change().map(PairClaim::inWords).orElse("?")))
            .collect(Collectors.joining("; "));
    String unit = evidence.get(0).unit();
    return switch (verdict) {
      case HOLDS ->
          "the change in %s is below 0 with its whole interval (%s)".formatted(unit, intervals);
      case DOES_NOT_HOLD ->
          "the error rises in %s: the change in %s is above 0 with its whole interval (%s)"
              .formatted(
                  evidence.stream()
                      .filter(e -> e.verdict() == Verdict.DOES_NOT_HOLD)
                      .map(Evidence::what)
                      .collect(Collectors.joining(" and ")),
                  unit,
                  intervals);
      case CANNOT_BE_DECIDED -> undecided(evidence, unit, intervals);
    };
  }

  private static String undecided(List<Evidence> evidence, String unit, String intervals) {
    if (evidence.stream().anyMatch(e -> e.change().isEmpty())) {
      return "too few people for an interval";
    }
    return "%s; changes in %s are %s".formatted(whyUndecided(evidence), unit, intervals);
  }

  private static String whyUndecided(List<Evidence> evidence) {
    if (evidence.stream().anyMatch(e -> e.change().orElseThrow().low() > 0)) {
      return "the error rises with its whole interval, but not after a correction for %s pairs"
          .formatted(evidence.size());
    }
    return evidence.stream().map(Evidence::verdict).distinct().count() > 1
        ? "not every pair of networks shows it"
        : "the interval holds 0";
  }

  private static String inWords(Interval change) {
    return "%s, 95 %% interval %s to %s"
        .formatted(
            Numbers.signed(change.estimate(), 1),
            Numbers.fixed(change.low(), 1),
            Numbers.fixed(change.high(), 1));
  }
}
