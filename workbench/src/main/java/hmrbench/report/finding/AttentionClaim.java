package hmrbench.report.finding;

import hmrbench.core.NetworkFacts.GridPlace;
import hmrbench.metric.stats.ClusteredMean;
import hmrbench.metric.stats.Holm;
import hmrbench.report.finding.Finding.Evidence;
import hmrbench.report.finding.Finding.Verdict;
import hmrbench.report.table.Numbers;
import hmrbench.report.view.AttentionSample;
import hmrbench.report.view.RunView;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The claim that past and future each weigh more than current. */
final class AttentionClaim {

  private static final String CLAIM =
      "The attention weights of past and of future are each larger than that of current.";

  private static final String SOURCE =
      "reading notes on the TCMR paper; no averaged figure is known";

  private AttentionClaim() {}

  /**
   * Judges it by TCMR as published, which the claim is about; by every network with attention where
   * the run has no TCMR.
   */
  static Finding judge(String name, RunView run, List<AttentionSample> samples) {
    if (samples.isEmpty()) {
      return new Finding(
          name,
          CLAIM,
          SOURCE,
          Verdict.CANNOT_BE_DECIDED,
          "no model of this run has attention weights in its records",
          List.of());
    }
    List<AttentionSample> tcmr = samples.stream().filter(s -> published(run, s)).toList();
    List<AttentionSample> judged = tcmr.isEmpty() ? samples : tcmr;
    List<AttentionSample> others = samples.stream().filter(s -> !judged.contains(s)).toList();
    List<Evidence> evidence = new ArrayList<>(evidence(run, judged));
    Verdict verdict = Finding.together(evidence);
    evidence.addAll(evidence(run, others));
    String because =
        switch (verdict) {
          case HOLDS -> "both margins over current are above 0 with their intervals (%s)";
          case DOES_NOT_HOLD ->
              "past, future or both weigh less than current, with their intervals (%s)";
          case CANNOT_BE_DECIDED ->
              "the networks differ, the people are too few, or an interval holds 0 (%s)";
        };
    String also = others.isEmpty() ? "" : "; other networks: " + inWords(others);
    return new Finding(
        name, CLAIM, SOURCE, verdict, because.formatted(inWords(judged)) + also, evidence);
  }

  private static boolean published(RunView run, AttentionSample sample) {
    return run.model(sample.cell().model()).gridPlace().equals(Optional.of(GridPlace.TCMR));
  }

  /** Mean weights of each network, over its seeds. */
  private static String inWords(List<AttentionSample> samples) {
    return byModel(samples).entrySet().stream()
        .map(entry -> entry.getKey() + " " + weights(entry.getValue()))
        .collect(Collectors.joining("; "));
  }

  private static Map<String, List<AttentionSample>> byModel(List<AttentionSample> samples) {
    return samples.stream()
        .collect(
            Collectors.groupingBy(s -> s.cell().model(), LinkedHashMap::new, Collectors.toList()));
  }

  private static String weights(List<AttentionSample> seeds) {
    List<String> parts = new ArrayList<>();
    for (int part = 0; part < 3; part++) {
      int column = part;
      parts.add(Numbers.fixed(average(seeds, seed -> seed.mean().get(column)), 2));
    }
    return "past %s, current %s, future %s".formatted(parts.get(0), parts.get(1), parts.get(2));
  }

  private static double average(
      List<AttentionSample> seeds, ToDoubleFunction<AttentionSample> number) {
    return seeds.stream().mapToDouble(number).average().orElseThrow();
  }

  /** One network: how much more past and future weigh than current, over frames and seeds. */
  private record Margins(List<AttentionSample> seeds, ClusteredMean past, ClusteredMean future) {

    static Margins of(RunView run, List<AttentionSample> seeds) {
      return new Margins(
          seeds,
          AttentionSample.marginOverCurrent(run, seeds, 0).meanOverSeeds(),
          AttentionSample.marginOverCurrent(run, seeds, 2).meanOverSeeds());
    }

    ClusteredMean smaller() {
      return past.estimate() < future.estimate() ? past : future;
    }
  }

  /** Every network has two ways to be a counterexample, which are corrected for. */
  private static List<Evidence> evidence(RunView run, List<AttentionSample> samples) {
    List<Margins> margins =
        byModel(samples).values().stream().map(seeds -> Margins.of(run, seeds)).toList();
    List<OptionalDouble> corrected =
        Holm.adjust(
            margins.stream().flatMap(it -> Stream.of(it.past().p(), it.future().p())).toList());
    List<Evidence> evidence = new ArrayList<>();
    for (int i = 0; i < margins.size(); i++) {
      Margins it = margins.get(i);
      evidence.add(evidence(it, verdict(it, corrected.get(2 * i), corrected.get(2 * i + 1))));
    }
    return evidence;
  }

  private static Evidence evidence(Margins margins, Verdict verdict) {
    List<AttentionSample> seeds = margins.seeds();
    String values =
        "%s; both above current in %s %% of frames"
            .formatted(
                weights(seeds), Numbers.fixed(100 * average(seeds, AttentionSample::bothAbove), 0));
    return new Evidence(
        "%s, %s"
            .formatted(
                seeds.get(0).cell().model(),
                seeds.size() == 1 ? "1 seed" : seeds.size() + " seeds"),
        values,
        margins.smaller().interval(),
        "weight",
        "change: the smaller margin over current",
        verdict);
  }

  private static Verdict verdict(Margins it, OptionalDouble past, OptionalDouble future) {
    if (above(it.past(), it.past().p()) && above(it.future(), it.future().p())) {
      return Verdict.HOLDS;
    }
    return below(it.past(), past) || below(it.future(), future)
        ? Verdict.DOES_NOT_HOLD
        : Verdict.CANNOT_BE_DECIDED;
  }

  private static boolean above(ClusteredMean margin, OptionalDouble p) {
    return margin.estimate() > 0 && p.orElse(1) < Finding.LEVEL;
  }

  private static boolean below(ClusteredMean margin, OptionalDouble corrected) {
    return margin.estimate() < 0 && corrected.orElse(1) < Finding.LEVEL;
  }
}
