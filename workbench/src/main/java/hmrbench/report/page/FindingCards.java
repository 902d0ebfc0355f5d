package hmrbench.report.page;

import hmrbench.metric.stats.Interval;
import hmrbench.report.finding.Finding;
import hmrbench.report.finding.Finding.Evidence;
import hmrbench.report.table.Numbers;
import java.util.List;
import java.util.Map;

/** Findings as cards: claim, verdict, reason, numbers. */
final class FindingCards {

  private FindingCards() {}

  static String of(List<Finding> findings) {
    return Templates.fill(
        "findings", Map.of("findings", findings.stream().map(FindingCards::card).toList()));
  }

  private static Map<String, Object> card(Finding finding) {
    String kind =
        switch (finding.verdict()) {
          case HOLDS -> "holds";
          case DOES_NOT_HOLD -> "fails";
          case CANNOT_BE_DECIDED -> "open";
        };
    String sign =
        switch (finding.verdict()) {
          case HOLDS -> "✓";
          case DOES_NOT_HOLD -> "✗";
          case CANNOT_BE_DECIDED -> "?";
        };
    return Map.of(
        "kind", kind,
        "name", finding.name(),
        "claim", finding.claim(),
        "sign", sign,
        "verdict", finding.verdict().words(),
        "because", finding.because(),
        "source", finding.source(),
        "hasEvidence", !finding.evidence().isEmpty(),
        "evidence", finding.evidence().stream().map(FindingCards::evidence).toList());
  }

  private static Map<String, String> evidence(Evidence evidence) {
    return Map.of(
        "what", evidence.what(),
        "verdict", evidence.verdict().words(),
        "values", evidence.values(),
        "change", evidence.change().map(i -> change(i, evidence.unit())).orElse("no interval"),
        "test", evidence.test());
  }

  private static String change(Interval interval, String unit) {
    boolean ratio = unit.isEmpty();
    int decimals = unit.equals("weight") ? 3 : 2;
    return "%s %s (95 %% interval %s)"
        .formatted(
            ratio ? "ratio" : "change",
            ratio
                ? Numbers.fixed(interval.estimate(), decimals)
                : Numbers.signed(interval.estimate(), decimals) + " " + unit,
            Numbers.interval(interval.low(), interval.high(), decimals));
  }
}
