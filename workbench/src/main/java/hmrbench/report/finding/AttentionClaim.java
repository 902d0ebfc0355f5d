package hmrbench.report.finding;

import hmrbench.metric.stats.Bootstrap;
import hmrbench.metric.stats.Interval;
import hmrbench.report.finding.Finding.Evidence;
import hmrbench.report.finding.Finding.Verdict;
import hmrbench.report.table.Numbers;
import hmrbench.report.view.AttentionSample;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** The claim that past and future each weigh more than current. */
final class AttentionClaim {

  private static final String CLAIM =
      "The attention weights of past and of future are each larger than that of current.";

  private static final String SOURCE =
      "reading notes on the TCMR paper; no averaged figure is known";

  private AttentionClaim() {}

  /** Judges it by every cell with attention, seed by seed. */
  static Finding judge(String name, List<AttentionSample> samples) {
    if (samples.isEmpty()) {
      return new Finding(
          name,
          CLAIM,
          SOURCE,
          Verdict.CANNOT_BE_DECIDED,
          "no model of this run has attention weights in its records",
          List.of());
    }
    List<Evidence> evidence = new ArrayList<>();
    samples.forEach(sample -> evidence.add(evidence(sample)));
    Verdict verdict = Finding.together(evidence);
    String told =
        evidence.stream()
            .map(e -> "%s %s".formatted(e.what(), e.values()))
            .limit(4)
            .collect(Collectors.joining("; "));
    String because =
        switch (verdict) {
          case HOLDS ->
              "in every network both margins over current are above 0 with their intervals (%s)";
          case DOES_NOT_HOLD ->
              "in every network past, future or both weigh less than current, with their intervals (%s)";
          case CANNOT_BE_DECIDED -> "the networks differ, or an interval holds 0 (%s)";
        };
    return new Finding(name, CLAIM, SOURCE, verdict, because.formatted(told), evidence);
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
        verdict(past, future));
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
