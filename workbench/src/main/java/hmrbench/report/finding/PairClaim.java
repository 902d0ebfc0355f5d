package hmrbench.report.finding;

import hmrbench.core.MetricId;
import hmrbench.metric.stats.CellSample;
import hmrbench.metric.stats.Comparison;
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
    List<Evidence> evidence = new ArrayList<>();
    for (Pair pair : pairs(turns)) {
      evidence(pair, column).ifPresent(evidence::add);
    }
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
                    .filter(after -> turns.test(before, after))
                    .map(after -> new Pair(before, after)))
        .toList();
  }

  private Optional<Evidence> evidence(Pair pair, String column) {
    Optional<CellSample> before = sample(pair.before(), column);
    Optional<CellSample> after = sample(pair.after(), column);
    Optional<MetricId> metric = run.metric(column);
    if (before.isEmpty() || after.isEmpty() || metric.isEmpty()) {
      return Optional.empty();
    }
    return Comparison.of(after.get(), before.get(), metric.get().lowerIsBetter())
        .map(comparison -> evidence(pair, metric.get(), comparison));
  }

  private Optional<CellSample> sample(ModelFacts model, String column) {
    return run.sample(setting, model.name(), RunView.NO_FILTER, column);
  }

  private static Evidence evidence(Pair pair, MetricId metric, Comparison comparison) {
    double change = 100 * (comparison.model() / comparison.baseline() - 1);
    String values =
        "%s %s to %s %s (%s %%)"
            .formatted(
                metric.name(),
                Numbers.fixed(comparison.baseline(), 1),
                Numbers.fixed(comparison.model(), 1),
                Numbers.unit(metric.unit()),
                Numbers.signed(change, 0));
    int sequences = comparison.better() + comparison.worse() + comparison.equal();
    String test =
        "p %s, better in %s of %s sequences"
            .formatted(
                Numbers.probability(comparison.test().p()).startsWith("<")
                    ? Numbers.probability(comparison.test().p())
                    : "= " + Numbers.probability(comparison.test().p()),
                comparison.better(),
                sequences);
    return new Evidence(
        pair.before().name() + " → " + pair.after().name(),
        values,
        comparison.difference(),
        Numbers.unit(metric.unit()),
        test,
        verdict(comparison, sequences));
  }

  /** The whole interval on one side, and a difference that the sign-flip test sees as well. */
  private static Verdict verdict(Comparison comparison, int sequences) {
    return comparison.test().p() < Finding.LEVEL
        ? Finding.with(sequences, Finding.below(comparison.difference(), 0))
        : Verdict.CANNOT_BE_DECIDED;
  }

  private static String because(Verdict verdict, List<Evidence> evidence) {
    String told =
        evidence.stream()
            .map(e -> "%s: %s".formatted(e.what(), e.change().map(PairClaim::told).orElse("?")))
            .collect(Collectors.joining("; "));
    String unit = evidence.get(0).unit();
    return switch (verdict) {
      case HOLDS ->
          "the change in %s is below 0 with its whole interval (%s)".formatted(unit, told);
      case DOES_NOT_HOLD ->
          "the error rises: the change in %s is above 0 with its whole interval (%s)"
              .formatted(unit, told);
      case CANNOT_BE_DECIDED -> undecided(evidence, unit, told);
    };
  }

  private static String undecided(List<Evidence> evidence, String unit, String told) {
    if (evidence.stream().anyMatch(e -> e.change().isEmpty())) {
      return "one sequence gives no interval";
    }
    boolean disagree = evidence.stream().map(Evidence::verdict).distinct().count() > 1;
    return (disagree
            ? "the pairs of networks do not agree; changes in %s are %s"
            : "too few sequences agree, or the interval holds 0; changes in %s are %s")
        .formatted(unit, told);
  }

  private static String told(Interval change) {
    return "%s, 95 %% interval %s to %s"
        .formatted(
            Numbers.signed(change.estimate(), 1),
            Numbers.fixed(change.low(), 1),
            Numbers.fixed(change.high(), 1));
  }
}
