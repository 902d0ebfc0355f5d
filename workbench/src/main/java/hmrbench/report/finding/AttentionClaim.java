package hmrbench.report.finding;

import hmrbench.metric.stats.Bootstrap;
import hmrbench.metric.stats.Interval;
import hmrbench.record.ModelFacts.GridPlace;
import hmrbench.report.finding.Finding.Evidence;
import hmrbench.report.finding.Finding.Verdict;
import hmrbench.report.table.Numbers;
import hmrbench.report.view.AttentionSample;
import hmrbench.report.view.RunView;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The claim that past and future each weigh more than current. */
final class AttentionClaim {

  private static final String CLAIM =
      "The attention weights of past and of future are each larger than that of current.";

  private static final String SOURCE =
      "reading notes on the TCMR paper; no averaged figure is known";

  private AttentionClaim() {}

  /**
   * Judges it by TCMR as published, which the claim is about, seed by seed; by every network with
   * attention where the run has no TCMR.
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
    List<Evidence> evidence = samples.parallelStream().map(AttentionClaim::evidence).toList();
    Verdict verdict =
        Finding.together(
            IntStream.range(0, samples.size())
                .filter(i -> judged.contains(samples.get(i)))
                .mapToObj(evidence::get)
                .toList());
    String because =
        switch (verdict) {
          case HOLDS ->
              "under every seed both margins over current are above 0 with their intervals (%s)";
          case DOES_NOT_HOLD ->
              "under every seed past, future or both weigh less than current, with their intervals"
                  + " (%s)";
          case CANNOT_BE_DECIDED ->
              "the networks or seeds differ, the sequences are too few, or an interval holds 0"
                  + " (%s)";
        };
    List<AttentionSample> others = samples.stream().filter(s -> !judged.contains(s)).toList();
    String also = others.isEmpty() ? "" : "; other networks: " + told(others);
    return new Finding(
        name, CLAIM, SOURCE, verdict, because.formatted(told(judged)) + also, evidence);
  }

  private static boolean published(RunView run, AttentionSample sample) {
    return run.model(sample.cell().model())
        .gridPlace()
        .equals(Optional.of(new GridPlace(false, true)));
  }

  /** Mean weights of each network, over its seeds. */
  private static String told(List<AttentionSample> samples) {
    return samples.stream()
        .collect(
            Collectors.groupingBy(s -> s.cell().model(), LinkedHashMap::new, Collectors.toList()))
        .entrySet()
        .stream()
        .map(entry -> entry.getKey() + " " + weights(entry.getValue()))
        .collect(Collectors.joining("; "));
  }

  private static String weights(List<AttentionSample> seeds) {
    List<String> parts = new ArrayList<>();
    for (int part = 0; part < 3; part++) {
      int column = part;
      double mean = seeds.stream().mapToDouble(s -> s.mean().get(column)).average().orElseThrow();
      parts.add(Numbers.fixed(mean, 2));
    }
    return "past %s, current %s, future %s".formatted(parts.get(0), parts.get(1), parts.get(2));
  }

  private static Evidence evidence(AttentionSample sample) {
    Optional<Interval> past = Bootstrap.bca(sample.marginOverCurrent(0));
    Optional<Interval> future = Bootstrap.bca(sample.marginOverCurrent(2));
    List<Double> mean = sample.mean();
    String values =
        "past %s, current %s, future %s; both above current in %s %% of frames"
            .formatted(
                Numbers.fixed(mean.get(0), 3),
                Numbers.fixed(mean.get(1), 3),
                Numbers.fixed(mean.get(2), 3),
                Numbers.fixed(100 * sample.bothAbove(), 0));
    Optional<Interval> smaller =
        past.isPresent() && future.isPresent()
            ? (past.get().estimate() < future.get().estimate() ? past : future)
            : Optional.empty();
    return new Evidence(
        "%s, seed %s".formatted(sample.cell().model(), sample.cell().seed()),
        values,
        smaller,
        "weight",
        "change: the smaller margin over current",
        Finding.with(sample.marginOverCurrent(0).sequences(), verdict(past, future)));
  }

  private static Verdict verdict(Optional<Interval> past, Optional<Interval> future) {
    if (past.isEmpty() || future.isEmpty()) {
      return Verdict.CANNOT_BE_DECIDED;
    }
    if (past.get().low() > 0 && future.get().low() > 0) {
      return Verdict.HOLDS;
    }
    return past.get().high() < 0 || future.get().high() < 0
        ? Verdict.DOES_NOT_HOLD
        : Verdict.CANNOT_BE_DECIDED;
  }
}
